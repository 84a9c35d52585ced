package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import kr.ondam.channel.kakao.skill.Callback;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// What every store of one-time addresses keeps.
interface CallbackContract extends StoresOfTwoTenants {
  private Callback callback(String user, String id, int second) {
    return new Callback(
        user,
        id,
        URI.create("https://bot-api.kakao.com/callback/" + id),
        Sample.NOW.plusSeconds(second));
  }

  private Optional<String> take(TenantId tenant, String user, int oldest) {
    return stores()
        .callbacks()
        .take(tenant, Sample.KAKAO, user, Sample.NOW.plusSeconds(oldest))
        .map(Callback::id);
  }

  @Test
  default void O1_aOneTimeAddressIsTakenOnceAndTheNewestFirst() {
    var callbacks = stores().callbacks();
    callbacks.keep(Sample.LIFE, Sample.KAKAO, callback("u1", "a", 1));
    callbacks.keep(Sample.LIFE, Sample.KAKAO, callback("u1", "c", 3));
    callbacks.keep(Sample.LIFE, Sample.KAKAO, callback("u1", "b", 2));
    callbacks.keep(Sample.LIFE, Sample.KAKAO, callback("u2", "other", 4));
    assertThat(take(Sample.LIFE, "u1", 0)).contains("c");
    callbacks.keep(Sample.LIFE, Sample.KAKAO, callback("u1", "c", 9));
    assertThat(take(Sample.LIFE, "u1", 0)).contains("b");
    assertThat(take(Sample.LIFE, "u1", 2)).as("too old").isEmpty();
    assertThat(take(Sample.LIFE, "u1", 1)).contains("a");
    assertThat(take(Sample.LIFE, "u1", 0)).isEmpty();
    assertThat(take(Sample.LIFE, "u2", 0)).contains("other");
  }

  @Test
  default void anAddressToWhichNothingWasSentCanBeTakenAgain() {
    var callbacks = stores().callbacks();
    callbacks.keep(Sample.LIFE, Sample.KAKAO, callback("u1", "a", 1));
    var taken = callbacks.take(Sample.LIFE, Sample.KAKAO, "u1", Sample.NOW).orElseThrow();
    callbacks.giveBack(Sample.LIFE, Sample.KAKAO, taken);
    assertThat(callbacks.take(Sample.LIFE, Sample.KAKAO, "u1", Sample.NOW)).contains(taken);
  }

  @Test
  default void anAddressBelongsToOneTenantAndIsForgotten() {
    var callbacks = stores().callbacks();
    callbacks.keep(Sample.LIFE, Sample.KAKAO, callback("u1", "a", 1));
    assertThat(take(Sample.CARD, "u1", 0)).isEmpty();
    assertThat(callbacks.removeBefore(Sample.CARD, Sample.NOW.plusSeconds(9), 9)).isZero();
    assertThat(callbacks.removeBefore(Sample.LIFE, Sample.NOW, 9)).isZero();
    assertThat(callbacks.removeBefore(Sample.LIFE, Sample.NOW.plusSeconds(9), 9)).isEqualTo(1);
    assertThat(take(Sample.LIFE, "u1", 0)).isEmpty();
  }
}
