package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kr.ondam.rules.Effect.Refusal;
import org.junit.jupiter.api.Test;

/// Transfers, assignments by hand, lost agents and endings.
final class MoveTest {
  private final Scene scene = Scene.standard();

  private List<Effect> transfers(long conversation, long agent) {
    return scene.apply(new Event.TransferredToAgent(scene.now, conversation, agent));
  }

  private List<Effect> gives(long conversation, long agent, boolean override) {
    return scene.apply(new Event.AssignedByHand(scene.now, conversation, agent, override));
  }

  @Test
  void aTransferToAnAgentIsAnOfferToThatAgent() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.agent(8);

    assertThat(Scene.names(transfers(1, 8))).isEqualTo("Unassigned OfferMade");
    assertThat(scene.offeredTo(1)).isEqualTo(8);
    assertThat(scene.load(7)).isZero();
  }

  @Test
  void aDeclinedTransferGoesBackToTheSender() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.agent(8);
    transfers(1, 8);

    assertThat(Scene.names(scene.declines(8, 1))).isEqualTo("OfferEnded Assigned");
    assertThat(scene.place(1)).isEqualTo(new Place.Held(7));
  }

  /// The slot that the transfer left empty is filled at once when somebody waits.
  @Test
  void I4_aDeclinedTransferGoesBackToABusySenderWhichIsRecorded() {
    scene.agent(7, Scene.open(Scene.ONE, Scene.LOANS_WELL));
    scene.holds(7, 1);
    scene.agent(8);
    scene.arrives(2, Demand.plain(1, 1, Scene.LOANS_WELL));
    assertThat(Scene.names(transfers(1, 8))).isEqualTo("Unassigned OfferMade OfferMade");
    scene.accepts(7, 2);

    List<Effect> effects = scene.declines(8, 1);

    assertThat(Scene.names(effects)).isEqualTo("OfferEnded Assigned");
    assertThat(((Effect.Assigned) effects.getLast()).overCapacity()).isTrue();
    assertThat(scene.place(1)).isEqualTo(new Place.Held(7));
    assertThat(scene.load(7)).isEqualTo(2);
    scene.arrives(3, Demand.plain(1, 1, Scene.LOANS_WELL));
    scene.ends(1);
    assertThat(scene.offeredTo(3)).isEqualTo(Partition.NOBODY);
  }

  @Test
  void anExpiredTransferGoesBackToASenderWhoIsFull() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.agent(8);
    transfers(1, 8);
    scene.arrives(2);
    scene.accepts(7, 2);

    assertThat(Scene.names(scene.after(30_000))).isEqualTo("OfferEnded Assigned");
    assertThat(scene.place(1)).isEqualTo(new Place.Held(7));
  }

  @Test
  void anExpiredTransferGoesToTheQueueWithItsAgeWhenTheSenderIsClosed() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.agent(8);
    transfers(1, 8);
    scene.agent(7, Scene.open(Scene.ONE, Bits.NONE).with(Availability.CLOSED));

    assertThat(Scene.names(scene.after(30_000))).isEqualTo("OfferEnded Queued");
    assertThat(scene.partition.oldest(1)).hasValue(1_000_000);
  }

  @Test
  void anAgentWhoTakesTransfersOnlyGetsTransfersOnly() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.agent(8, Scene.open(Scene.ONE, Bits.NONE).with(Availability.TRANSFERS));
    scene.arrives(2);

    assertThat(scene.partition.waiting()).isEqualTo(1);
    assertThat(Scene.names(transfers(1, 8))).isEqualTo("Unassigned OfferMade OfferMade");
  }

  @Test
  void aTransferToAFullOrAbsentAgentIsRefused() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.agent(8);
    scene.holds(8, 2);
    scene.agent(9, Scene.open(Scene.ONE, Bits.NONE).with(Availability.CLOSED));

    assertThat(Scene.refusals(transfers(1, 8))).containsExactly(Refusal.CAPACITY_FULL);
    assertThat(Scene.refusals(transfers(1, 9))).containsExactly(Refusal.AGENT_CLOSED);
    assertThat(Scene.refusals(transfers(1, 7))).containsExactly(Refusal.SAME_AGENT);
    assertThat(Scene.refusals(transfers(1, 5))).containsExactly(Refusal.UNKNOWN_AGENT);
    assertThat(scene.place(1)).isEqualTo(new Place.Held(7));
  }

  @Test
  void aTransferToAQueueKeepsTheAgeAndDoesNotComeStraightBack() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.after(5000);

    scene.apply(new Event.TransferredToQueue(scene.now, 1, Demand.plain(2, 1, Bits.NONE)));

    assertThat(scene.partition.oldest(2)).hasValue(1_000_000);
    scene.after(60_000);
    assertThat(scene.offeredTo(1)).isEqualTo(7);
  }

  @Test
  void overdueRelaxationsOfTheNewQueueApplyAtOnce() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.agent(8);
    scene.after(31_000);
    Demand strict =
        new Demand(
            2, 1, 1000, Scene.LOANS_WELL, Bits.NONE, List.of(new Relaxation(30_000, Scene.LOANS)));

    List<Effect> effects = scene.apply(new Event.TransferredToQueue(scene.now, 1, strict));

    assertThat(Scene.names(effects)).isEqualTo("Unassigned Queued Relaxed OfferMade");
  }

  @Test
  void aLostAgentsConversationsGoToTheFrontWithTheirAge() {
    scene.agent(7, Scene.open(Scene.THREE, Bits.NONE));
    scene.arrives(1);
    scene.after(1000);
    scene.arrives(2);
    scene.after(1000);
    scene.arrives(3);
    scene.accepts(7, 2);
    scene.accepts(7, 3);
    scene.arrives(4);

    List<Effect> effects = scene.apply(new Event.AgentLost(scene.now, 7));

    assertThat(Scene.names(effects))
        .isEqualTo("OfferEnded Queued Unassigned Queued Unassigned Queued");
    assertThat(scene.partition.waitingIn(1)).containsExactly(2L, 3L, 1L, 4L);
    assertThat(scene.partition.oldest(1)).hasValue(1_000_000);
  }

  @Test
  void aGoneAgentIsForgotten() {
    scene.agent(7);
    scene.holds(7, 1);

    scene.apply(new Event.AgentGone(scene.now, 7));

    assertThat(scene.partition.agent(7)).isEmpty();
    assertThat(scene.partition.waiting()).isEqualTo(1);
  }

  @Test
  void aManagerGivesAWaitingConversationAtOnce() {
    scene.arrives(1, Demand.plain(1, 1, Scene.LOANS_WELL));
    scene.agent(7);

    assertThat(Scene.names(gives(1, 7, false))).isEqualTo("Assigned");
  }

  @Test
  void aManagerTakesAnOfferAwayAndTheOldAgentIsFree() {
    scene.agent(7);
    scene.arrives(1);
    scene.agent(8);

    assertThat(Scene.names(gives(1, 8, false))).isEqualTo("OfferEnded Assigned");
    assertThat(scene.load(7)).isZero();
    assertThat(scene.place(1)).isEqualTo(new Place.Held(8));
  }

  @Test
  void I4_onlyARecordedOverrideExceedsTheCapacity() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.arrives(2);

    assertThat(Scene.refusals(gives(2, 7, false))).containsExactly(Refusal.CAPACITY_FULL);
    List<Effect> effects = gives(2, 7, true);

    assertThat(((Effect.Assigned) effects.getLast()).overCapacity()).isTrue();
    assertThat(scene.load(7)).isEqualTo(2);
    scene.arrives(3);
    scene.ends(1);
    assertThat(scene.partition.waiting()).isEqualTo(1);
  }

  @Test
  void wrapUpKeepsTheSlotUntilItIsDone() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.arrives(2);

    assertThat(Scene.names(scene.apply(new Event.Ended(scene.now, 1, 60_000))))
        .isEqualTo("WrapUpStarted");
    assertThat(Scene.names(scene.apply(new Event.WrapUpDone(scene.now, 1))))
        .isEqualTo("Released OfferMade");
  }

  @Test
  void wrapUpEndsByItself() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.apply(new Event.Ended(scene.now, 1, 60_000));

    assertThat(Scene.names(scene.after(60_000))).isEqualTo("Released");
    assertThat(scene.partition.conversation(1)).isEmpty();
  }

  @Test
  void whatIsNotPossibleIsRefusedAndChangesNothing() {
    scene.agent(7);
    scene.arrives(1);
    PartitionState before = scene.partition.state();

    assertThat(Scene.refusals(scene.arrives(1))).containsExactly(Refusal.KNOWN_CONVERSATION);
    assertThat(Scene.refusals(scene.ends(1))).containsExactly(Refusal.WRONG_PLACE);
    assertThat(Scene.refusals(scene.ends(9))).containsExactly(Refusal.UNKNOWN_CONVERSATION);
    assertThat(Scene.refusals(scene.apply(new Event.AgentLost(scene.now, 9))))
        .containsExactly(Refusal.UNKNOWN_AGENT);
    assertThat(scene.partition.state()).isEqualTo(before);
  }

  @Test
  void aRestartKeepsOffersPositionsAndDeadlines() {
    scene.agent(7);
    scene.arrives(1);
    scene.arrives(2);
    scene.after(1000);

    scene.restart();

    assertThat(scene.offeredTo(1)).isEqualTo(7);
    assertThat(scene.load(7)).isEqualTo(1);
    assertThat(scene.partition.waitingIn(1)).containsExactly(2L);
    assertThat(Scene.names(scene.accepts(7, 1))).isEqualTo("OfferEnded Assigned");
  }
}
