package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.DeliveryReport.State;
import kr.ondam.channel.sms.http.Polled;
import kr.ondam.channel.sms.smpp.Octets;
import kr.ondam.channel.sms.smpp.Reassembly.Key;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.SentCall;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every store of reports and of parts of text messages keeps.
interface SmsContract extends StoresOfTwoTenants {
  ChannelAccountId SMS = new ChannelAccountId("sms");

  private Conversation sentAs(Delivery delivery) {
    return sentTo("u1", delivery);
  }

  private Conversation sentTo(String user, Delivery delivery) {
    var conversation = sample().open(Sample.LIFE, user, "s/" + user);
    var reply = sample().reply(conversation, 2, "c-" + user, delivery);
    append(conversation, List.of(Sample.incoming(reply, null)), 2);
    return conversation;
  }

  private static SentCall call(Conversation c, String reference, int call, int calls) {
    return new SentCall(c.tenant(), SMS, reference, c.id(), 2, call, calls, Sample.NOW);
  }

  private static DeliveryReport report(
      TenantId tenant, State state, @Nullable String learnt, String... references) {
    var detail = state == State.FAILED ? "UNDELIVERABLE 11" : "";
    return new DeliveryReport(tenant, SMS, List.of(references), learnt, state, detail, Sample.NOW);
  }

  private Optional<Delivery> reported(State state, String... references) {
    return stores()
        .sentCalls()
        .report(report(Sample.LIFE, state, null, references))
        .map(Message::delivery);
  }

  @Test
  default void aReportUnderAnyOfItsNamesMovesItsMessage() {
    var conversation = sentAs(Delivery.SENT);
    assertThat(stores().sentCalls().sent(call(conversation, "5be7e138", 0, 1))).isEmpty();
    assertThat(reported(State.SENT, "5be7e138")).isEmpty();
    assertThat(reported(State.DELIVERED, "1541923128", "5be7e138", "x"))
        .contains(Delivery.DELIVERED);
    assertThat(messages(conversation).getLast().delivery()).isEqualTo(Delivery.DELIVERED);
  }

  @Test
  default void SM56_aReportThatComesTwiceOrTooLateMovesNothing() {
    var conversation = sentAs(Delivery.SENT);
    stores().sentCalls().sent(call(conversation, "A", 0, 1));
    assertThat(reported(State.FAILED, "A")).contains(Delivery.FAILED);
    assertThat(messages(conversation).getLast().failure()).isEqualTo("UNDELIVERABLE 11");
    assertThat(reported(State.FAILED, "A")).isEmpty();
    assertThat(reported(State.DELIVERED, "A")).contains(Delivery.DELIVERED);
    assertThat(reported(State.DELIVERED, "A")).isEmpty();
    assertThat(reported(State.FAILED, "A")).isEmpty();
  }

  /// It may come before the answer of its call is stored, at that moment, or after it.
  @Test
  default void SM56_aReportThatMeetsTheStoringOfTheAnswerIsNotOverwrittenByIt() throws Exception {
    for (int round = 0; round < 40; round++) {
      var reference = "R" + round;
      var conversation = sample().open(Sample.LIFE, "u" + round, "s/" + round);
      var reply = sample().reply(conversation, 2, "c" + round);
      stores().conversations().append(Sample.sending(reply));
      var call = call(conversation, reference, 0, 1);
      boolean known = round % 2 == 0;
      if (known) {
        stores().sentCalls().sent(call);
      }
      together(
          () -> {
            if (!known) {
              stores().sentCalls().sent(call);
            }
            stores().conversations().settle(Sample.outbound(reply), Delivery.SENT, null);
          },
          () -> reported(State.DELIVERED, reference));
      assertThat(messages(conversation).getLast().delivery())
          .as("round %d", round)
          .isEqualTo(Delivery.DELIVERED);
    }
  }

