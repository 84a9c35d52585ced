package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kr.ondam.rules.Effect.Refusal;
import org.junit.jupiter.api.Test;

/// Offers: made, accepted, declined, expired, rescinded (routing.md 4.5).
final class OfferTest {
  private final Scene scene = Scene.standard();

  @Test
  void anArrivalIsOfferedToAnAbleAgentAndTakesTheSlotAtOnce() {
    scene.agent(7);

    assertThat(Scene.names(scene.arrives(1))).isEqualTo("Queued OfferMade");
    assertThat(scene.offeredTo(1)).isEqualTo(7);
    assertThat(scene.load(7)).isEqualTo(1);
    assertThat(scene.partition.waiting()).isZero();
  }

  @Test
  void anArrivalWaitsUntilAnAgentOpens() {
    scene.arrives(1);

    assertThat(scene.partition.waiting(1)).isEqualTo(1);
    assertThat(Scene.names(scene.agent(7))).isEqualTo("OfferMade");
  }

  @Test
  void anAcceptedOfferMakesTheAgentTheAssignee() {
    scene.agent(7);
    scene.arrives(1);

    assertThat(Scene.names(scene.accepts(7, 1))).isEqualTo("OfferEnded Assigned");
    assertThat(scene.place(1)).isEqualTo(new Place.Held(7));
  }

  @Test
  void aDeclinedOfferGoesToTheNextAgentAndNotBackToTheSame() {
    scene.agent(7);
    scene.agent(8);
    scene.arrives(1);

    scene.declines(7, 1);

    assertThat(scene.offeredTo(1)).isEqualTo(8);
    scene.declines(8, 1);
    assertThat(scene.place(1)).isEqualTo(new Place.Waiting());
  }

  @Test
  void theOnlyAgentIsOfferedItAgainWhenTheExclusionEnds() {
    scene.agent(7);
    scene.arrives(1);
    scene.declines(7, 1);

    scene.after(59_999);
    assertThat(scene.offeredTo(1)).isEqualTo(Partition.NOBODY);
    scene.after(1);

    assertThat(scene.offeredTo(1)).isEqualTo(7);
  }

  @Test
  void offersTheNextAgentWhenTheFirstLetsItExpire() {
    scene.agent(7);
    scene.agent(8);
    scene.arrives(1);

    assertThat(scene.partition.nextDue()).hasValue(scene.now + 30_000);
    assertThat(Scene.names(scene.after(30_000))).isEqualTo("OfferEnded Queued OfferMade");
    assertThat(scene.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void timersFireAtTheirOwnTimeWhenTheTickIsLate() {
    scene.agent(7);
    scene.agent(8);
    scene.arrives(1);
    long start = scene.now;

    List<Effect> effects = scene.after(45_000);

    assertThat(effects).extracting(Effect::at).containsOnly(start + 30_000);
    assertThat(scene.partition.nextDue()).hasValue(start + 60_000);
  }

  @Test
  void aLateAcceptIsRefusedBecauseTheOfferHasEnded() {
    scene.agent(7);
    scene.agent(8);
    scene.arrives(1);
    long offer = scene.offerOf(1);
    scene.after(30_000);

    List<Effect> effects = scene.apply(new Event.Accepted(scene.now, offer, 1, 7));

    assertThat(Scene.refusals(effects)).containsExactly(Refusal.OFFER_OVER);
    assertThat(scene.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void anAcceptAtTheVeryDeadlineIsTooLate() {
    scene.agent(7);
    scene.arrives(1);
    long offer = scene.offerOf(1);
    scene.now += 30_000;

    List<Effect> effects = scene.apply(new Event.Accepted(scene.now, offer, 1, 7));

    assertThat(Scene.names(effects)).isEqualTo("OfferEnded Queued Refused");
  }

  @Test
  void anotherAgentCannotAcceptTheOffer() {
    scene.agent(7);
    scene.arrives(1);

    assertThat(Scene.refusals(scene.accepts(8, 1))).containsExactly(Refusal.OFFER_OVER);
  }

  @Test
  void twoMissedOffersInARowCloseTheAgent() {
    scene.agent(7);
    scene.arrives(1);
    scene.after(30_000);

    List<Effect> effects = scene.after(90_000);

    assertThat(Scene.names(effects)).isEqualTo("OfferMade OfferEnded Queued AgentMissed");
    assertThat(scene.partition.agent(7).orElseThrow().profile().availability())
        .isEqualTo(Availability.CLOSED);
  }

  @Test
  void anAcceptedOfferForgivesTheMissBefore() {
    scene.agent(7);
    scene.arrives(1);
    scene.after(30_000);
    scene.arrives(2);
    scene.accepts(7, 2);
    scene.ends(2);
    scene.after(60_000);

    assertThat(Scene.names(scene.after(30_000))).isEqualTo("OfferEnded Queued");
  }

  @Test
  void anAgentWhoGoesAwayLosesTheOpenOfferAtOnce() {
    scene.agent(7);
    scene.arrives(1);

    List<Effect> effects =
        scene.agent(7, Scene.open(Scene.ONE, Bits.NONE).with(Availability.CLOSED));

    assertThat(Scene.names(effects)).isEqualTo("OfferEnded Queued");
    assertThat(scene.load(7)).isZero();
  }

  @Test
  void aCustomerWhoLeavesEndsTheOfferAndFreesTheSlotForTheNext() {
    scene.agent(7);
    scene.arrives(1);
    scene.arrives(2);

    List<Effect> effects = scene.apply(new Event.CustomerLeft(scene.now, 1));

    assertThat(Scene.names(effects)).isEqualTo("OfferEnded Abandoned OfferMade");
    assertThat(scene.partition.conversation(1)).isEmpty();
    assertThat(scene.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void anAutomaticPartitionAssignsWithoutAnOffer() {
    Scene automatic = new Scene(new Policy("test", Strategy.LEAST_LOADED, 30_000, true, 60_000, 2));
    automatic.agent(7);

    assertThat(Scene.names(automatic.arrives(1))).isEqualTo("Queued Assigned");
  }

  @Test
  void timeDoesNotRunBackwards() {
    scene.agent(7);

    assertThatThrownBy(() -> scene.apply(new Event.Tick(scene.now - 1)))
        .hasMessage("at: 999999 (expected: >= 1000000)");
  }

  @Test
  void aDecisionTellsWhoWasChosenWhoElseCouldAndWhoWasAhead() {
    scene.arrives(1, Demand.plain(1, 0, Scene.LOANS_WELL));
    scene.agent(8);
    scene.agent(7);
    scene.after(1000);
    List<Effect> effects = scene.arrives(2);

    assertThat(effects.getLast()).isInstanceOf(Effect.OfferMade.class);
    Decision decision = ((Effect.OfferMade) effects.getLast()).decision();
    assertThat(decision.chosen().agent()).isEqualTo(7);
    assertThat(decision.runnerUp().agent()).isEqualTo(8);
    assertThat(decision.eligible()).isEqualTo(2);
    assertThat(decision.ahead())
        .containsExactly(new Decision.Ahead(1, Decision.Skipped.SKILL_MISSING));
  }
}
