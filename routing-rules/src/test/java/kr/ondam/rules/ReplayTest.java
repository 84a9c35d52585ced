package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Same log, same decisions (I9). `-Dondam.replay=1000000` is the long form.
final class ReplayTest {
  private static final int EVENTS = Integer.getInteger("ondam.replay", 200_000);

  private final long seed = Long.getLong("ondam.seed", 20_261_126L);

  @Test
  void I9_aLongReplayDecidesTheSameTwiceAndAcrossARestart() {
    Schedule schedule = new Schedule(seed);
    Policy policy = schedule.policy();
    Partition recorded = new Partition(policy, PartitionState.EMPTY);
    List<Event> log = new ArrayList<>(EVENTS);
    while (log.size() < EVENTS) {
      // A house that is never emptied would only grow.
      if (log.size() % 500 == 499) {
        empty(recorded, log, schedule);
      }
      Event event = schedule.next(recorded);
      schedule.past(event);
      log.add(event);
      recorded.apply(event);
    }

    Replay.Outcome first = new Replay(policy, PartitionState.EMPTY, log).run();
    Replay.Outcome second = new Replay(policy, PartitionState.EMPTY, log).run();
    int middle = log.size() / 2;
    Partition half = new Partition(policy, PartitionState.EMPTY);
    log.subList(0, middle).forEach(half::apply);
    Replay.Outcome rest =
        new Replay(half.policy(), half.state(), log.subList(middle, log.size())).run();

    System.out.printf(
        "replay: %d events, %d decisions, hashes %016x %016x %016x, seed %d%n",
        first.events(), first.decisions(), first.hash(), second.hash(), rest.hash(), seed);
    assertThat(first.hash()).isEqualTo(recorded.decisionHash());
    assertThat(second).isEqualTo(first);
    assertThat(rest.hash()).isEqualTo(first.hash());
    assertThat(rest.end()).isEqualTo(first.end());
    assertThat(first.decisions()).isGreaterThan(EVENTS / 20);
  }

  private static void empty(Partition partition, List<Event> log, Schedule schedule) {
    for (PartitionState.ConversationState each : partition.state().conversations()) {
      long id = each.ticket().conversation();
      Event over =
          switch (each.place()) {
            case Place.Held _, Place.Dormant _ -> new Event.Ended(partition.time(), id, 0);
            case Place.WrapUp _ -> new Event.WrapUpDone(partition.time(), id);
            case Place.Claimed claimed ->
                new Event.Crossing.Denied(partition.time(), id, claimed.claim());
            case Place.Away away ->
                new Event.Crossing.Kept(partition.time(), id, away.claimant(), away.claim());
            case Place.Waiting _, Place.Parked _, Place.Offered _ ->
                each.shadow() == null
                    ? new Event.CustomerLeft(partition.time(), id)
                    : new Event.Crossing.Withdrawn(partition.time(), id);
          };
      log.add(over);
      partition.apply(over);
      schedule.past(over);
    }
  }

  @Test
  void theHashTellsOneDifferentDecision() {
    Scene one = Scene.standard();
    Scene other = Scene.standard();
    for (Scene scene : List.of(one, other)) {
      scene.agent(7);
      scene.agent(8);
    }
    one.arrives(1);
    other.arrives(2);

    assertThat(one.partition.decisionHash()).isNotEqualTo(other.partition.decisionHash());
  }

  @Test
  void aDecisionOfThePastIsExplainedByReplayingUpToIt() {
    AgentProfile able = Scene.open(Scene.ONE, Scene.LOANS);
    Demand loans = Demand.plain(1, 1, Scene.LOANS);
    List<Event> log = new ArrayList<>();
    log.add(new Event.AgentChanged(1, 7, able));
    log.add(new Event.AgentChanged(1, 8, Scene.open(Scene.ONE, Bits.NONE)));
    log.add(new Event.AgentChanged(1, 9, able.with(Availability.CLOSED)));
    log.add(new Event.Arrived(2, new Ticket(1, 0, loans, 0, 2, 1), Sticky.NONE));

    List<Trace> traces = new Replay(Policy.standard("v1"), PartitionState.EMPTY, log).explain(3);

    assertThat(traces).hasSize(1);
    assertThat(traces.getFirst().decision().chosen().agent()).isEqualTo(7);
    assertThat(traces.getFirst().candidates())
        .extracting(Candidate::obstacle)
        .containsExactly(
            Candidate.Obstacle.NONE,
            Candidate.Obstacle.SKILL_MISSING,
            Candidate.Obstacle.AGENT_CLOSED);
    assertThat(traces.getFirst().candidates().get(1).missing()).isEqualTo(Scene.LOANS);
  }
}
