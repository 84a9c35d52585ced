package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.customer.Visitor;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// What every store of visitors keeps.
interface VisitorContract extends StoresOfTwoTenants {
  @Test
  default void aVisitorIsFoundByTheHashOfItsTokenOverAllTenants() {
    var mine = visitor(Sample.LIFE, 1, "h1");
    var other = visitor(Sample.CARD, 1, "h2");
    stores().visitors().add(mine);
    stores().visitors().add(other);
    assertThat(stores().visitors().byTokenHash("h1")).contains(mine);
    assertThat(stores().visitors().byTokenHash("h2")).contains(other);
    assertThat(stores().visitors().byTokenHash("h3")).isEmpty();
  }

  @Test
  default void aHashIsGivenToOneVisitorOnly() {
    stores().visitors().add(visitor(Sample.LIFE, 1, "h1"));
    assertThatThrownBy(() -> stores().visitors().add(visitor(Sample.CARD, 2, "h1")))
        .isInstanceOf(DuplicateRow.class);
    assertThat(stores().visitors().byTokenHash("h1").orElseThrow().tenant()).isEqualTo(Sample.LIFE);
  }

  @Test
  default void whoHasExpiredIsDeletedInOneTenant() {
    stores().visitors().add(visitor(Sample.LIFE, 1, "h1"));
    stores().visitors().add(visitor(Sample.CARD, 1, "h2"));
    var end = Sample.NOW.plus(Duration.ofDays(400));
    stores().visitors().removeExpired(Sample.LIFE, end.minusSeconds(1));
    assertThat(stores().visitors().byTokenHash("h1")).isPresent();
    stores().visitors().removeExpired(Sample.LIFE, end);
    assertThat(stores().visitors().byTokenHash("h1")).isEmpty();
    assertThat(stores().visitors().byTokenHash("h2")).isPresent();
  }

  private static Visitor visitor(TenantId tenant, int id, String hash) {
    return new Visitor(
        tenant,
        new UUID(7, id),
        Sample.KAKAO,
        "홍길동",
        "+821012345678",
        hash,
        Sample.NOW,
        Sample.NOW.plus(Duration.ofDays(400)));
  }
}
