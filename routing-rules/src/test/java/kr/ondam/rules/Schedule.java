package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random events over everything the engine implements, from a seed.
final class Schedule {
  private static final Bits[] SKILLS = {
    Bits.NONE, Bits.level(0, 1), Bits.level(0, 2), Bits.level(5, 1), Bits.level(70, 3)
  };

  private final Random random;
  private final int agents;
  private long now = 1_000_000;
  private long conversations;

  Schedule(long seed) {
    random = new Random(seed);
    agents = 1 + random.nextInt(8);
  }

  Policy policy() {
    Strategy[] strategies = Strategy.values();
    return new Policy(
        "test",
        strategies[random.nextInt(strategies.length)],
        1 + random.nextInt(40),
        random.nextInt(6) == 0,
        random.nextInt(60),
        random.nextInt(4));
  }

  /// The next event; it may look at the partition so that most events are possible.
  Event next(Partition partition) {
    now += random.nextInt(12);
    int kind = random.nextInt(100);
    if (kind < 30 || conversations < 3) {
      return arrival();
    }
    if (kind < 45) {
      return new Event.AgentChanged(now, agent(), profile());
    }
    if (kind < 80) {
      return answerOrEnd(partition, random.nextInt(6) > 0);
    }
    return switch (kind) {
      case 80, 81 -> new Event.AgentLost(now, agent());
      case 82 -> new Event.AgentGone(now, agent());
      case 83, 84, 85 -> new Event.CustomerLeft(now, conversation());
      case 86, 87, 88 -> new Event.TransferredToQueue(now, conversation(), demand());
      case 89, 90, 91, 92 -> new Event.TransferredToAgent(now, conversation(), agent());
      case 93, 94 -> new Event.AssignedByHand(now, conversation(), agent(), random.nextInt(4) == 0);
      case 95 -> new Event.DayStarted(now);
      case 96 -> new Event.WrapUpDone(now, conversation());
      default -> new Event.Tick(now + random.nextInt(30));
    };
  }

  void past(Event event) {
    now = event.at();
  }

  private Event answerOrEnd(Partition partition, boolean likely) {
    List<PartitionState.ConversationState> taken = new ArrayList<>();
    for (PartitionState.ConversationState each : partition.state().conversations()) {
      if (each.place().holder() != Partition.NOBODY) {
        taken.add(each);
      }
    }
    if (taken.isEmpty()) {
      return new Event.Tick(now);
    }
    PartitionState.ConversationState one = taken.get(random.nextInt(taken.size()));
    long id = one.ticket().conversation();
    return switch (one.place()) {
      case Place.Offered offered when likely ->
          new Event.Accepted(now, offered.offer(), id, offered.agent());
      case Place.Offered offered -> new Event.Declined(now, offered.offer(), id, offered.agent());
      case Place.WrapUp _ -> new Event.WrapUpDone(now, id);
      case Place.Held _, Place.Waiting _ ->
          new Event.Ended(now, id, random.nextBoolean() ? 0 : random.nextInt(30));
    };
  }

  private Event arrival() {
    long id = random.nextInt(30) == 0 ? conversation() : conversations++;
    long arrivedAt = now - (random.nextInt(5) == 0 ? random.nextInt(100) : 0);
    Sticky sticky =
        random.nextInt(3) == 0
            ? new Sticky(agent(), random.nextBoolean() ? 0 : random.nextInt(30))
            : Sticky.NONE;
    long boost = random.nextInt(3) == 0 ? random.nextInt(80) - 20 : 0;
    Ticket ticket = new Ticket(id, random.nextInt(4), demand(), boost, arrivedAt, conversations);
    return new Event.Arrived(now, ticket, sticky);
  }

  private Demand demand() {
    Bits narrow = skills().with(skills());
    List<Relaxation> steps =
        switch (random.nextInt(3)) {
          case 0 -> List.of();
          case 1 -> List.of(new Relaxation(1 + random.nextInt(60), Bits.NONE));
          default ->
              List.of(
                  new Relaxation(
                      1 + random.nextInt(30), narrow.covers(SKILLS[1]) ? SKILLS[1] : narrow),
                  new Relaxation(40 + random.nextInt(30), Bits.NONE));
        };
    int[] weights = {1, 1000, 1000, 1500, 4000};
    int weight = weights[random.nextInt(weights.length)];
    return new Demand(random.nextInt(4), random.nextInt(3), weight, narrow, skills(), steps);
  }

  private AgentProfile profile() {
    List<Capacity.Channel> channels = new ArrayList<>();
    int listed = 2 + random.nextInt(3);
    for (int i = 0; i < listed; i++) {
      channels.add(new Capacity.Channel(1 + random.nextInt(3), random.nextInt(4)));
    }
    Capacity capacity = new Capacity(1 + random.nextInt(6), channels);
    Availability[] availabilities = {
      Availability.OPEN,
      Availability.OPEN,
      Availability.OPEN,
      Availability.TRANSFERS,
      Availability.CLOSED
    };
    Availability availability = availabilities[random.nextInt(availabilities.length)];
    return new AgentProfile(
        skills().with(skills()).with(skills()), availability, capacity, random.nextInt(3));
  }

  private Bits skills() {
    return SKILLS[random.nextInt(SKILLS.length)];
  }

  private long agent() {
    return random.nextInt(agents);
  }

  private long conversation() {
    return conversations == 0 ? 0 : Math.max(0, conversations - 1 - random.nextInt(25));
  }
}
