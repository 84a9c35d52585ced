package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.NOW;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That messages are brought in their order, once, and visibly.
final class OutboxTest {
  private final Sending sending = new Sending();
  private final Desk desk = sending.desk;
  private final VirtualTime time = sending.time;
  private final FakeChannel dealer = sending.channel;
  private final Outbox outbox = sending.outbox();

  @AfterEach
  void close() {
    sending.close();
  }

  @Test
  void O4_O5_aRetriedMessageHoldsTheLaterOnesBackInOrder() {
    for (int i = 0; i < 4; i++) {
      dealer.outcomes.add(new Outcome.Retry(Duration.ofSeconds(5), "busy"));
    }
    sending.reply(3);
    outbox.start();
    assertThat(dealer.accepted).isEmpty();
    time.advance(Duration.ofMinutes(2));
    assertThat(dealer.accepted)
        .containsExactlyElementsOf(
            desk.messages().subList(1, 4).stream().map(m -> m.id().toString()).toList());
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void O2_aMessageOfWhichTheChannelCarriesNothingFails() {
    dealer.can = Capabilities.text(Capabilities.Measure.CHARACTERS, 1000);
    var id = sending.reply(0);
    var picture = new Part.Image(null, "영수증.jpg", new UUID(7, 7));
    desk.files.know(picture);
    Desk.join(desk.replies.send(new Reply(LIFE, id, Sending.KIM, List.of(picture), "p")));
    desk.store.waitingOutbounds().forEach(outbox::take);
    assertThat(desk.messages().getLast().delivery()).isEqualTo(Delivery.FAILED);
    assertThat(dealer.accepted).isEmpty();
  }

  @Test
  void O2_everyOutboundEndsVisiblyAlsoWhenTheProviderNeverAccepts() {
    for (int i = 0; i < 10; i++) {
      dealer.outcomes.add(new Outcome.Retry(Duration.ZERO, "busy"));
    }
    sending.reply(1);
    desk.store.waitingOutbounds().forEach(outbox::take);
    time.advance(Duration.ofMinutes(15));
    assertThat(desk.messages().getLast().delivery()).isEqualTo(Delivery.FAILED);
    assertThat(desk.messages().getLast().failure()).isEqualTo("busy");
  }

  /// The first call is a farewell, the second ends the session.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void O2_O3_aCallThatIsDoneWithoutStaysAProblemAndTheNextOneIsMadeAlsoAfterARestart(
      boolean refused) {
    var stays = refused ? Delivery.FAILED : Delivery.UNKNOWN;
    dealer.dispensable = call -> !call.serial().endsWith("-1");
    for (int i = 0; i < Verdict.MOST_TRIES; i++) {
      dealer.outcomes.add(
          refused ? new Outcome.Retry(Duration.ZERO, "busy") : new Outcome.Uncertain("busy"));
    }
    dealer.outcomes.add(new Outcome.Retry(Duration.ofHours(1), "later"));
    var id = sending.reply(0);
    List<Part> parts = List.of(new Part.Text("안녕히 가세요"), new Part.Text("끝"));
    Desk.join(desk.replies.send(new Reply(LIFE, id, Sending.KIM, parts, "c")));
    outbox.start();
    time.advance(Duration.ofMinutes(40));
    assertThat(desk.messages().getLast().delivery()).isEqualTo(stays);
    assertThat(desk.store.waitingOutbounds())
        .singleElement()
        .extracting(OutboundRow::answered, OutboundRow::tries)
        .containsExactly(1, 1);
    outbox.stop();
    sending.outbox().start();
    time.advance(Duration.ofHours(2));
    assertThat(dealer.accepted).singleElement().asString().endsWith("-1");
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    assertThat(desk.messages().getLast().delivery()).isEqualTo(stays);
    assertThat(desk.messages().getLast().failure()).isEqualTo("busy");
    assertThat(desk.memory.stores().problems().open(LIFE)).isEqualTo(1);
  }

