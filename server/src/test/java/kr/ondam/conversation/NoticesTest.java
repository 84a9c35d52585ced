package kr.ondam.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Outcome;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.tenant.TenantId;
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

  private final AtomicInteger named = new AtomicInteger();
  private Executor executor = Runnable::run;

  private Notices notices() {
    var notices =
        new Notices(
            new Notices.Tools(
                store,
                desk.memory.stores().channels(),
                desk.memory.stores().customers(),
                desk.bus,
                desk.time,
                desk.time,
                RandomGenerator.of("L64X128MixRandom"),
                executor,
                desk.meters));
    channel.answer =
        _ ->
            channel.outcomes.isEmpty()
                ? new Outcome.Ok("r/" + named.incrementAndGet())
                : channel.outcomes.remove();
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
    executor = task -> desk.time.after(Duration.ZERO, task);
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

  private static DeliveryReport report(String name, DeliveryReport.State state, String detail) {
    return new DeliveryReport(Desk.LIFE, Desk.KAKAO, List.of(name), null, state, detail, Desk.NOW);
  }

  @Test
  void aReportThatComesBeforeTheAnswerThatNamesTheNoticeCounts() {
    var notice = notice(1, "홍길동");
    var notices = notices();
    channel.sending =
        () -> notices.reported(report("r/1", DeliveryReport.State.FAILED, "3019 not a user"));
    notices.send(notice);
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(store.find(Desk.LIFE, notice.id()).map(Notice::failure)).contains("3019 not a user");
    assertThat(delivery(notice)).isEqualTo(Delivery.FAILED);
  }

  @Test
  void O2_whatADealerTookWithoutSayingUnderWhichNameIsInDoubt() {
    var notice = notice(1, "홍길동");
    var notices = notices();
    channel.outcomes.add(new Outcome.Uncertain("timeout"));
    channel.outcomes.add(new Outcome.Ok(""));
    notices.send(notice);
    desk.time.advance(Duration.ofMinutes(1));
    assertThat(delivery(notice)).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void O7_manyThatWaitAreAFewCallsAtOnceTheOldestFirst() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    executor = tasks::add;
    for (int i = 0; i < 50; i++) {
      var notice = notice(i, "홍길동");
      store.add(
          Notice.fresh(
              notice.tenant(),
              notice.id(),
              notice.customer(),
              notice.account(),
              notice.phone(),
              notice.template(),
              notice.variables(),
              Desk.NOW.minusSeconds(i)));
    }
    notices();
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(tasks).hasSize(Notices.AT_ONCE);
    while (!tasks.isEmpty()) {
      tasks.remove().run();
      assertThat(tasks.size()).isLessThanOrEqualTo(Notices.AT_ONCE);
    }
    assertThat(channel.accepted).hasSize(50);
    assertThat(channel.accepted.getFirst()).isEqualTo(new UUID(0, 49).toString());
    assertThat(channel.accepted.getLast()).isEqualTo(new UUID(0, 0).toString());
  }

  @Test
  void O5_aDealerThatFailsIsLeftAloneAndAfterADayItIsSaid() {
    var notices = notices();
    var calls = new AtomicInteger();
    channel.answer =
        _ -> {
          calls.incrementAndGet();
          return new Outcome.Retry(Duration.ofMinutes(1), "HTTP 503");
        };
    for (int i = 0; i < 30; i++) {
      notices.send(notice(i, "홍길동"));
    }
    assertThat(calls).as("then the breaker is open").hasValue(Breaker.FAILURES);
    channel.answer = _ -> new Outcome.Ok("r");
    desk.time.advance(Duration.ofMinutes(10));
    assertThat(channel.accepted).hasSize(30);
    channel.answer = _ -> new Outcome.Throttled(Duration.ofHours(30));
    notices.send(notice(40, "홍길동"));
    var late = notice(41, "홍길동");
    notices.send(late);
    desk.time.advance(Duration.ofHours(25));
    assertThat(store.find(Desk.LIFE, late.id()).map(Notice::failure)).contains("24 h");
    assertThat(delivery(late)).isEqualTo(Delivery.FAILED);
  }

  @Test
  void O2_everyMoveIsTold() {
    var notices = notices();
    notices.send(notice(1, "홍길동"));
    desk.time.advance(Duration.ofSeconds(1));
    notices.reported(report("r/1", DeliveryReport.State.DELIVERED, ""));
    notices.reported(report("r/1", DeliveryReport.State.DELIVERED, ""));
    assertThat(desk.facts)
        .filteredOn(NoticeChanged.class::isInstance)
        .extracting(fact -> ((NoticeChanged) fact).notice().delivery())
        .containsExactlyInAnyOrder(Delivery.SENT, Delivery.QUEUED, Delivery.DELIVERED);
  }

  @Test
  void O2_whatFailedIsSentAgainToThePhoneOfNowOnceAndUnderAnotherSerial() {
    channel.outcomes.add(new Outcome.Permanent("3019", "not a user"));
    var notices = notices();
    var failed = notice(1, "홍길동");
    notices.send(failed);
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(notices.resend(Desk.LIFE, failed.id()))
        .as("nobody knows the phone any more")
        .hasValueSatisfying(r -> assertThat(r).isInstanceOf(NoticeResult.Refused.class));
    var customers = desk.memory.stores().customers();
    var known = customers.find(Desk.LIFE, customer).orElseThrow();
    customers.save(
        new Customer(
            known.tenant(),
            known.id(),
            known.name(),
            "+821099998888",
            known.grade(),
            known.memo(),
            known.traits(),
            known.createdAt()));
    assertThat(notices.resend(new TenantId("card"), failed.id())).isEmpty();
    assertThat(notices.resend(Desk.LIFE, failed.id()))
        .hasValueSatisfying(result ->
            assertThat(((NoticeResult.Kept) result).notice().phone()).isEqualTo("+821099998888"));
    assertThat(notices.resend(Desk.LIFE, failed.id())).isEmpty();
    desk.time.advance(Duration.ofSeconds(1));
    assertThat(channel.accepted).hasSize(1).doesNotContain(failed.id().toString());
    assertThat(store.problems(Desk.LIFE, null, 9)).isEmpty();
    assertThat(delivery(failed)).isEqualTo(Delivery.FAILED);
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
