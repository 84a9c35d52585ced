package kr.ondam.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class SignInCheckTest {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");
  private static final User KIM = user("김상담", Set.of(Role.AGENT), true);

  private Instant now = START;
  private boolean away;
  private int reads;
  private Optional<User> stored = Optional.of(KIM);
  private final SignedIn signedIn = new SignedIn(KIM, START);
  private final SignInCheck check = new SignInCheck(this::find, () -> now, IDLE);

  @Test
  void S7_aPageThatLivesButIsNotUsedIsIdleAfterExactlyTheTimeout() {
    for (int seconds = 0; seconds < IDLE.toSeconds(); seconds += 25) {
      now = START.plusSeconds(seconds);
      assertThat(check.holds(signedIn)).as("sign of life after %d s", seconds).isTrue();
    }
    now = START.plus(IDLE).minusMillis(1);
    assertThat(check.holds(signedIn)).isTrue();
    now = START.plus(IDLE);
    assertThat(check.holds(signedIn)).isFalse();
  }

  @Test
  void S7_theTimeoutCountsFromTheLastUse() {
    var used = START.plus(IDLE).minusSeconds(1);
    signedIn.used(used);
    // A request that began earlier arrives late.
    signedIn.used(START.plusSeconds(1));
    now = used.plus(IDLE).minusMillis(1);
    assertThat(check.holds(signedIn)).isTrue();
    now = used.plus(IDLE);
    assertThat(check.holds(signedIn)).isFalse();
  }

  @Test
  void S7_aCheckThatTakesLongUndoesNoUse() {
    var used = START.plus(IDLE).minusSeconds(1);
    now = START.plusSeconds(5);
    var slow =
        new SignInCheck(
            (_, _) -> {
              signedIn.used(used);
              return stored;
            },
            () -> now,
            IDLE);
    assertThat(slow.holds(signedIn)).isTrue();
    now = used.plus(IDLE).minusMillis(1);
    assertThat(check.holds(signedIn)).isTrue();
  }

  @Test
  void S7_rightsAreReadAgainAfterFiveSeconds() {
    stored = Optional.of(user("김새이름", Set.of(Role.AGENT), true));
    now = START.plusMillis(4999);
    assertThat(check.holds(signedIn)).isTrue();
    assertThat(reads).isZero();
    now = START.plusSeconds(5);
    assertThat(check.holds(signedIn)).isTrue();
    assertThat(signedIn.account().name()).isEqualTo("김새이름");
    stored = Optional.of(user("김상담", Set.of(Role.AGENT, Role.ADMIN), true));
    now = START.plusSeconds(10);
    assertThat(check.holds(signedIn)).isFalse();
    stored = Optional.of(user("김상담", Set.of(Role.AGENT), false));
    assertThat(check.holds(signedIn)).isFalse();
    stored = Optional.empty();
    assertThat(check.holds(signedIn)).isFalse();
  }

  @Test
  void whoIsInStaysInWhileTheStoreIsAwayButNotIdle() {
    away = true;
    now = START.plusSeconds(10);
    assertThat(check.holds(signedIn)).isTrue();
    now = START.plus(IDLE);
    assertThat(check.holds(signedIn)).isFalse();
  }

  private Optional<User> find(TenantId tenant, UserId user) {
    reads++;
    if (away) {
      throw new StoreUnavailable("away", new IllegalStateException("away"));
    }
    return stored.filter(u -> u.tenant().equals(tenant) && u.id().equals(user));
  }

  private static User user(String name, Set<Role> roles, boolean enabled) {
    return new User(
        new UserId(new UUID(0, 1)),
        new TenantId("life"),
        "kim",
        name,
        roles,
        null,
        100,
        Map.of(),
        enabled);
  }
}
