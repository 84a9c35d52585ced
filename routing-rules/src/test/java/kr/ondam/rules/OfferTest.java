package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kr.ondam.rules.Effect.Refusal;
import org.junit.jupiter.api.Test;

/// Offers: made, accepted, declined, expired, rescinded (routing.md 4.5).
final class OfferTest {
  private final Stage stage = Stage.standard();

  @Test
  void anArrivalIsOfferedToAnAbleAgentAndTakesTheSlotAtOnce() {
    stage.agent(7);

    assertThat(Stage.names(stage.arrives(1))).isEqualTo("Queued OfferMade");
    assertThat(stage.offeredTo(1)).isEqualTo(7);
    assertThat(stage.load(7)).isEqualTo(1);
    assertThat(stage.partition.waiting()).isZero();
  }

  @Test
  void anArrivalWaitsUntilAnAgentOpens() {
    stage.arrives(1);

    assertThat(stage.partition.waiting(1)).isEqualTo(1);
    assertThat(Stage.names(stage.agent(7))).isEqualTo("OfferMade");
  }

  @Test
  void anAcceptedOfferMakesTheAgentTheAssignee() {
    stage.agent(7);
    stage.arrives(1);

    assertThat(Stage.names(stage.accepts(7, 1))).isEqualTo("OfferEnded Assigned");
    assertThat(stage.place(1)).isEqualTo(new Place.Held(7));
  }

  @Test
  void aDeclinedOfferGoesToTheNextAgentAndNotBackToTheSame() {
    stage.agent(7);
    stage.agent(8);
    stage.arrives(1);

    stage.declines(7, 1);

    assertThat(stage.offeredTo(1)).isEqualTo(8);
    stage.declines(8, 1);
    assertThat(stage.place(1)).isEqualTo(new Place.Waiting());
  }

  @Test
  void theOnlyAgentIsOfferedItAgainWhenTheExclusionEnds() {
    stage.agent(7);
    stage.arrives(1);
    stage.declines(7, 1);

    stage.after(59_999);
    assertThat(stage.offeredTo(1)).isEqualTo(Partition.NOBODY);
    stage.after(1);

    assertThat(stage.offeredTo(1)).isEqualTo(7);
  }

  @Test
  void offersTheNextAgentWhenTheFirstLetsItExpire() {
    stage.agent(7);
    stage.agent(8);
    stage.arrives(1);

    assertThat(stage.partition.nextDue()).hasValue(stage.now + 30_000);
    assertThat(Stage.names(stage.after(30_000))).isEqualTo("OfferEnded Queued OfferMade");
    assertThat(stage.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void timersFireAtTheirOwnTimeWhenTheTickIsLate() {
    stage.agent(7);
    stage.agent(8);
    stage.arrives(1);
    long start = stage.now;

    List<Effect> effects = stage.after(45_000);

    assertThat(effects).extracting(Effect::at).containsOnly(start + 30_000);
    assertThat(stage.partition.nextDue()).hasValue(start + 60_000);
  }

  @Test
  void aLateAcceptIsRefusedBecauseTheOfferHasEnded() {
    stage.agent(7);
    stage.agent(8);
    stage.arrives(1);
    long offer = stage.offerOf(1);
    stage.after(30_000);

    List<Effect> effects = stage.apply(new Event.Accepted(stage.now, offer, 1, 7));

    assertThat(Stage.refusals(effects)).containsExactly(Refusal.OFFER_OVER);
    assertThat(stage.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void anAcceptAtTheVeryDeadlineIsTooLate() {
    stage.agent(7);
    stage.arrives(1);
    long offer = stage.offerOf(1);
    stage.now += 30_000;

    List<Effect> effects = stage.apply(new Event.Accepted(stage.now, offer, 1, 7));

    assertThat(Stage.names(effects)).isEqualTo("OfferEnded Queued Refused");
  }

  @Test
  void anotherAgentCannotAcceptTheOffer() {
    stage.agent(7);
    stage.arrives(1);

    assertThat(Stage.refusals(stage.accepts(8, 1))).containsExactly(Refusal.OFFER_OVER);
  }

  @Test
  void twoMissedOffersInARowCloseTheAgent() {
    stage.agent(7);
    stage.arrives(1);
    stage.after(30_000);

    List<Effect> effects = stage.after(90_000);

    assertThat(Stage.names(effects)).isEqualTo("OfferMade OfferEnded Queued AgentMissed");
    assertThat(stage.partition.agent(7).orElseThrow().profile().availability())
        .isEqualTo(Availability.CLOSED);
  }

  @Test
  void anAcceptedOfferForgivesTheMissBefore() {
    stage.agent(7);
    stage.arrives(1);
    stage.after(30_000);
    stage.arrives(2);
    stage.accepts(7, 2);
    stage.ends(2);
    stage.after(60_000);

    assertThat(Stage.names(stage.after(30_000))).isEqualTo("OfferEnded Queued");
  }

  @Test
  void anAgentWhoGoesAwayLosesTheOpenOfferAtOnce() {
    stage.agent(7);
    stage.arrives(1);

    List<Effect> effects =
        stage.agent(7, Stage.open(Stage.ONE, Bits.NONE).with(Availability.CLOSED));

    assertThat(Stage.names(effects)).isEqualTo("OfferEnded Queued");
    assertThat(stage.load(7)).isZero();
  }

  @Test
  void aCustomerWhoLeavesEndsTheOfferAndFreesTheSlotForTheNext() {
    stage.agent(7);
    stage.arrives(1);
    stage.arrives(2);

    List<Effect> effects = stage.apply(new Event.CustomerLeft(stage.now, 1));

    assertThat(Stage.names(effects)).isEqualTo("OfferEnded Abandoned OfferMade");
    assertThat(stage.partition.conversation(1)).isEmpty();
    assertThat(stage.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void anAutomaticPartitionAssignsWithoutAnOffer() {
    Stage automatic = new Stage(new Policy("test", Strategy.LEAST_LOADED, 30_000, true, 60_000, 2));
    automatic.agent(7);

    assertThat(Stage.names(automatic.arrives(1))).isEqualTo("Queued Assigned");
  }

  @Test
  void timeDoesNotRunBackwards() {
    stage.agent(7);

    assertThatThrownBy(() -> stage.apply(new Event.Tick(stage.now - 1)))
        .hasMessage("at: 999999 (expected: >= 1000000)");
  }

  @Test
  void aDecisionTellsWhoWasChosenWhoElseCouldAndWhoWasAhead() {
    stage.arrives(1, Demand.plain(1, 0, Stage.LOANS_WELL));
    stage.agent(8);
    stage.agent(7);
    stage.after(1000);
    List<Effect> effects = stage.arrives(2);

    assertThat(effects.getLast()).isInstanceOf(Effect.OfferMade.class);
    Decision decision = ((Effect.OfferMade) effects.getLast()).decision();
    assertThat(decision.chosen().agent()).isEqualTo(7);
    assertThat(decision.runnerUp().agent()).isEqualTo(8);
    assertThat(decision.eligible()).isEqualTo(2);
    assertThat(decision.ahead())
        .containsExactly(new Decision.Ahead(1, Decision.Skipped.SKILL_MISSING));
  }
}
