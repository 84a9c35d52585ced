package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What the choice of the agent changes, and what it must not.
final class StrategyTest {
  private static final int AGENTS = 10;
  private static final int ARRIVALS = 3_000;

  private final long seed = Long.getLong("ondam.seed", 20_261_126L);

  /// Waits of a run in which the n-th assignment takes the n-th of the drawn times, whoever has it.
  private List<Long> waits(Strategy strategy) {
    Policy policy = new Policy("test", strategy, 1, true, 0, 0);
    Partition partition = new Partition(policy, PartitionState.EMPTY);
    for (int agent = 0; agent < AGENTS; agent++) {
      AgentProfile profile =
          new AgentProfile(Bits.NONE, Availability.OPEN, Scene.ONE, AGENTS - agent);
      partition.apply(new Event.AgentChanged(1, agent, profile));
    }
    Random random = new Random(seed);
    List<Long> waits = new ArrayList<>();
    TreeMap<Long, List<Long>> ends = new TreeMap<>();
    long at = 1;
    for (long id = 0; id < ARRIVALS; id++) {
      at += random.nextInt(20);
      while (!ends.isEmpty() && ends.firstKey() <= at) {
        long due = ends.firstKey();
        for (long over : ends.pollFirstEntry().getValue()) {
          note(partition.apply(new Event.Ended(due, over, 0)), waits, ends);
        }
      }
      Ticket ticket = new Ticket(id, 0, Demand.plain(1, 1, Bits.NONE), 0, at, id);
      note(partition.apply(new Event.Arrived(at, ticket, Sticky.NONE)), waits, ends);
    }
    return waits;
  }

  private static void note(List<Effect> effects, List<Long> waits, TreeMap<Long, List<Long>> ends) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Assigned assigned) {
        waits.add(assigned.decision().waitedMillis());
        long length = 50 + assigned.conversation() * 37 % 101;
        ends.computeIfAbsent(assigned.at() + length, _ -> new ArrayList<>())
            .add(assigned.conversation());
      }
    }
  }

  @Test
  void I11_everyStrategyHasTheSameWaitsWhenAllAgentsAreEquallyFast() {
    List<Long> expected = waits(Strategy.LEAST_LOADED);

    assertThat(expected.stream().filter(wait -> wait > 0).count()).isGreaterThan(100);
    for (Strategy strategy : Strategy.values()) {
      assertThat(waits(strategy)).as(strategy + " seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void aQueueMayChooseItsAgentsInItsOwnWay() {
    Scene scene = Scene.of(Strategy.FIXED);
    scene.agent(7, new AgentProfile(Bits.NONE, Availability.OPEN, Scene.THREE, 0));
    scene.now++;
    scene.agent(8, new AgentProfile(Bits.NONE, Availability.OPEN, Scene.THREE, 1));
    Demand idle =
        new Demand(
            1, 1, 1000, Bits.NONE, Bits.NONE, List.of(), MaxWait.NONE, Strategy.LONGEST_IDLE);

    scene.now++;
    scene.arrives(1);
    scene.arrives(2);
    scene.arrives(3, idle);

    assertThat(scene.offeredTo(1)).isEqualTo(7);
    assertThat(scene.offeredTo(2)).isEqualTo(7);
    assertThat(scene.offeredTo(3)).isEqualTo(8);
  }
}
