package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The engine against the scan of [Oracle] on random schedules (routing.md 4.6, 4.10). A failure
/// names its seed; `-Dondam.seed=N` starts from another one.
final class OracleTest {
  private static final int RUNS = 640;
  private static final int EVENTS = 160;

  private final long firstSeed = Long.getLong("ondam.seed", 20_261_124L);

  @Test
  void I1_to_I6_theEngineDecidesAsTheScanOverRandomEvents() {
    int offers = 0;
    for (long seed = firstSeed; seed < firstSeed + RUNS; seed++) {
      Schedule schedule = new Schedule(seed);
      Policy policy = schedule.policy();
      Partition partition = new Partition(policy, PartitionState.EMPTY);
      Oracle oracle = new Oracle(policy);
      for (int step = 0; step < EVENTS; step++) {
        Event event = schedule.next(partition);
        schedule.past(event);
        List<Effect> effects = partition.apply(event);
        List<String> actual = Lines.of(effects);
        String place = "seed " + seed + " step " + step + " " + event;
        checkCapacity(place, partition, event, effects);
        assertThat(actual).as(place).isEqualTo(oracle.apply(event));
        checkInvariants(place, partition, oracle);
        offers += (int) actual.stream().filter(line -> line.contains(" offer ")).count();
      }
    }
    System.out.println(
        "oracle: " + RUNS * EVENTS + " events, " + offers + " offers, seed " + firstSeed);
    assertThat(offers).isGreaterThan(RUNS * EVENTS / 20);
  }

  @Test
  void I9_theSameEventsGiveTheSameEffectsAlsoAcrossRestarts() {
    for (long seed = firstSeed; seed < firstSeed + 160; seed++) {
      Schedule schedule = new Schedule(seed);
      Policy policy = schedule.policy();
      Partition straight = new Partition(policy, PartitionState.EMPTY);
      Partition restarted = new Partition(policy, PartitionState.EMPTY);
      Random restarts = new Random(seed);
      List<Event> log = new ArrayList<>();
      int hash = 0;
      for (int step = 0; step < EVENTS; step++) {
        Event event = schedule.next(straight);
        schedule.past(event);
        log.add(event);
        List<Effect> effects = straight.apply(event);
        hash = 31 * hash + effects.hashCode();
        String place = "seed " + seed + " step " + step + " " + event;
        assertThat(restarted.apply(event)).as(place).isEqualTo(effects);
        if (restarts.nextInt(8) == 0) {
          restarted = new Partition(policy, restarted.state());
          assertThat(restarted.state()).as(place).isEqualTo(straight.state());
          assertThat(restarted.nextDue()).as(place).isEqualTo(straight.nextDue());
        }
      }
      assertThat(replay(policy, log)).as("seed " + seed).isEqualTo(hash);
    }
  }

  private static int replay(Policy policy, List<Event> log) {
    Partition partition = new Partition(policy, PartitionState.EMPTY);
    int hash = 0;
    for (Event event : log) {
      hash = 31 * hash + partition.apply(event).hashCode();
    }
    return hash;
  }

  /// I4 what was given in this step fits, unless a manager overruled it.
  private static void checkCapacity(
      String place, Partition partition, Event event, List<Effect> effects) {
    if (event instanceof Event.AssignedByHand given && given.override()) {
      return;
    }
    for (Effect effect : effects) {
      // An agent may be gone or changed after a timer's offer in the same step.
      if (effect instanceof Effect.OfferMade made && !(event instanceof Event.AgentChanged)) {
        partition
            .agent(made.agent())
            .ifPresent(agent ->
                assertThat(agent.load())
                    .as(place)
                    .isBetween(0, agent.profile().capacity().total()));
      }
    }
  }

  /// I1 nobody waits who could be served, I5 load is the sum, I6 nobody is lost or held twice.
  private static void checkInvariants(String place, Partition partition, Oracle oracle) {
    int taken = 0;
    for (Partition.AgentLoad agent : partition.agents()) {
      OracleView.Person person = oracle.people.get(agent.agent());
      assertThat(person).as(place).isNotNull();
      if (person != null) {
        assertThat(agent.load()).as(place).isEqualTo(oracle.load(person));
        assertThat(agent.since()).as(place).isEqualTo(person.since);
      }
      taken += agent.conversations().size();
    }
    assertThat(partition.agents()).as(place).hasSize(oracle.people.size());
    assertThat(taken + partition.waiting()).as(place).isEqualTo(oracle.talks.size());
    for (OracleView.Talk talk : oracle.talks.values()) {
      for (OracleView.Person person : oracle.people.values()) {
        if (oracle.eligible(talk, person)) {
          throw new AssertionError(place + ": " + talk + " waits though " + person.id + " can");
        }
      }
    }
  }
}