  private static void together(Runnable one, Runnable other) throws Exception {
    var gate = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> both = new ArrayList<>();
      for (var work : List.of(one, other)) {
        both.add(
            threads.submit(() -> {
              gate.await();
              work.run();
              return null;
            }));
      }
      for (var done : both) {
        done.get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  default void SM52_aReportBeforeItsCallIsKnownWaitsForIt() {
    var conversation = sentAs(Delivery.SENT);
    assertThat(reported(State.DELIVERED, "7", "A")).isEmpty();
    assertThat(reported(State.DELIVERED, "7", "A")).isEmpty();
    assertThat(stores().sentCalls().sent(call(conversation, "A", 0, 1)).map(Message::delivery))
        .contains(Delivery.DELIVERED);
  }

  private Optional<Delivery> noted(Conversation conversation, String reference) {
    return stores().sentCalls().sent(call(conversation, reference, 0, 1)).map(Message::delivery);
  }

  @Test
  default void SM52_SM53_aReportThatOneCallHasClaimedIsNoOthers() {
    assertThat(reported(State.DELIVERED, "256", "100", "598")).isEmpty();
    assertThat(noted(sentTo("u1", Delivery.SENT), "256")).contains(Delivery.DELIVERED);
    assertThat(noted(sentTo("u2", Delivery.SENT), "598")).isEmpty();
    assertThat(noted(sentTo("u3", Delivery.SENT), "100")).isEmpty();
  }

  @Test
  default void SM52_SM53_anotherReportsLikeliestNameIsItsOwn() {
    assertThat(reported(State.DELIVERED, "256", "100", "598")).isEmpty();
    assertThat(reported(State.FAILED, "100", "64", "256")).isEmpty();
    assertThat(noted(sentTo("u1", Delivery.SENT), "100")).contains(Delivery.FAILED);
    assertThat(noted(sentTo("u2", Delivery.SENT), "256")).contains(Delivery.DELIVERED);
    assertThat(noted(sentTo("u3", Delivery.SENT), "64")).isEmpty();
    assertThat(noted(sentTo("u4", Delivery.SENT), "598")).isEmpty();
  }

  @Test
  default void SM62_aLateAnswerClaimsAnEarlyReportForItsCallOnly() {
    var conversation = sentTo("u1", Delivery.UNKNOWN);
    var doubt = DeliveryReport.unanswered("s-0");
    stores().sentCalls().sent(call(conversation, doubt, 0, 1));
    assertThat(reported(State.DELIVERED, "256", "100", "598")).isEmpty();
    var learnt = report(Sample.LIFE, State.SENT, "256", doubt);
    assertThat(stores().sentCalls().report(learnt).map(Message::delivery))
        .contains(Delivery.DELIVERED);
    assertThat(noted(sentTo("u2", Delivery.SENT), "598")).isEmpty();
  }

  @Test
  default void aMessageOfSeveralCallsIsDeliveredWithTheLastAndFailsWithTheFirst() {
    var conversation = sentAs(Delivery.SENT);
    for (int i = 0; i < 3; i++) {
      stores().sentCalls().sent(call(conversation, "A" + i, i, 3));
    }
    assertThat(reported(State.DELIVERED, "A2")).isEmpty();
    assertThat(reported(State.DELIVERED, "A0")).isEmpty();
    assertThat(reported(State.FAILED, "A1")).contains(Delivery.FAILED);
    assertThat(reported(State.DELIVERED, "A1")).contains(Delivery.DELIVERED);
  }

  @Test
  default void oneThatWasSentAgainIsDeliveredWithTheCallsThatWereLeft() {
    var conversation = sentAs(Delivery.SENT);
    stores().sentCalls().sent(call(conversation, "A1", 1, 3));
    assertThat(reported(State.DELIVERED, "A1")).isEmpty();
    stores().sentCalls().sent(call(conversation, "A2", 2, 3));
    assertThat(reported(State.DELIVERED, "A2")).contains(Delivery.DELIVERED);
  }

  @Test
  default void aCallThatIsNotedTwiceKeepsWhatWasReported() {
    var conversation = sentAs(Delivery.SENT);
    stores().sentCalls().sent(call(conversation, "A0", 0, 2));
    reported(State.DELIVERED, "A0");
    stores().sentCalls().sent(call(conversation, "A0", 0, 2));
    stores().sentCalls().sent(call(conversation, "A1", 1, 2));
    assertThat(reported(State.DELIVERED, "A1")).contains(Delivery.DELIVERED);
  }

  @Test
  default void SM62_aLateAnswerTakesTheDoubtAwayAndNamesTheCall() {
    var conversation = sentAs(Delivery.UNKNOWN);
    var doubt = DeliveryReport.unanswered("s-0");
    stores().sentCalls().sent(call(conversation, doubt, 0, 1));
    var learnt = report(Sample.LIFE, State.SENT, "A9", doubt);
    assertThat(stores().sentCalls().report(learnt).map(Message::delivery)).contains(Delivery.SENT);
    assertThat(stores().sentCalls().report(learnt)).isEmpty();
    assertThat(reported(State.DELIVERED, "A9")).contains(Delivery.DELIVERED);
  }

  @Test
  default void SM62_aLateRefusalTakesTheDoubtAwayToo() {
    var conversation = sentAs(Delivery.UNKNOWN);
    var doubt = DeliveryReport.unanswered("s-0");
    stores().sentCalls().sent(call(conversation, doubt, 0, 1));
    assertThat(reported(State.FAILED, doubt)).contains(Delivery.FAILED);
  }

  /// It came when we no longer waited for it, and before that was stored.
  @Test
  default void SM62_aLateAnswerBeforeItsCallIsStoredCountsAndNamesTheCall() {
    var doubt = DeliveryReport.unanswered("s-0");
    for (boolean known : List.of(false, true)) {
      var name = known ? "A9" : "B9";
      var conversation = sample().open(Sample.LIFE, "u" + name, "s/" + name);
      var reply = sample().reply(conversation, 2, "c" + name);
      stores().conversations().append(Sample.sending(reply));
      if (known) {
        stores().sentCalls().sent(call(conversation, doubt, 0, 1));
      }
      assertThat(stores().sentCalls().report(report(Sample.LIFE, State.SENT, name, doubt)))
          .isEmpty();
      if (!known) {
        stores().sentCalls().sent(call(conversation, doubt, 0, 1));
      }
      stores().conversations().settle(Sample.outbound(reply), Delivery.UNKNOWN, "no answer");
      assertThat(messages(conversation).getLast().delivery()).isEqualTo(Delivery.SENT);
      assertThat(messages(conversation).getLast().failure()).isNull();
      assertThat(stores().problems().problem(Sample.LIFE, reply.id())).isEmpty();
      assertThat(reported(State.DELIVERED, name)).contains(Delivery.DELIVERED);
    }
  }

  @Test
  default void SM62_aLateAnswerWithoutANameTakesTheDoubtAwayAndAnotherCallsDoesNot() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/u1");
    var reply = sample().reply(conversation, 2, "c1");
    stores().conversations().append(Sample.sending(reply));
    var first = DeliveryReport.unanswered("s-0");
    var last = DeliveryReport.unanswered("s-1");
    stores().sentCalls().report(report(Sample.LIFE, State.SENT, "", first));
    stores().sentCalls().sent(call(conversation, first, 0, 2));
    stores().conversations().settle(Sample.outbound(reply), Delivery.UNKNOWN, "no answer");
    assertThat(messages(conversation).getLast().delivery()).isEqualTo(Delivery.UNKNOWN);
    stores().sentCalls().report(report(Sample.LIFE, State.SENT, "", last));
    assertThat(stores().sentCalls().sent(call(conversation, last, 1, 2)).map(Message::delivery))
        .contains(Delivery.SENT);
  }

  @Test
  default void SM62_aLateAnswerToAnEarlierTryTakesNoDoubtFromTheLatest() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/u1");
    var reply = sample().reply(conversation, 2, "c1");
    stores().conversations().append(Sample.sending(reply));
    var before = DeliveryReport.unanswered("s-0");
    stores().sentCalls().sent(call(conversation, before, 0, 1));
    stores().sentCalls().report(report(Sample.LIFE, State.SENT, "A9", before));
    stores().sentCalls().sent(call(conversation, DeliveryReport.unanswered("t-0"), 0, 1));
    stores().conversations().settle(Sample.outbound(reply), Delivery.UNKNOWN, "no answer");
    assertThat(messages(conversation).getLast().delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  default void oneTenantsReportsDoNotReachTheOthers() {
    var conversation = sentAs(Delivery.SENT);
    stores().sentCalls().sent(call(conversation, "A", 0, 1));
    var foreign = report(Sample.CARD, State.DELIVERED, null, "A");
    assertThat(stores().sentCalls().report(foreign)).isEmpty();
    assertThat(messages(conversation).getLast().delivery()).isEqualTo(Delivery.SENT);
  }

  @Test
  default void referencesAreForgottenInSteps() {
    var conversation = sentAs(Delivery.SENT);
    for (int i = 0; i < 3; i++) {
      stores().sentCalls().sent(call(conversation, "A" + i, i, 3));
    }
    var later = Sample.NOW.plusSeconds(1);
    assertThat(stores().sentCalls().removeBefore(Sample.LIFE, Sample.NOW, 9)).isZero();
    assertThat(stores().sentCalls().removeBefore(Sample.CARD, later, 9)).isZero();
    assertThat(stores().sentCalls().removeBefore(Sample.LIFE, later, 2)).isEqualTo(2);
    assertThat(stores().sentCalls().removeBefore(Sample.LIFE, later, 2)).isEqualTo(1);
  }

  @Test
  default void whatIsTooLongForItsColumnIsCutOrLeft() {
    var conversation = sentAs(Delivery.SENT);
    assertThat(reported(State.FAILED, "x".repeat(200), "A")).isEmpty();
    assertThat(stores().sentCalls().sent(call(conversation, "A", 0, 1)).map(Message::delivery))
        .contains(Delivery.FAILED);
  }

  private static Piece piece(int reference, int number) {
    return new Piece(
        new Key("821012345678", "15881234", true, reference, 3),
        number,
        8,
        Octets.hex("d55cae00"),
        Sample.NOW.plusSeconds(number));
  }

  @Test
  default void partsWaitPerAccountUntilTheyAreRemoved() {
    var parts = stores().smsParts();
    parts.keep(Sample.LIFE, SMS, piece(7, 2));
    parts.keep(Sample.LIFE, SMS, piece(7, 1));
    parts.keep(Sample.LIFE, SMS, piece(7, 1));
    parts.keep(Sample.LIFE, SMS, piece(8, 3));
    assertThat(parts.parts(Sample.LIFE, SMS))
        .containsExactlyInAnyOrder(piece(7, 1), piece(7, 2), piece(8, 3));
    assertThat(parts.parts(Sample.CARD, SMS)).isEmpty();
    assertThat(parts.parts(Sample.LIFE, new ChannelAccountId("other"))).isEmpty();
    parts.remove(Sample.CARD, SMS, List.of(piece(7, 1)));
    parts.remove(Sample.LIFE, SMS, List.of(piece(7, 1), piece(7, 2)));
    parts.remove(Sample.LIFE, SMS, List.of(piece(7, 1)));
    assertThat(parts.parts(Sample.LIFE, SMS)).containsExactly(piece(8, 3));
  }

  @Test
  default void answersToPollsWaitPerAccountAndFeedUntilTheyAreTakenOver() {
    var polled = stores().polled();
    var sms = stores().channels().accounts(Sample.LIFE).getFirst().id();
    var ids = new TimeOrderedIds(InstantSource.fixed(Sample.NOW));
    var body = "가".repeat(990_000);
    var second = new UUID(ids.next().getMostSignificantBits() + (1L << 16), 0);
    var first = ids.next();
    var one = new Polled(Sample.LIFE, sms, first, "messages", body, Sample.NOW);
    var two = new Polled(Sample.LIFE, sms, second, "messages", "{}", Sample.NOW);
    polled.keep(two);
    polled.keep(one);
    polled.keep(one);
    assertThat(polled.kept(Sample.LIFE, sms, "messages")).containsExactly(one, two);
    assertThat(polled.kept(Sample.LIFE, sms, "reports")).isEmpty();
    assertThat(polled.kept(Sample.CARD, sms, "messages")).isEmpty();
    polled.done(one);
    polled.done(one);
    assertThat(polled.kept(Sample.LIFE, sms, "messages")).containsExactly(two);
  }
}
