package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.rules.Candidate.Obstacle;
import kr.ondam.rules.PartitionState.ConversationState;
import org.jspecify.annotations.Nullable;

/// The invariants of routing.md 4.6, checked after every event from what the partition shows and
/// tells, without the [Oracle].
final class Invariants {
  private final Partition partition;
  private final Set<Long> excused = new HashSet<>();
  private final List<Trace> traces = new ArrayList<>();
  private final Map<Long, Integer> steps = new HashMap<>();
  private PartitionState before;
  private final Set<Long> present = new HashSet<>();

  Invariants(Partition partition) {
    this.partition = partition;
    before = partition.state();
    partition.trace(traces::add, Integer.MAX_VALUE);
  }

  void check(String place, Event event, List<Effect> effects) {
    PartitionState after = partition.state();
    Effect previous = null;
    for (Effect effect : effects) {
      count(place, effect, previous);
      previous = effect;
    }
    if (event instanceof Event.AgentChanged changed) {
      excused.add(changed.agent());
    }
    if (event instanceof Event.Crossing.Requested asked) {
      present.add(asked.ticket().conversation());
    }
    checkChoices(place);
    checkAges(place, after, effects);
    checkLoads(place, after);
    assertThat(after.conversations().stream().map(c -> c.ticket().conversation()))
        .as("I6 none is lost: " + place)
        .containsExactlyInAnyOrderElementsOf(present);
    if (event instanceof Event.RulesApplied) {
      checkActivation(place, after, effects);
    }
    before = after;
    traces.clear();
  }

  /// @param previous the effect before, null for the first
  private void count(String place, Effect effect, @Nullable Effect previous) {
    switch (effect) {
      case Effect.Queued queued -> {
        boolean arrived = present.add(queued.conversation());
        if (arrived || queued.cause() == Effect.Cause.TRANSFERRED) {
          steps.put(queued.conversation(), 0);
        }
      }
      case Effect.Parked parked -> {
        boolean arrived = present.add(parked.conversation());
        // What was only offered goes to another queue, where the steps begin anew.
        if (arrived || isOfferOf(parked.conversation(), previous)) {
          steps.put(parked.conversation(), 0);
        }
      }
      case Effect.Relaxed relaxed -> {
        int last = steps.getOrDefault(relaxed.conversation(), 0);
        assertThat(relaxed.step()).as("I7 a step follows the last: " + place).isEqualTo(last + 1);
        steps.put(relaxed.conversation(), relaxed.step());
      }
      case Effect.Revised revised -> steps.put(revised.conversation(), revised.step());
      case Effect.Assigned assigned when assigned.overCapacity() -> excused.add(assigned.agent());
      case Effect.Woken woken when woken.overCapacity() -> excused.add(woken.agent());
      case Effect.WrapUpStarted wrapUp -> excused.add(wrapUp.agent());
      case Effect.Released released -> present.remove(released.conversation());
      case Effect.Abandoned abandoned -> present.remove(abandoned.conversation());
      case Effect.Overdue overdue when overdue.action().leaves() ->
          present.remove(overdue.conversation());
      case Effect.Crossing.HandedOver handed -> present.remove(handed.conversation());
      case Effect.Crossing.Dropped dropped -> present.remove(dropped.conversation());
      case Effect.OfferMade _,
          Effect.OfferEnded _,
          Effect.Assigned _,
          Effect.Unassigned _,
          Effect.Woken _,
          Effect.Dormant _,
          Effect.Overdue _,
          Effect.AgentMissed _,
          Effect.Refused _,
          Effect.Crossing _ -> {}
    }
  }

  /// I2 nobody able was passed over, I3 the agent chosen is the first in the agents' order.
  private void checkChoices(String place) {
    for (Trace trace : traces) {
      Decision decision = trace.decision();
      for (Trace.Passed passed : trace.ahead()) {
        assertThat(passed.chosen().obstacle())
            .as("I2 passed over: " + passed + " " + place)
            .isNotEqualTo(Obstacle.NONE);
      }
      List<Candidate> able =
          trace.candidates().stream().filter(c -> c.obstacle() == Obstacle.NONE).toList();
      assertThat(able).as("I3 how many: " + place).hasSize(decision.eligible());
      for (Candidate candidate : able) {
        boolean other = candidate.key().agent() != decision.chosen().agent();
        boolean next = candidate.key().agent() == decision.runnerUp().agent();
        if (other && !next) {
          assertThat(order(decision.runnerUp(), candidate.key()))
              .as("I3 the next is the next: " + place)
              .isNegative();
        }
      }
    }
  }

  /// I8 in a class nobody is overtaken for ever: whoever is older by more than the head start the
  /// other has over them, and asks for the same, stands before and is chosen before.
  private void checkAges(String place, PartitionState after, List<Effect> effects) {
    Map<Long, ConversationState> waiting = new HashMap<>();
    for (ConversationState each : after.conversations()) {
      if (each.place() instanceof Place.Waiting) {
        waiting.put(each.ticket().conversation(), each);
      }
    }
    Set<Long> queues = new HashSet<>();
    waiting.values().forEach(each -> queues.add(each.ticket().demand().queue()));
    for (long queue : queues) {
      List<Long> order = partition.waitingIn(queue);
      for (int i = 0; i < order.size(); i++) {
        for (int j = i + 1; j < order.size(); j++) {
          checkOrder(place, waiting.get(order.get(i)), waiting.get(order.get(j)));
        }
      }
    }
    for (Trace trace : traces) {
      checkAges(place, trace.decision(), waiting, effects);
    }
  }