  @Test
  void O8_aGoneSessionFailsTheMessageAndEndsTheConversation() {
    dealer.outcomes.add(new Outcome.SessionGone());
    var id = sending.reply(1);
    outbox.start();
    desk.close();
    assertThat(desk.messages().get(1).failure()).isEqualTo("세션 종료");
    assertThat(desk.messages().getLast().parts())
        .containsExactly(
            new Part.SystemEvent("conversation.closed", Map.of("reason", "SESSION_GONE")));
    assertThat(desk.store.find(LIFE, id).orElseThrow().endReason())
        .isEqualTo(EndReason.SESSION_GONE);
  }

  /// While the reply was on its way the customer came back, and waits in a session of their own.
  @Test
  void O8_theEndOfAnOldSessionEndsNoneThatBeganSince() {
    var id = desk.stored(spoken(Desk.KAKAO, "u", "1", "hi", "s1", null)).conversation();
    desk.assign(id, Stage.ACTIVE, Sending.KIM);
    Desk.join(
        desk.replies.send(new Reply(LIFE, id, Sending.KIM, List.of(new Part.Text("네")), "c")));
    desk.stored(spoken(Desk.KAKAO, "u", "2", "again", "s2", null));
    dealer.outcomes.add(new Outcome.SessionGone());
    outbox.start();
    desk.close();
    assertThat(desk.store.find(LIFE, id).orElseThrow().endedAt()).isNull();
    assertThat(desk.messages().get(1).failure()).isEqualTo("세션 종료");
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  /// The dealer was away when the conversation was closed.
  @Test
  void O8_aSessionIsNotEndedInWhichItsCustomerHasWrittenAgain() {
    var id = desk.stored(spoken(Desk.KAKAO, "u", "1", "hi", "s1", null)).conversation();
    desk.assign(id, Stage.ACTIVE, Sending.KIM);
    Desk.join(desk.replies.close(LIFE, id, Sending.KIM, null));
    dealer.outcomes.add(new Outcome.Retry(Duration.ofSeconds(30), "unreachable"));
    outbox.start();
    var next = desk.stored(spoken(Desk.KAKAO, "u", "2", "again", "s1", null)).conversation();
    assertThat(next).isNotEqualTo(id);
    time.advance(Duration.ofMinutes(2));
    assertThat(dealer.accepted).isEmpty();
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    assertThat(desk.store.messages(LIFE, id, 1, 9).getLast().delivery()).isEqualTo(Delivery.NONE);
  }

  @Test
  void O2_anAccountThatIsOutOfUseSendsNothing() {
    desk.use(Desk.KAKAO, false);
    sending.reply(1);
    outbox.start();
    assertThat(dealer.accepted).isEmpty();
    assertThat(desk.messages().getLast().failure()).isEqualTo("no channel");
  }

  /// The answer to the commit was lost, so that the lane handed nothing over.
  @Test
  void O2_aReplyThatWasStoredUnnoticedGoesOutWithoutARestart() {
    outbox.start();
    var id = sending.reply(0);
    desk.memory.afterAppend(() -> {
      throw new StoreUnavailable("lost", new IllegalStateException());
    });
    List<Part> parts = List.of(new Part.Text("네"));
    assertThat(Desk.join(desk.replies.send(new Reply(LIFE, id, Sending.KIM, parts, "c"))))
        .isInstanceOf(ReplyResult.Unavailable.class);
    desk.memory.afterAppend(() -> {});
    time.advance(Duration.ofMinutes(2));
    assertThat(dealer.accepted).hasSize(1);
    assertThat(desk.messages().getLast().delivery()).isEqualTo(Delivery.SENT);
  }

  @Test
  void O2_aClockThatWasSetBackKeepsNoMessageBack() {
    dealer.outcomes.add(new Outcome.Retry(Duration.ofSeconds(5), "busy"));
    sending.reply(1);
    outbox.start();
    outbox.stop();
    time.set(NOW.minus(Duration.ofDays(1)));
    sending.outbox().start();
    assertThat(dealer.accepted).hasSize(1);
  }

  @Test
  void O8_anEndThatTheLanesRefuseComesLater() {
    dealer.outcomes.add(new Outcome.SessionGone());
    var id = sending.reply(1);
    var clock = InstantSource.fixed(NOW);
    var lanes =
        new Lanes(
            desk.store,
            desk.memory.stores().customers(),
            desk.bus,
            new TimeOrderedIds(clock),
            clock,
            Lanes.Limits.USUAL);
    sending.outbox(lanes, Runnable::run).start();
    assertThat(desk.store.waitingOutbounds()).as("until the end is stored").hasSize(1);
    assertThat(desk.store.find(LIFE, id).orElseThrow().endReason()).isNull();
    lanes.start();
    time.advance(Duration.ofSeconds(1));
    lanes.close();
    assertThat(desk.store.find(LIFE, id).orElseThrow().endReason())
        .isEqualTo(EndReason.SESSION_GONE);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    assertThat(desk.messages().get(1).failure()).isEqualTo("세션 종료");
  }

  @Test
  void O2_nobodyHearsOfADeliveryBeforeTheyHearOfItsMessage() {
    var clock = InstantSource.fixed(NOW);
    var replies =
        new Replies(
            desk.lanes,
            desk.store,
            desk.bus,
            clock,
            Desk.HIDING,
            SentFiles.NONE,
            desk.carriage(),
            outbox::take);
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, Sending.KIM);
    Desk.join(replies.send(new Reply(LIFE, id, Sending.KIM, List.of(new Part.Text("네")), "c1")));
    desk.close();
    assertThat(desk.facts)
        .extracting(fact -> fact.getClass().getSimpleName())
        .containsSubsequence("MessageSent", "DeliveryChanged");
  }

