package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several partitions with every order of messages between them (routing.md 4.7, I10). Numbers of
/// conversations are the same everywhere here.
final class BordersTest {
  private static final int PARTITIONS = 3;
  private static final int RUNS = 300;
  private static final int STEPS = 400;

  private final long firstSeed = Long.getLong("ondam.seed", 20_261_126L);
  private final List<Partition> partitions = new ArrayList<>();
  private final List<ArrayDeque<Event.Crossing>> links = new ArrayList<>();
  private final Map<Long, Integer> assignees = new HashMap<>();
  private Random random = new Random(0);
  private long now;
  private long arrived;
  private int crossed;

  @Test
  void I10_everyConversationHasOneAssigneeHoweverMessagesInterleave() {
    for (long seed = firstSeed; seed < firstSeed + RUNS; seed++) {
      start(seed);
      for (int step = 0; step < STEPS; step++) {
        step("seed " + seed + " step " + step);
      }
      settle("seed " + seed);
    }
    System.out.println(
        "borders: " + RUNS * STEPS + " steps, " + crossed + " handed over, seed " + firstSeed);
    assertThat(crossed).isGreaterThan(RUNS);
  }

  private void start(long seed) {
    random = new Random(seed);
    now = 1_000_000;
    arrived = 0;
    partitions.clear();
    links.clear();
    assignees.clear();
    for (int i = 0; i < PARTITIONS; i++) {
      Policy policy = new Policy("test", Strategy.LEAST_LOADED, 20, random.nextInt(4) == 0, 30, 3);
      partitions.add(new Partition(policy, PartitionState.EMPTY));
    }
    for (int link = 0; link < PARTITIONS * PARTITIONS; link++) {
      links.add(new ArrayDeque<>());
    }
  }

  private void step(String place) {
    now += random.nextInt(6);
    int from = random.nextInt(PARTITIONS);
    if (random.nextInt(2) == 0) {
      deliver(place);
      return;
    }
    Partition partition = partitions.get(from);
    apply(place, from, next(partition));
    if (random.nextInt(20) == 0) {
      partitions.set(from, new Partition(partition.policy(), partition.state()));
    }
  }