  private static void checkOrder(
      String place, @Nullable ConversationState first, @Nullable ConversationState second) {
    if (first != null && second != null && overtakes(first.ticket(), first.front(), second)) {
      throw new AssertionError("I8 " + first + " stands before " + second + ": " + place);
    }
  }

  /// Looks at those that waited all the time, for the same agents, and were left.
  private void checkAges(
      String place, Decision decision, Map<Long, ConversationState> after, List<Effect> effects) {
    long chosen = decision.ticket().conversation();
    boolean front =
        effects.stream()
                .anyMatch(effect -> effect instanceof Effect.Queued queued && queued.front())
            || before.conversations().stream()
                .anyMatch(was -> was.front() && was.ticket().conversation() == chosen);
    for (ConversationState was : before.conversations()) {
      long id = was.ticket().conversation();
      ConversationState is = after.get(id);
      long agent = decision.chosen().agent();
      boolean alike =
          was.equals(is)
              && was.ticket().channel() == decision.ticket().channel()
              && was.ticket().demand().requirement(was.step()).equals(decision.requirement())
              && (was.heldFor() == Partition.NOBODY || was.heldFor() == agent)
              && !was.excluded().containsKey(agent)
              && effects.stream()
                  .noneMatch(e -> e instanceof Effect.Queued queued && queued.conversation() == id);
      if (alike && !front && overtakes(decision.ticket(), false, was)) {
        throw new AssertionError("I8 " + chosen + " is chosen before " + was + ": " + place);
      }
    }
  }

  private static boolean overtakes(Ticket ticket, boolean front, ConversationState older) {
    Demand mine = ticket.demand();
    Demand theirs = older.ticket().demand();
    long age = ticket.arrivedAt() - older.ticket().arrivedAt();
    long gap = ticket.boostMillis() - older.ticket().boostMillis();
    return mine.priorityClass() == theirs.priorityClass()
        && mine.weight() == theirs.weight()
        && front == older.front()
        && mine.weight() * age > 1000 * gap
        && age > 0;
  }

  private static int order(Decision.AgentKey one, Decision.AgentKey other) {
    if (one.preference() != other.preference()) {
      return Integer.compare(other.preference(), one.preference());
    }
    if (one.key() != other.key()) {
      return Long.compare(one.key(), other.key());
    }
    return one.since() != other.since()
        ? Long.compare(one.since(), other.since())
        : Long.compare(one.agent(), other.agent());
  }

  /// I4 within the capacity, I5 the load is the sum, I6 one agent each.
  private void checkLoads(String place, PartitionState after) {
    int slots = 0;
    for (Partition.AgentLoad agent : partition.agents()) {
      Capacity capacity = agent.profile().capacity();
      int load = 0;
      int[] counts = new int[Capacity.CHANNELS];
      for (ConversationState each : after.conversations()) {
        if (each.place().holder() == agent.agent()) {
          int channel = each.ticket().channel();
          boolean rests = each.place() instanceof Place.Dormant;
          int share = rests ? capacity.dormancy().sharePercent() : 100;
          load += capacity.weight(channel) * share / 100;
          counts[channel] += rests ? 0 : 1;
          slots++;
        }
      }
      assertThat(agent.load()).as("I5 " + place).isEqualTo(load);
      boolean within = load <= capacity.total();
      for (int channel = 0; channel < counts.length; channel++) {
        within &= counts[channel] <= capacity.max(channel);
      }
      if (within) {
        excused.remove(agent.agent());
      }
      assertThat(within || excused.contains(agent.agent()))
          .as("I4 agent " + agent + " " + place)
          .isTrue();
    }
    int listed = partition.agents().stream().mapToInt(a -> a.conversations().size()).sum();
    assertThat(slots).as("I6 one agent each: " + place).isEqualTo(listed);
  }

  /// I12 what is offered or held is as before, unless a timer or the match that follows touched it.
  private void checkActivation(String place, PartitionState after, List<Effect> effects) {
    Map<Long, ConversationState> now = new HashMap<>();
    after.conversations().forEach(c -> now.put(c.ticket().conversation(), c));
    for (ConversationState was : before.conversations()) {
      long id = was.ticket().conversation();
      ConversationState is = now.get(id);
      if (was.place().holder() != Partition.NOBODY && !isMentioned(id, effects)) {
        assertThat(is == null ? null : is.ticket()).as("I12 " + place).isEqualTo(was.ticket());
        assertThat(is == null ? null : is.place()).as("I12 " + place).isEqualTo(was.place());
        assertThat(is == null ? null : is.rules()).as("I12 " + place).isEqualTo(was.rules());
      }
    }
  }

  private static boolean isOfferOf(long conversation, @Nullable Effect effect) {
    return effect instanceof Effect.OfferEnded ended && ended.conversation() == conversation;
  }

  private static boolean isMentioned(long conversation, List<Effect> effects) {
    return effects.stream().anyMatch(effect -> conversation(effect) == conversation);
  }

  private static long conversation(@Nullable Effect effect) {
    return switch (effect) {
      case Effect.OfferEnded e -> e.conversation();
      case Effect.Dormant e -> e.conversation();
      case Effect.Released e -> e.conversation();
      case null, default -> -1;
    };
  }
}
