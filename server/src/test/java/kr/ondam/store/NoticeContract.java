package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Notice;
import org.junit.jupiter.api.Test;

/// What every store of notices keeps.
interface NoticeContract extends StoresOfTwoTenants {
  private Notice notice(int number) {
    var customer = stores().conversations().list(Sample.LIFE, ConversationFilter.ALL, null, 1);
    return Notice.fresh(
        Sample.LIFE,
        new UUID(0x0192_0000_0000_7000L, number),
        customer.items().getFirst().customer(),
        Sample.KAKAO,
        "+821012345678",
        "CS_CALLBACK_01",
        Map.of("이름", "홍길동"),
        Sample.NOW.plusSeconds(number));
  }

  private Optional<Notice> find(Notice notice) {
    return stores().notices().find(notice.tenant(), notice.id());
  }

  private static DeliveryReport report(
      DeliveryReport.State state, String detail, String... references) {
    return new DeliveryReport(
        Sample.LIFE, Sample.KAKAO, List.of(references), null, state, detail, Sample.NOW);
  }

  @Test
  default void C2_aNoticeIsKeptOnceUnderItsId() {
    sample().open(Sample.LIFE, "u1", "s/1");
    var first = notice(1);
    assertThat(stores().notices().add(first)).isTrue();
    assertThat(stores().notices().add(first)).isFalse();
    assertThat(find(first)).contains(first);
    assertThat(stores().notices().find(Sample.CARD, first.id())).isEmpty();
    stores().notices().add(notice(2));
    assertThat(stores().notices().of(Sample.LIFE, first.customer(), 9))
        .containsExactly(notice(2), first);
    assertThat(stores().notices().of(Sample.CARD, first.customer(), 9)).isEmpty();
    assertThat(stores().notices().waiting()).containsExactly(first, notice(2));
  }

  @Test
  default void aNoticeMovesForwardOnly() {
    sample().open(Sample.LIFE, "u1", "s/1");
    var first = notice(1);
    stores().notices().add(first);
    stores().notices().save(first.tried(1, true));
    assertThat(find(first).map(Notice::begun)).contains(true);
    stores().notices().save(first.tried(1, false).reached(Delivery.SENT, null, "ref"));
    stores().notices().save(first.tried(2, true));
    assertThat(find(first).map(Notice::delivery)).contains(Delivery.SENT);
    assertThat(stores().notices().waiting()).isEmpty();
    var failed = DeliveryReport.State.FAILED;
    assertThat(stores().notices().report(report(failed, "3018 x", "other"))).isFalse();
    assertThat(stores().notices().report(report(failed, "3018 x", "ref"))).isTrue();
    assertThat(find(first).map(Notice::failure)).contains("3018 x");
    stores().notices().report(report(DeliveryReport.State.DELIVERED, "", "ref"));
    stores().notices().report(report(failed, "late", "ref"));
    assertThat(find(first).map(Notice::delivery)).contains(Delivery.DELIVERED);
  }
}
