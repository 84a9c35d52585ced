package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The engine against the scan of [Oracle] on random schedules (routing.md 4.6, 4.10). A failure
/// names its seed; `-Dondam.seed=N` starts from another one.
final class OracleTest {
  private static final int RUNS = 640;
  private static final int EVENTS = 160;

  private final long firstSeed = Long.getLong("ondam.seed", 20_261_124L);

  @Test
  void I1_to_I8_and_I12_theEngineDecidesAsTheScanOverRandomEvents() {
    Map<String, Integer> seen = new TreeMap<>();
    int parkedOffers = 0;
    for (long seed = firstSeed; seed < firstSeed + RUNS; seed++) {
      Schedule schedule = new Schedule(seed);
      Policy policy = schedule.policy();
      Partition partition = new Partition(policy, PartitionState.EMPTY);
      Invariants invariants = new Invariants(partition);
      Oracle oracle = new Oracle(policy);
      for (int step = 0; step < EVENTS; step++) {
        Event event = schedule.next(partition);
        schedule.past(event);
        List<Effect> effects = partition.apply(event);
        String place = "seed " + seed + " step " + step + " " + event;
        assertThat(Lines.of(effects)).as(place).isEqualTo(oracle.apply(event));
        checkAgainst(oracle, place, partition);
        invariants.check(place, event, effects);
        effects.forEach(effect -> seen.merge(effect.getClass().getSimpleName(), 1, Integer::sum));
        parkedOffers += Scene.names(effects).contains("OfferEnded Parked") ? 1 : 0;
      }
    }
    System.out.println(
        "oracle: " + RUNS * EVENTS + " events, 0 differences, seed " + firstSeed + ", " + seen);
    assertThat(seen).hasSizeGreaterThanOrEqualTo(24);
    assertThat(parkedOffers).as("offers taken back out of hours").isGreaterThan(100);
    assertThat(seen.get("OfferMade")).isGreaterThan(RUNS * EVENTS / 20);
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
      for (int step = 0; step < EVENTS; step++) {
        Event event = schedule.next(straight);
        schedule.past(event);
        log.add(event);
        List<Effect> effects = straight.apply(event);
        String place = "seed " + seed + " step " + step + " " + event;
        assertThat(restarted.apply(event)).as(place).isEqualTo(effects);
        if (restarts.nextInt(8) == 0) {
          restarted = new Partition(restarted.policy(), restarted.state());
          assertThat(restarted.state()).as(place).isEqualTo(straight.state());
          assertThat(restarted.nextDue()).as(place).isEqualTo(straight.nextDue());
        }
      }
      Replay.Outcome outcome = new Replay(policy, PartitionState.EMPTY, log).run();
      assertThat(outcome.hash()).as("seed " + seed).isEqualTo(straight.decisionHash());
      assertThat(outcome.end()).as("seed " + seed).isEqualTo(straight.state());
    }
  }

  /// I1 nobody waits who could be served; and nobody is known to one of the two only.
  private static void checkAgainst(Oracle oracle, String place, Partition partition) {
    List<Long> agents = partition.agents().stream().map(Partition.AgentLoad::agent).toList();
    assertThat(agents).as(place).containsExactlyElementsOf(oracle.people.keySet());
    for (Partition.AgentLoad agent : partition.agents()) {
      OracleView.Person person = oracle.people.get(agent.agent());
      assertThat(person == null ? -1 : person.since).as(place).isEqualTo(agent.since());
    }
    for (OracleView.Talk talk : oracle.talks.values()) {
      for (OracleView.Person person : oracle.people.values()) {
        if (oracle.eligible(talk, person)) {
          throw new AssertionError("I1 " + place + ": " + talk + " waits, " + person.id + " can");
        }
      }
    }
  }
}
