package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is served first and by whom (routing.md 4.1, 4.4).
final class OrderTest {
  private final Stage stage = Stage.of(Strategy.LEAST_LOADED);

  private static Demand weighted(int weight) {
    return new Demand(1, 1, weight, Bits.NONE, Bits.NONE, List.of());
  }

  private static AgentProfile ranked(int rank) {
    return new AgentProfile(Bits.NONE, Availability.OPEN, Stage.THREE, rank);
  }

  @Test
  void theOlderIsServedFirst() {
    stage.arrives(2);
    stage.after(1);
    stage.arrives(1);

    stage.agent(7);

    assertThat(stage.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aBetterClassIsServedBeforeAnyAge() {
    stage.arrives(1, Demand.plain(1, 1, Bits.NONE));
    stage.after(3_600_000);
    stage.arrives(2, Demand.plain(1, 0, Bits.NONE));

    stage.agent(7);

    assertThat(stage.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aHeadStartCountsAsAge() {
    stage.arrives(1);
    stage.after(60_000);
    stage.arrives(2, weighted(1000), 60_001, Sticky.NONE);

    stage.agent(7);

    assertThat(stage.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aGreaterWeightOvertakesWithTime() {
    stage.arrives(1, weighted(1000));
    stage.after(10_000);
    stage.arrives(2, weighted(2000));
    stage.after(10_001);

    stage.agent(7);

    assertThat(stage.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void aMissingSkillKeepsItWaiting() {
    stage.agent(7);
    stage.arrives(1, Demand.plain(1, 1, Stage.LOANS_WELL));

    assertThat(stage.partition.waiting()).isEqualTo(1);
  }

  @Test
  void aRelaxationOpensItAtItsTimeFromArrival() {
    stage.agent(7);
    stage.arrives(
        1,
        new Demand(
            1, 1, 1000, Stage.LOANS_WELL, Bits.NONE, List.of(new Relaxation(30_000, Stage.LOANS))));

    stage.after(29_999);
    assertThat(stage.partition.waiting()).isEqualTo(1);

    assertThat(Stage.names(stage.after(1))).isEqualTo("Relaxed OfferMade");
  }

  @Test
  void I7_aRelaxationMayNotRequireMore() {
    List<Relaxation> narrower = List.of(new Relaxation(30_000, Stage.LOANS_WELL));

    assertThatThrownBy(() -> new Demand(1, 1, 1000, Stage.LOANS, Bits.NONE, narrower))
        .hasMessageStartingWith("requirement: {0, 1, 2}");
  }

  @Test
  void theLeastLoadedInProportionIsChosen() {
    stage.agent(7, Stage.open(Stage.THREE, Bits.NONE));
    stage.holds(7, 1);
    stage.agent(8, Stage.open(Stage.THREE, Bits.NONE));

    stage.arrives(2);

    assertThat(stage.offeredTo(2)).isEqualTo(8);
  }

  @Test
  void theLongestIdleIsChosenWhateverTheLoad() {
    Stage idle = Stage.of(Strategy.LONGEST_IDLE);
    idle.agent(7, ranked(0));
    idle.holds(7, 1);
    idle.after(1000);
    idle.agent(8, ranked(0));

    idle.arrives(2);

    assertThat(idle.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void theOneWhoHandledFewestTodayIsChosen() {
    Stage fewest = Stage.of(Strategy.FEWEST_HANDLED);
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
    Stage skilled = Stage.of(Strategy.MOST_SKILLED);
    skilled.agent(7, Stage.open(Stage.THREE, Stage.LOANS));
    skilled.agent(8, Stage.open(Stage.THREE, Stage.LOANS_WELL));

    skilled.arrives(1, new Demand(1, 1, 1000, Stage.LOANS, Bits.level(0, Bits.LEVELS), List.of()));

    assertThat(skilled.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void theFirstByRankIsChosen() {
    Stage fixed = Stage.of(Strategy.FIXED);
    fixed.agent(7, ranked(2));
    fixed.agent(8, ranked(1));

    fixed.arrives(1);
    fixed.arrives(2);

    assertThat(fixed.offeredTo(1)).isEqualTo(8);
    assertThat(fixed.offeredTo(2)).isEqualTo(8);
  }

  @Test
  void aKnownAgentWithRoomIsChosenBeforeTheStrategy() {
    stage.agent(7);
    stage.agent(8);

    stage.arrives(1, Demand.plain(1, 1, Bits.NONE), 0, new Sticky(8, 0));

    assertThat(stage.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void withoutHoldABusyKnownAgentIsForgotten() {
    stage.agent(8);
    stage.holds(8, 1);
    stage.arrives(2, Demand.plain(1, 1, Bits.NONE), 0, new Sticky(8, 0));

    stage.agent(7);

    assertThat(stage.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void withHoldItWaitsForTheKnownAgentUntilTheHoldEnds() {
    stage.agent(8);
    stage.holds(8, 1);
    stage.agent(7);
    stage.arrives(2, Demand.plain(1, 1, Bits.NONE), 0, new Sticky(8, 20_000));

    stage.after(19_999);
    assertThat(stage.partition.waiting()).isEqualTo(1);
    stage.after(1);

    assertThat(stage.offeredTo(2)).isEqualTo(7);
  }

  @Test
  void I4_channelLimitAndTotalBothHold() {
    Capacity capacity = new Capacity(100, List.of(Stage.channel(34, 2), Stage.channel(50, 5)));
    stage.agent(7, Stage.open(capacity, Bits.NONE));
    stage.arrives(1);
    stage.arrives(2);
    stage.arrives(3);
    Demand demand = Demand.plain(1, 1, Bits.NONE);
    stage.apply(
        new Event.Arrived(
            stage.now, new Ticket(4, Stage.TEXT, demand, 0, stage.now, 9), Sticky.NONE));

    assertThat(stage.load(7)).isEqualTo(68);
    assertThat(stage.partition.waiting()).isEqualTo(2);
  }

  @Test
  void positionsFollowTheOrderOfService() {
    stage.arrives(1);
    stage.after(1000);
    stage.arrives(2);
    stage.arrives(3, weighted(1000), 5000, Sticky.NONE);

    assertThat(stage.partition.waitingIn(1)).containsExactly(3L, 1L, 2L);
    assertThat(stage.partition.position(2)).isEqualTo(3);
    assertThat(stage.partition.oldest(1)).hasValue(1_000_000);
  }
}
