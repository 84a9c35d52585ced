package kr.ondam.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

final class LoginsTest {
  private static final TenantId LIFE = new TenantId("life");
  private static final String PASSWORD = "ondam-demo-1";

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-26T00:00:00Z"));
  private final TimeOrderedIds ids = new TimeOrderedIds(time);
  private final Passwords passwords = new Passwords();
  private final Logins logins;

  LoginsTest() {
    var stores = new MemoryStores().stores();
    stores.tenants().save(new Tenant(LIFE, "한빛생명", TenantKind.AFFILIATE, 210));
    var kim =
        new User(
            new UserId(ids.next()),
            LIFE,
            "kim",
            "김상담",
            Set.of(Role.AGENT),
            null,
            100,
            Map.of(),
            true);
    stores.agents().save(kim);
    var hash = passwords.hash(PASSWORD);
    stores.credentials().save(new CredentialStore.Credential(LIFE, kim.id(), hash, 0, null));
    logins =
        new Logins(
            stores.agents(),
            stores.credentials(),
            passwords,
            new Audit(stores.audit(), ids, time),
            time);
  }

  @Test
  void S6_anUnknownLoginIsLockedLikeAnyOther() {
    assertThat(tries("nobody")).isEqualTo(tries("kim"));
    time.advance(Logins.LOCK.minusMillis(1));
    assertThat(logins.signIn("NOBODY", PASSWORD, "::1")).isInstanceOf(SignIn.Locked.class);
    assertThat(logins.signIn("kim", PASSWORD, "::1")).isInstanceOf(SignIn.Locked.class);
    time.advance(Duration.ofMillis(1));
    assertThat(logins.signIn("nobody", PASSWORD, "::1")).isInstanceOf(SignIn.Refused.class);
    assertThat(logins.signIn("kim", PASSWORD, "::1")).isInstanceOf(SignIn.Welcome.class);
  }

  private List<SignIn> tries(String login) {
    List<SignIn> answers = new ArrayList<>();
    for (int i = 0; i <= Logins.TRIES; i++) {
      answers.add(logins.signIn(login, "wrong", "::1"));
    }
    assertThat(answers.subList(0, Logins.TRIES - 1)).containsOnly(new SignIn.Refused());
    assertThat(answers.getLast()).isInstanceOf(SignIn.Locked.class);
    return answers;
  }
}
