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
    assertThat(stores().notices().report(report(failed, "3018 x", "other"))).isEmpty();
    assertThat(stores().notices().report(report(failed, "3018 x", "ref")))
        .extracting(Notice::failure)
        .containsExactly("3018 x");
    assertThat(find(first).map(Notice::failure)).contains("3018 x");
    stores().notices().report(report(DeliveryReport.State.DELIVERED, "", "ref"));
    stores().notices().report(report(failed, "late", "ref"));
    assertThat(find(first).map(Notice::delivery)).contains(Delivery.DELIVERED);
  }

  @Test
  default void aReportThatComesBeforeItsNameIsKeptForIt() {
    sample().open(Sample.LIFE, "u1", "s/1");
    var notice = notice(1);
    stores().notices().add(notice);
    stores().notices().save(notice.calling("serial"));
    for (var state : List.of(DeliveryReport.State.FAILED, DeliveryReport.State.SENT)) {
      assertThat(stores().notices().report(report(state, "3019 x", "r1/1"))).isEmpty();
    }
    var other = notice(2);
    stores().notices().add(other);
    var answered = notice.tried(1, false).reached(Delivery.SENT, null, "r1/1");
    stores().notices().save(other.tried(1, false).reached(Delivery.SENT, null, "r2/1"));
    assertThat(find(other).map(Notice::delivery)).contains(Delivery.SENT);
    assertThat(stores().notices().save(answered))
        .hasValueSatisfying(n -> assertThat(n.failure()).isEqualTo("3019 x"));
    assertThat(find(notice).map(Notice::delivery)).contains(Delivery.FAILED);
    stores().notices().report(report(DeliveryReport.State.DELIVERED, "", "r1/1"));
    assertThat(find(notice).map(Notice::delivery)).contains(Delivery.DELIVERED);
    stores().notices().report(report(DeliveryReport.State.FAILED, "x", "nobody"));
    assertThat(stores().notices().removeNames(Sample.CARD, Sample.NOW.plusSeconds(9), 9)).isZero();
    assertThat(stores().notices().removeNames(Sample.LIFE, Sample.NOW.plusSeconds(9), 9))
        .isPositive();
    assertThat(stores().notices().removeNames(Sample.LIFE, Sample.NOW.plusSeconds(9), 9)).isZero();
  }

  @Test
  default void O6_reportsAtOnceNeverTakeBackWhatWasDelivered() throws Exception {
    sample().open(Sample.LIFE, "u1", "s/1");
    for (int round = 0; round < 40; round++) {
      var notice = notice(round);
      stores().notices().add(notice);
      stores().notices().save(notice.tried(1, false).reached(Delivery.SENT, null, "r" + round));
      var delivered = report(DeliveryReport.State.DELIVERED, "", "r" + round);
      var failed = report(DeliveryReport.State.FAILED, "late", "r" + round);
      Together.run(
          () -> stores().notices().report(delivered), () -> stores().notices().report(failed));
      assertThat(find(notice).map(Notice::delivery))
          .as("round " + round)
          .contains(Delivery.DELIVERED);
    }
  }

  @Test
  default void O6_anAnswerAndItsReportAtOnceBothCount() throws Exception {
    sample().open(Sample.LIFE, "u1", "s/1");
    for (int round = 0; round < 40; round++) {
      var notice = notice(round);
      stores().notices().add(notice);
      stores().notices().save(notice.calling("serial" + round));
      var answered = notice.tried(1, false).reached(Delivery.SENT, null, "r" + round);
      var delivered = report(DeliveryReport.State.DELIVERED, "", "r" + round);
      Together.run(
          () -> stores().notices().save(answered), () -> stores().notices().report(delivered));
      assertThat(find(notice).map(Notice::delivery))
          .as("round " + round)
          .contains(Delivery.DELIVERED);
    }
  }

  private Notice troubled(int number, Delivery delivery) {
    var notice = notice(number);
    stores().notices().add(notice);
    stores().notices().save(notice.tried(1, false).reached(delivery, "3019 x", "r" + number));
    return find(notice).orElseThrow();
  }

  @Test
  default void O2_whatFailedOrIsInDoubtIsAProblemUntilSomebodyHasSeenToIt() {
    sample().open(Sample.LIFE, "u1", "s/1");
    var failed = troubled(1, Delivery.FAILED);
    var doubted = troubled(2, Delivery.UNKNOWN);
    troubled(3, Delivery.SENT);
    var notices = stores().notices();
    assertThat(notices.problems(Sample.LIFE, null, 9)).containsExactly(doubted, failed);
    assertThat(notices.problems(Sample.LIFE, null, 1)).containsExactly(doubted);
    assertThat(notices.problems(Sample.LIFE, doubted.position(), 9)).containsExactly(failed);
    assertThat(notices.problems(Sample.CARD, null, 9)).isEmpty();
    assertThat(stores().problems().open(Sample.LIFE)).isEqualTo(2);
    assertThat(stores().problems().open(Sample.CARD)).isZero();
    assertThat(notices.dismiss(Sample.CARD, failed.id())).isFalse();
    assertThat(notices.dismiss(Sample.LIFE, failed.id())).isTrue();
    assertThat(notices.dismiss(Sample.LIFE, failed.id())).isFalse();
    notices.report(report(DeliveryReport.State.FAILED, "again", "r1"));
    assertThat(notices.problems(Sample.LIFE, null, 9)).containsExactly(doubted);
    notices.report(report(DeliveryReport.State.FAILED, "now known", "r2"));
    assertThat(notices.problems(Sample.LIFE, null, 9))
        .extracting(Notice::failure)
        .containsExactly("now known");
    notices.report(report(DeliveryReport.State.DELIVERED, "", "r2"));
    assertThat(stores().problems().open(Sample.LIFE)).isZero();
  }

  @Test
  default void C2_aProblemIsSentAgainOnce() {
    sample().open(Sample.LIFE, "u1", "s/1");
    var failed = troubled(1, Delivery.FAILED);
    var fresh = failed.anew(new UUID(9, 9), "+821099998888", Sample.NOW.plusSeconds(60));
    assertThat(stores().notices().again(failed.id(), fresh)).isTrue();
    assertThat(stores().notices().again(failed.id(), notice(8))).isFalse();
    assertThat(find(fresh)).contains(fresh);
    assertThat(find(notice(8))).isEmpty();
    assertThat(stores().notices().problems(Sample.LIFE, null, 9)).isEmpty();
    assertThat(find(failed).map(Notice::delivery)).contains(Delivery.FAILED);
  }
}
