package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import kr.ondam.channel.Outcome;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may have been brought although nobody knows.
final class OutboxDoubtTest {
  private final Sending sending = new Sending();
  private final Desk desk = sending.desk;
  private final VirtualTime time = sending.time;
  private final FakeChannel dealer = sending.channel;
  private final Outbox outbox = sending.outbox();

  @AfterEach
  void close() {
    sending.close();
  }

  /// The process dies while the provider is at it.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void O1_O3_aCallThatWasCutByACrashIsMadeAgainOnlyUnderASerialTheProviderKnows(boolean known) {
    dealer.repeatable = known;
    sending.reply(1);
    dealer.sending =
        () -> {
          throw new OutOfMemoryError("the process ends here");
        };
    assertThatThrownBy(() -> sending.outbox().start()).isInstanceOf(OutOfMemoryError.class);
    dealer.sending = () -> {};
    sending.outbox().start();
    assertThat(dealer.accepted).hasSize(known ? 1 : 0);
    assertThat(desk.messages().getLast().delivery())
        .isEqualTo(known ? Delivery.SENT : Delivery.UNKNOWN);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void O1_whatMayHaveBeenTakenOnAnEarlierTryIsInDoubtAndNotFailedAlsoAfterARestart() {
    dealer.outcomes.add(new Outcome.Uncertain("timeout"));
    sending.reply(1);
    outbox.start();
    outbox.stop();
    dealer.outcomes.add(new Outcome.Permanent("-1", "refused"));
    sending.outbox().start();
    time.advance(Duration.ofMinutes(2));
    assertThat(desk.messages().getLast().delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  /// The process dies when the provider has taken it, and the account is taken out of use.
  @Test
  void O1_whatMayHaveBeenTakenWhenTheProcessEndedIsInDoubtAndNotFailed() {
    sending.reply(2);
    dealer.answer =
        _ -> {
          throw new OutOfMemoryError("the process ends here");
        };
    assertThatThrownBy(() -> sending.outbox().start()).isInstanceOf(OutOfMemoryError.class);
    desk.use(Desk.KAKAO, false);
    sending.outbox().start();
    assertThat(desk.messages().subList(1, 3))
        .as("the second one waited behind it")
        .extracting(Message::delivery)
        .containsExactly(Delivery.UNKNOWN, Delivery.FAILED);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void O1_theDoubtIsOverWhenTheCallWasTaken() {
    dealer.outcomes.add(new Outcome.Uncertain("timeout"));
    dealer.outcomes.add(new Outcome.Ok(""));
    dealer.outcomes.add(new Outcome.Permanent("-1", "refused"));
    var id = sending.replyOfThree();
    outbox.start();
    time.advance(Duration.ofMinutes(2));
    assertThat(dealer.accepted).hasSize(1);
    assertThat(desk.store.messages(LIFE, id, 1, 9).getFirst().delivery())
        .isEqualTo(Delivery.FAILED);
  }

  /// Three calls, of which the first was taken; then the account is set to say it in one.
  @Test
  void O2_aMessageWhosePlanHasChangedIsInDoubtAndNotTakenForSent() {
    dealer.outcomes.add(new Outcome.Ok(""));
    dealer.outcomes.add(new Outcome.Retry(Duration.ofSeconds(5), "busy"));
    var id = sending.replyOfThree();
    outbox.start();
    dealer.planned = calls -> calls.subList(0, 1);
    time.advance(Duration.ofMinutes(2));
    assertThat(dealer.accepted).hasSize(1);
    var message = desk.store.messages(LIFE, id, 1, 9).getFirst();
    assertThat(message.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(message.failure()).isEqualTo("plan changed");
  }
}
