package kr.ondam.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Outcome;
import kr.ondam.customer.CustomerId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Notices are kept before they are sent, sent once, and taken up after a stop.
final class NoticesTest {
  private final Desk desk = new Desk();
  private final FakeChannel channel = new FakeChannel();
  private final NoticeStore store = desk.memory.stores().notices();
  private final CustomerId customer =
      desk.stored(Desk.spoken("u1", "s/1", "여보세요"))
          .author()
          .id()
          .transform(id -> new CustomerId(UUID.fromString(id)));

  @AfterEach
  void close() {
    desk.close();
  }

  private Notices notices() {
    var notices =
        new Notices(
            new Notices.Tools(
                store,
                desk.memory.stores().channels(),
                desk.memory.stores().customers(),
                desk.time,
                desk.time,
                RandomGenerator.of("L64X128MixRandom"),
                Runnable::run));
    notices.start(channel);
    return notices;
  }

  private Notice notice(int number, String name) {
    return Notice.fresh(
        Desk.LIFE,
        new UUID(0, number),
        customer,
        Desk.KAKAO,
        "+821012345678",
        "CS_01",
        Map.of("이름", name),
        desk.time.instant());
  }

  private Delivery delivery(Notice notice) {
    return store.find(Desk.LIFE, notice.id()).orElseThrow().delivery();
  }

  @Test
  void C2_theSameIdIsSentOnceAndNeverForSomethingElse() {
    var notices = notices();
    var first = notice(1, "홍길동");
    assertThat(notices.send(first)).isEqualTo(new NoticeResult.Kept(first));
    assertThat(notices.send(first)).isInstanceOf(NoticeResult.Kept.class);
    assertThat(notices.send(notice(1, "김철수"))).isEqualTo(new NoticeResult.IdTaken());
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(channel.accepted).hasSize(1);
    assertThat(delivery(first)).isEqualTo(Delivery.SENT);
    assertThat(desk.memory.stores().customers().event(Desk.LIFE, first.id()))
        .hasValueSatisfying(event -> assertThat(event.title()).isEqualTo("알림톡 CS_01"));
  }

  @Test
  void O3_whatIsNotTakenIsTriedAgainUnderTheSameSerial() {
    channel.outcomes.add(new Outcome.Retry(Duration.ofSeconds(2), "HTTP 503"));
    channel.outcomes.add(new Outcome.Uncertain("timeout"));
    var notice = notice(1, "홍길동");
    notices().send(notice);
    desk.time.advance(Duration.ofMinutes(2));
    assertThat(channel.accepted).containsExactly(notice.id().toString());
    assertThat(delivery(notice)).isEqualTo(Delivery.SENT);
  }

  @Test
  void O2_whatIsRefusedIsVisiblyFailed() {
    channel.outcomes.add(new Outcome.Permanent("3019", "not a user"));
    var notice = notice(1, "홍길동");
    notices().send(notice);
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(store.find(Desk.LIFE, notice.id()).map(Notice::failure)).contains("3019 not a user");
    assertThat(delivery(notice)).isEqualTo(Delivery.FAILED);
  }

  @Test
  void O1_afterACrashACallThatDealersStillRecogniseIsRepeatedAndALaterOneIsNot() {
    var notice = notice(1, "홍길동");
    store.add(notice);
    store.save(notice.tried(1, true));
    notices();
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(delivery(notice)).isEqualTo(Delivery.SENT);
    var old = notice(2, "홍길동");
    store.add(old);
    store.save(old.tried(1, true));
    desk.time.advance(Duration.ofMinutes(11));
    notices();
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(delivery(old)).isEqualTo(Delivery.UNKNOWN);
    assertThat(channel.accepted).hasSize(1);
  }

  @Test
  void O1_anAnswerThatCouldNotBeKeptIsKeptLaterAndNothingIsSentAgain() {
    var calls = new AtomicInteger();
    channel.sending =
        () -> {
          calls.incrementAndGet();
          desk.memory.down(true);
        };
    var notice = notice(1, "홍길동");
    notices().send(notice);
    desk.time.advance(Duration.ofSeconds(12));
    desk.memory.down(false);
    desk.time.advance(Duration.ofMinutes(1));
    assertThat(delivery(notice)).isEqualTo(Delivery.SENT);
    assertThat(calls).as("each is paid").hasValue(1);
  }

  @Test
  void O2_whatADealerMayHaveTakenIsInDoubtWhenLaterTriesAreRefused() {
    channel.outcomes.add(new Outcome.Uncertain("timeout"));
    channel.outcomes.add(new Outcome.Permanent("3019", "not a user"));
    var notice = notice(1, "홍길동");
    notices().send(notice);
    desk.time.advance(Duration.ofMinutes(1));
    assertThat(delivery(notice)).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void aReportThatComesBeforeTheAnswerCountsAndNothingIsSentAgain() {
    var notice = notice(1, "홍길동");
    var calls = new AtomicInteger();
    var notices = notices();
    channel.sending =
        () -> {
          calls.incrementAndGet();
          notices.reported(
              new DeliveryReport(
                  Desk.LIFE,
                  Desk.KAKAO,
                  List.of(notice.id().toString()),
                  null,
                  DeliveryReport.State.DELIVERED,
                  "",
                  desk.time.instant()));
        };
    channel.outcomes.add(new Outcome.Uncertain("timeout"));
    notices.send(notice);
    desk.time.advance(Duration.ofMinutes(1));
    assertThat(delivery(notice)).isEqualTo(Delivery.DELIVERED);
    assertThat(calls).hasValue(1);
  }

  @Test
  void afterItsCloseNothingBegins() {
    var notices = notices();
    notices.close();
    var notice = notice(1, "홍길동");
    notices.send(notice);
    desk.time.advance(Duration.ofMinutes(1));
    assertThat(delivery(notice)).isEqualTo(Delivery.QUEUED);
  }

  @Test
  void anAccountThatIsNotThereIsNamed() {
    var nowhere =
        Notice.fresh(
            Desk.LIFE, new UUID(0, 9), customer, Desk.WEB, "+8210", "x", Map.of(), Desk.NOW);
    assertThat(notices().send(nowhere))
        .isEqualTo(new NoticeResult.Refused("account: web (expected: one that sends notices)"));
  }
}
