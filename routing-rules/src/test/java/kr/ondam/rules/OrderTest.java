package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is served first and by whom (routing.md 4.1, 4.4).
final class OrderTest {
  private final Scene scene = Scene.of(Strategy.LEAST_LOADED);

  private static Demand weighted(int weight) {
    return new Demand(1, 1, weight, Bits.NONE, Bits.NONE, List.of());
  }

  private static AgentProfile ranked(int rank) {
    return new AgentProfile(Bits.NONE, Availability.OPEN, Scene.THREE, rank);
  }

  @Test
  void theOlderIsServedFirst() {
    scene.arrives(2);
    scene.after(1);
    scene.arrives(1);

    scene.agent(7);

    assertThat(scene.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aBetterClassIsServedBeforeAnyAge() {
    scene.arrives(1, Demand.plain(1, 1, Bits.NONE));
    scene.after(3_600_000);
    scene.arrives(2, Demand.plain(1, 0, Bits.NONE));

    scene.agent(7);

    assertThat(scene.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aHeadStartCountsAsAge() {
    scene.arrives(1);
    scene.after(60_000);
    scene.arrives(2, weighted(1000), 60_001, Sticky.NONE);

    scene.agent(7);

    assertThat(scene.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aGreaterWeightOvertakesWithTime() {
    scene.arrives(1, weighted(1000));
    scene.after(10_000);
    scene.arrives(2, weighted(2000));
    scene.after(10_001);

    scene.agent(7);

    assertThat(scene.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aMissingSkillKeepsItWaiting() {
    scene.agent(7);
    scene.arrives(1, Demand.plain(1, 1, Scene.LOANS_WELL));

    assertThat(scene.partition.waiting()).isEqualTo(1);
  }

  @Test
  void aRelaxationOpensItAtItsTimeFromArrival() {
    scene.agent(7);
    scene.arrives(
        1,
        new Demand(
            1, 1, 1000, Scene.LOANS_WELL, Bits.NONE, List.of(new Relaxation(30_000, Scene.LOANS))));

    scene.after(29_999);
    assertThat(scene.partition.waiting()).isEqualTo(1);

    assertThat(Scene.names(scene.after(1))).isEqualTo("Relaxed OfferMade");
  }

  @Test
  void I7_aRelaxationMayNotRequireMore() {
    List<Relaxation> narrower = List.of(new Relaxation(30_000, Scene.LOANS_WELL));

    assertThatThrownBy(() -> new Demand(1, 1, 1000, Scene.LOANS, Bits.NONE, narrower))
        .hasMessageStartingWith("requirement: {0, 1, 2}");
  }

  @Test
  void theLeastLoadedInProportionIsChosen() {
    scene.agent(7, Scene.open(Scene.THREE, Bits.NONE));
    scene.holds(7, 1);
    scene.agent(8, Scene.open(Scene.THREE, Bits.NONE));

    scene.arrives(2);

    assertThat(scene.offeredTo(2)).isEqualTo(8);
  }

  @Test
  void theLongestIdleIsChosenWhateverTheLoad() {
    Scene idle = Scene.of(Strategy.LONGEST_IDLE);
    idle.agent(7, ranked(0));
    idle.holds(7, 1);
    idle.after(1000);
    idle.agent(8, ranked(0));

    idle.arrives(2);

    assertThat(idle.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void theOneWhoHandledFewestTodayIsChosen() {
    Scene fewest = Scene.of(Strategy.FEWEST_HANDLED);
    fewest.agent(7, ranked(0));
    fewest.holds(7, 1);
    fewest.ends(1);
    fewest.after(1000);
    fewest.agent(8, ranked(0));

    fewest.arrives(2);
    assertThat(fewest.offeredTo(2)).isEqualTo(8);

    fewest.apply(new Event.DayStarted(fewest.now));
    fewest.arrives(3);
    assertThat(fewest.offeredTo(3)).isEqualTo(7);
  }

  @Test
  void theMostSkilledIsChosen() {
    Scene skilled = Scene.of(Strategy.MOST_SKILLED);
    skilled.agent(7, Scene.open(Scene.THREE, Scene.LOANS));
    skilled.agent(8, Scene.open(Scene.THREE, Scene.LOANS_WELL));

    skilled.arrives(1, new Demand(1, 1, 1000, Scene.LOANS, Bits.level(0, Bits.LEVELS), List.of()));

    assertThat(skilled.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void theFirstByRankIsChosen() {
    Scene fixed = Scene.of(Strategy.FIXED);
    fixed.agent(7, ranked(2));
    fixed.agent(8, ranked(1));

    fixed.arrives(1);
    fixed.arrives(2);

    assertThat(fixed.offeredTo(1)).isEqualTo(8);
    assertThat(fixed.offeredTo(2)).isEqualTo(8);
  }

  @Test
  void aKnownAgentWithRoomIsChosenBeforeTheStrategy() {
    scene.agent(7);
    scene.agent(8);

    List<Effect> effects = scene.arrives(1, Demand.plain(1, 1, Bits.NONE), 0, new Sticky(8, 0));

    assertThat(scene.offeredTo(1)).isEqualTo(8);
    assertThat(((Effect.OfferMade) effects.getLast()).decision().ground())
        .isEqualTo(Decision.Ground.KNOWN);
  }

  @Test
  void withoutHoldABusyKnownAgentIsForgotten() {
    scene.agent(8);
    scene.holds(8, 1);
    scene.arrives(2, Demand.plain(1, 1, Bits.NONE), 0, new Sticky(8, 0));

    scene.agent(7);

    assertThat(scene.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void withHoldItWaitsForTheKnownAgentUntilTheHoldEnds() {
    scene.agent(8);
    scene.holds(8, 1);
    scene.agent(7);
    scene.arrives(2, Demand.plain(1, 1, Bits.NONE), 0, new Sticky(8, 20_000));

    scene.after(19_999);
    assertThat(scene.partition.waiting()).isEqualTo(1);
    scene.after(1);

    assertThat(scene.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aDecisionSaysWhetherTheAgentWasWaitedForOrFirstInTheOrder() {
    scene.agent(8);
    scene.agent(7);

    List<Effect> awaited =
        scene.arrives(1, Demand.plain(1, 1, Bits.NONE), 0, new Sticky(8, 20_000));
    List<Effect> first = scene.arrives(2);

    assertThat(((Effect.OfferMade) awaited.getLast()).decision().ground())
        .isEqualTo(Decision.Ground.AWAITED);
    assertThat(((Effect.OfferMade) first.getLast()).decision().ground())
        .isEqualTo(Decision.Ground.ORDER);
  }

  @Test
  void I4_channelLimitAndTotalBothHold() {
    Capacity capacity = new Capacity(100, List.of(Scene.channel(34, 2), Scene.channel(50, 5)));
    scene.agent(7, Scene.open(capacity, Bits.NONE));
    scene.arrives(1);
    scene.arrives(2);
    scene.arrives(3);
    Demand demand = Demand.plain(1, 1, Bits.NONE);
    scene.apply(
        new Event.Arrived(
            scene.now, new Ticket(4, Scene.TEXT, demand, 0, scene.now, 9), Sticky.NONE));

    assertThat(scene.load(7)).isEqualTo(68);
    assertThat(scene.partition.waiting()).isEqualTo(2);
  }

  @Test
  void positionsFollowTheOrderOfService() {
    scene.arrives(1);
    scene.after(1000);
    scene.arrives(2);
    scene.arrives(3, weighted(1000), 5000, Sticky.NONE);

    assertThat(scene.partition.waitingIn(1)).containsExactly(3L, 1L, 2L);
    assertThat(scene.partition.position(2)).isEqualTo(3);
    assertThat(scene.partition.oldest(1)).hasValue(1_000_000);
  }
}