  private Event next(Partition partition) {
    long conversation = arrived == 0 ? 0 : Math.floorMod(random.nextLong(), arrived);
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        Relaxation beyond = new Relaxation(1 + random.nextInt(20), Bits.NONE, true);
        Demand demand = new Demand(1, 1, 1000, Bits.NONE, Bits.NONE, List.of(beyond));
        long id = arrived++;
        return new Event.Arrived(now, new Ticket(id, 0, demand, 0, now, id), Sticky.NONE);
      }
      case 3, 4 -> {
        Availability availability =
            random.nextInt(3) == 0 ? Availability.CLOSED : Availability.OPEN;
        AgentProfile profile = new AgentProfile(Bits.NONE, availability, Scene.ONE, 0);
        return new Event.AgentChanged(now, random.nextInt(2), profile);
      }
      case 5 -> {
        return new Event.AgentLost(now, random.nextInt(2));
      }
      case 6 -> {
        return new Event.CustomerLeft(now, conversation);
      }
      case 7, 8, 9 -> {
        return answer(partition);
      }
      case 10 -> {
        return new Event.Ended(now, conversation, 0);
      }
      default -> {
        return new Event.Tick(now);
      }
    }
  }

  private Event answer(Partition partition) {
    for (PartitionState.ConversationState each : partition.state().conversations()) {
      if (each.place() instanceof Place.Offered offered) {
        long id = each.ticket().conversation();
        return random.nextInt(3) == 0
            ? new Event.Declined(now, offered.offer(), id, offered.agent())
            : new Event.Accepted(now, offered.offer(), id, offered.agent());
      }
    }
    return new Event.Tick(now);
  }

  /// The oldest message of any link; links overtake each other.
  private boolean deliver(String place) {
    List<Integer> full =
        IntStream.range(0, links.size()).filter(l -> !links.get(l).isEmpty()).boxed().toList();
    if (full.isEmpty()) {
      return false;
    }
    int link = full.get(random.nextInt(full.size()));
    Event.Crossing sent = links.get(link).removeFirst();
    apply(place, link % PARTITIONS, later(sent));
    return true;
  }

  private void apply(String place, int at, Event event) {
    for (Effect effect : partitions.get(at).apply(event)) {
      switch (effect) {
        case Effect.Assigned assigned -> {
          Integer other = assignees.put(assigned.conversation(), at);
          assertThat(other).as("I10 two assignees: " + place + " " + effect).isNull();
        }
        case Effect.Unassigned unassigned -> assignees.remove(unassigned.conversation());
        case Effect.Released released -> assignees.remove(released.conversation());
        case Effect.Abandoned abandoned ->
            assertThat(assignees).as("I10 " + place).doesNotContainKey(abandoned.conversation());
        case Effect.Crossing crossing -> send(at, crossing);
        case Effect.Queued _,
            Effect.Parked _,
            Effect.Revised _,
            Effect.Overdue _,
            Effect.Dormant _,
            Effect.Woken _,
            Effect.Relaxed _,
            Effect.OfferMade _,
            Effect.OfferEnded _,
            Effect.WrapUpStarted _,
            Effect.AgentMissed _,
            Effect.Refused _ -> {}
      }
    }
  }

  private void send(int from, Effect.Crossing effect) {
    switch (effect) {
      case Effect.Crossing.Requested e -> {
        Ticket ticket = e.ticket().with(Demand.plain(1, 1, e.requirement()));
        toOthers(from, -1, new Event.Crossing.Requested(0, ticket, from));
      }
      case Effect.Crossing.Withdrawn e ->
          toOthers(from, e.except(), new Event.Crossing.Withdrawn(0, e.conversation()));
      case Effect.Crossing.Claimed e ->
          to(from, e.origin(), new Event.Crossing.Claimed(0, e.conversation(), from, e.claim()));
      case Effect.Crossing.Granted e ->
          to(from, e.claimant(), new Event.Crossing.Granted(0, e.conversation(), from, e.claim()));
      case Effect.Crossing.Denied e ->
          to(from, e.claimant(), new Event.Crossing.Denied(0, e.conversation(), e.claim()));
      case Effect.Crossing.GivenBack e ->
          to(from, e.origin(), new Event.Crossing.GivenBack(0, e.conversation(), from, e.claim()));
      case Effect.Crossing.Kept e ->
          to(from, e.origin(), new Event.Crossing.Kept(0, e.conversation(), from, e.claim()));
      case Effect.Crossing.HandedOver _ -> crossed++;
      case Effect.Crossing.Dropped _ -> {}
    }
  }

  private void toOthers(int from, long except, Event.Crossing message) {
    for (int to = 0; to < PARTITIONS; to++) {
      if (to != from && to != except) {
        to(from, to, message);
      }
    }
  }

  private void to(int from, long to, Event.Crossing message) {
    links.get(from * PARTITIONS + (int) to).addLast(message);
  }

  private Event later(Event.Crossing message) {
    return switch (message) {
      case Event.Crossing.Requested e -> new Event.Crossing.Requested(now, e.ticket(), e.origin());
      case Event.Crossing.Withdrawn e -> new Event.Crossing.Withdrawn(now, e.conversation());
      case Event.Crossing.Claimed e ->
          new Event.Crossing.Claimed(now, e.conversation(), e.claimant(), e.claim());
      case Event.Crossing.Granted e ->
          new Event.Crossing.Granted(now, e.conversation(), e.origin(), e.claim());
      case Event.Crossing.Denied e -> new Event.Crossing.Denied(now, e.conversation(), e.claim());
      case Event.Crossing.GivenBack e ->
          new Event.Crossing.GivenBack(now, e.conversation(), e.claimant(), e.claim());
      case Event.Crossing.CameBack e ->
          new Event.Crossing.CameBack(now, e.conversation(), e.claimant(), e.claim(), e.front());
      case Event.Crossing.Kept e ->
          new Event.Crossing.Kept(now, e.conversation(), e.claimant(), e.claim());
    };
  }

  /// When all messages have arrived, every conversation has one owner and no slot is reserved.
  private void settle(String place) {
    while (deliver(place)) {
      now++;
    }
    Map<Long, Integer> owners = new HashMap<>();
    for (int i = 0; i < PARTITIONS; i++) {
      for (PartitionState.ConversationState each : partitions.get(i).state().conversations()) {
        long id = each.ticket().conversation();
        assertThat(each.place()).as(place).isNotInstanceOf(Place.Claimed.class);
        if (each.shadow() == null && !(each.place() instanceof Place.Away)) {
          assertThat(owners.put(id, i)).as("I10 two owners of " + id + " " + place).isNull();
        }
      }
    }
    for (int i = 0; i < PARTITIONS; i++) {
      for (PartitionState.ConversationState each : partitions.get(i).state().conversations()) {
        if (each.shadow() != null && each.place() instanceof Place.Waiting) {
          long origin = each.shadow().origin();
          long id = each.ticket().conversation();
          assertThat(partitions.get((int) origin).conversation(id))
              .as("a shadow of nothing: " + id + " " + place)
              .isPresent();
        }
      }
    }
  }
}
