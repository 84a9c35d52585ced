package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kr.ondam.rules.Effect.Refusal;
import org.junit.jupiter.api.Test;

/// Transfers, assignments by hand, lost agents and endings.
final class MoveTest {
  private final Stage stage = Stage.standard();

  private List<Effect> transfers(long conversation, long agent) {
    return stage.apply(new Event.TransferredToAgent(stage.now, conversation, agent));
  }

  private List<Effect> gives(long conversation, long agent, boolean override) {
    return stage.apply(new Event.AssignedByHand(stage.now, conversation, agent, override));
  }

  @Test
  void aTransferToAnAgentIsAnOfferToThatAgent() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.agent(8);

    assertThat(Stage.names(transfers(1, 8))).isEqualTo("Unassigned OfferMade");
    assertThat(stage.offeredTo(1)).isEqualTo(8);
    assertThat(stage.load(7)).isZero();
  }

  @Test
  void aDeclinedTransferGoesBackToTheSender() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.agent(8);
    transfers(1, 8);

    assertThat(Stage.names(stage.declines(8, 1))).isEqualTo("OfferEnded Assigned");
    assertThat(stage.place(1)).isEqualTo(new Place.Held(7));
  }

  @Test
  void anExpiredTransferGoesToTheQueueWithItsAgeWhenTheSenderIsFull() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.agent(8);
    transfers(1, 8);
    stage.arrives(2);
    stage.accepts(7, 2);

    assertThat(Stage.names(stage.after(30_000))).isEqualTo("OfferEnded Queued");
    assertThat(stage.partition.oldest(1)).hasValue(1_000_000);
  }

  @Test
  void anAgentWhoTakesTransfersOnlyGetsTransfersOnly() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.agent(8, Stage.open(Stage.ONE, Bits.NONE).with(Availability.TRANSFERS));
    stage.arrives(2);

    assertThat(stage.partition.waiting()).isEqualTo(1);
    assertThat(Stage.names(transfers(1, 8))).isEqualTo("Unassigned OfferMade OfferMade");
  }

  @Test
  void aTransferToAFullOrAbsentAgentIsRefused() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.agent(8);
    stage.holds(8, 2);
    stage.agent(9, Stage.open(Stage.ONE, Bits.NONE).with(Availability.CLOSED));

    assertThat(Stage.refusals(transfers(1, 8))).containsExactly(Refusal.CAPACITY_FULL);
    assertThat(Stage.refusals(transfers(1, 9))).containsExactly(Refusal.AGENT_CLOSED);
    assertThat(Stage.refusals(transfers(1, 7))).containsExactly(Refusal.SAME_AGENT);
    assertThat(Stage.refusals(transfers(1, 5))).containsExactly(Refusal.UNKNOWN_AGENT);
    assertThat(stage.place(1)).isEqualTo(new Place.Held(7));
  }

  @Test
  void aTransferToAQueueKeepsTheAgeAndDoesNotComeStraightBack() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.after(5000);

    stage.apply(new Event.TransferredToQueue(stage.now, 1, Demand.plain(2, 1, Bits.NONE)));

    assertThat(stage.partition.oldest(2)).hasValue(1_000_000);
    stage.after(60_000);
    assertThat(stage.offeredTo(1)).isEqualTo(7);
  }

  @Test
  void overdueRelaxationsOfTheNewQueueApplyAtOnce() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.agent(8);
    stage.after(31_000);
    Demand strict =
        new Demand(
            2, 1, 1000, Stage.LOANS_WELL, Bits.NONE, List.of(new Relaxation(30_000, Stage.LOANS)));

    List<Effect> effects = stage.apply(new Event.TransferredToQueue(stage.now, 1, strict));

    assertThat(Stage.names(effects)).isEqualTo("Unassigned Queued Relaxed OfferMade");
  }

  @Test
  void aLostAgentsConversationsGoToTheFrontWithTheirAge() {
    stage.agent(7, Stage.open(Stage.THREE, Bits.NONE));
    stage.arrives(1);
    stage.after(1000);
    stage.arrives(2);
    stage.after(1000);
    stage.arrives(3);
    stage.accepts(7, 2);
    stage.accepts(7, 3);
    stage.arrives(4);

    List<Effect> effects = stage.apply(new Event.AgentLost(stage.now, 7));

    assertThat(Stage.names(effects))
        .isEqualTo("OfferEnded Queued Unassigned Queued Unassigned Queued");
    assertThat(stage.partition.waitingIn(1)).containsExactly(2L, 3L, 1L, 4L);
    assertThat(stage.partition.oldest(1)).hasValue(1_000_000);
  }

  @Test
  void aGoneAgentIsForgotten() {
    stage.agent(7);
    stage.holds(7, 1);

    stage.apply(new Event.AgentGone(stage.now, 7));

    assertThat(stage.partition.agent(7)).isEmpty();
    assertThat(stage.partition.waiting()).isEqualTo(1);
  }

  @Test
  void aManagerGivesAWaitingConversationAtOnce() {
    stage.arrives(1, Demand.plain(1, 1, Stage.LOANS_WELL));
    stage.agent(7);

    assertThat(Stage.names(gives(1, 7, false))).isEqualTo("Assigned");
  }

  @Test
  void aManagerTakesAnOfferAwayAndTheOldAgentIsFree() {
    stage.agent(7);
    stage.arrives(1);
    stage.agent(8);

    assertThat(Stage.names(gives(1, 8, false))).isEqualTo("OfferEnded Assigned");
    assertThat(stage.load(7)).isZero();
    assertThat(stage.place(1)).isEqualTo(new Place.Held(8));
  }

  @Test
  void I4_onlyARecordedOverrideExceedsTheCapacity() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.arrives(2);

    assertThat(Stage.refusals(gives(2, 7, false))).containsExactly(Refusal.CAPACITY_FULL);
    List<Effect> effects = gives(2, 7, true);

    assertThat(((Effect.Assigned) effects.getLast()).overCapacity()).isTrue();
    assertThat(stage.load(7)).isEqualTo(2);
    stage.arrives(3);
    stage.ends(1);
    assertThat(stage.partition.waiting()).isEqualTo(1);
  }

  @Test
  void wrapUpKeepsTheSlotUntilItIsDone() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.arrives(2);

    assertThat(Stage.names(stage.apply(new Event.Ended(stage.now, 1, 60_000))))
        .isEqualTo("WrapUpStarted");
    assertThat(Stage.names(stage.apply(new Event.WrapUpDone(stage.now, 1))))
        .isEqualTo("Released OfferMade");
  }

  @Test
  void wrapUpEndsByItself() {
    stage.agent(7);
    stage.holds(7, 1);
    stage.apply(new Event.Ended(stage.now, 1, 60_000));

    assertThat(Stage.names(stage.after(60_000))).isEqualTo("Released");
    assertThat(stage.partition.conversation(1)).isEmpty();
  }

  @Test
  void whatIsNotPossibleIsRefusedAndChangesNothing() {
    stage.agent(7);
    stage.arrives(1);
    PartitionState before = stage.partition.state();

    assertThat(Stage.refusals(stage.arrives(1))).containsExactly(Refusal.KNOWN_CONVERSATION);
    assertThat(Stage.refusals(stage.ends(1))).containsExactly(Refusal.WRONG_PLACE);
    assertThat(Stage.refusals(stage.ends(9))).containsExactly(Refusal.UNKNOWN_CONVERSATION);
    assertThat(Stage.refusals(stage.apply(new Event.AgentLost(stage.now, 9))))
        .containsExactly(Refusal.UNKNOWN_AGENT);
    assertThat(stage.partition.state()).isEqualTo(before);
  }

  @Test
  void aRestartKeepsOffersPositionsAndDeadlines() {
    stage.agent(7);
    stage.arrives(1);
    stage.arrives(2);
    stage.after(1000);

    stage.restart();

    assertThat(stage.offeredTo(1)).isEqualTo(7);
    assertThat(stage.load(7)).isEqualTo(1);
    assertThat(stage.partition.waitingIn(1)).containsExactly(2L);
    assertThat(Stage.names(stage.accepts(7, 1))).isEqualTo("OfferEnded Assigned");
  }
}