  /// A reply of three calls, which is stopped after its first.
  @Test
  void O1_aReplyThatWasCutGoesOnWithItsFirstUnansweredCall() {
    var id = sending.replyOfThree();
    var cut = sending.outbox();
    dealer.sending = cut::stop;
    cut.start();
    cut.close(Duration.ZERO);
    dealer.sending = () -> {};
    assertThat(dealer.accepted).hasSize(1);
    sending.outbox().start();
    assertThat(dealer.accepted).hasSize(3).doesNotHaveDuplicates();
    assertThat(desk.store.messages(LIFE, id, 1, 9).getFirst().delivery()).isEqualTo(Delivery.SENT);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void O1_aTryAfterARestartBeginsWithTheFirstUnansweredCall() {
    sending.replyOfThree();
    dealer.outcomes.add(new Outcome.Ok(""));
    dealer.outcomes.add(new Outcome.Retry(Duration.ofSeconds(30), "busy"));
    outbox.start();
    outbox.stop();
    assertThat(desk.store.waitingOutbounds()).extracting(OutboundRow::answered).containsExactly(1);
    sending.outbox().start();
    time.advance(Duration.ofMinutes(1));
    assertThat(dealer.accepted).hasSize(3).doesNotHaveDuplicates();
  }

  /// The process dies while the second call is made.
  @Test
  void A1_whatWasAnsweredIsStoredBeforeTheNextCallIsMade() {
    sending.replyOfThree();
    List<Integer> stored = new ArrayList<>();
    dealer.sending = () -> stored.add(desk.store.waitingOutbounds().getFirst().answered());
    outbox.start();
    assertThat(stored).containsExactly(0, 1, 2);
  }

  @Test
  void O1_whatIsSentAgainAfterItFailedHalfWayBringsOnlyTheRest() {
    var id = sending.replyOfThree();
    dealer.outcomes.add(new Outcome.Ok(""));
    dealer.outcomes.add(new Outcome.Permanent("-203", "blocked"));
    outbox.start();
    assertThat(dealer.accepted).hasSize(1);
    Desk.join(desk.replies.resend(LIFE, id, Sending.KIM, 2));
    sending.outbox().start();
    var again = desk.store.messages(LIFE, id, 2, 1).getFirst();
    assertThat(dealer.accepted).hasSize(3);
    assertThat(dealer.accepted.subList(1, 3)).containsExactly(again.id() + "-1", again.id() + "-2");
    assertThat(again.parts()).hasSize(3);
    assertThat(again.delivery()).isEqualTo(Delivery.SENT);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }
}
