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
  private long foreignClaims;

  Schedule(long seed) {
    random = new Random(seed);
    agents = 1 + random.nextInt(8);
  }

  Policy policy() {
    Strategy[] strategies = Strategy.values();
    return new Policy(
        "test" + random.nextInt(3),
        strategies[random.nextInt(strategies.length)],
        1 + random.nextInt(40),
        random.nextInt(6) == 0,
        random.nextInt(60),
        random.nextInt(4),
        new Fairness(random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 0, 200));
  }

  /// The next event; it may look at the partition so that most events are possible.
  Event next(Partition partition) {
    now += random.nextInt(12);
    int kind = random.nextInt(1000);
    if (kind < 280 || conversations < 3) {
      return arrival();
    }
    if (kind < 400) {
      return new Event.AgentChanged(now, agent(), profile());
    }
    if (kind < 760) {
      return onward(partition);
    }
    return kind < 940 ? move(kind) : seldom(kind, partition);
  }

  private Event move(int kind) {
    if (kind < 790) {
      return new Event.CustomerLeft(now, conversation());
    }
    if (kind < 820) {
      return new Event.TransferredToQueue(now, conversation(), demand());
    }
    if (kind < 860) {
      return new Event.TransferredToAgent(now, conversation(), agent());
    }
    if (kind < 880) {
      return new Event.AssignedByHand(now, conversation(), agent(), random.nextInt(4) == 0);
    }
    if (kind < 885) {
      return revised(conversation());
    }
    if (kind < 900) {
      return new Event.Parked(now, conversation(), now + random.nextInt(40) - 1);
    }
    return kind < 920
        ? new Event.CustomerReplied(now, conversation())
        : new Event.FellSilent(now, conversation());
  }

  private Event seldom(int kind, Partition partition) {
    if (kind < 955) {
      return new Event.AgentLost(now, agent());
    }
    if (kind < 962) {
      return new Event.AgentGone(now, agent());
    }
    if (kind < 967) {
      return new Event.AgentUnresponsive(now, agent());
    }
    if (kind < 972) {
      return rules(partition);
    }
    if (kind < 977) {
      return new Event.DayStarted(now);
    }
    return switch (kind) {
      case 977, 978 -> new Event.WrapUpDone(now, conversation());
      case 979, 980 -> new Event.Crossing.Withdrawn(now, conversation());
      case 981 -> new Event.Crossing.Granted(now, conversation(), 100, random.nextInt(30));
      case 982 -> new Event.Crossing.Denied(now, conversation(), random.nextInt(30));
      case 983 -> new Event.Crossing.Claimed(now, conversation(), 100, foreignClaims++);
      default -> new Event.Tick(now + random.nextInt(30));
    };
  }

  private Event revised(long conversation) {
    return new Event.Revised(now, revision(conversation, 2), random.nextInt(3) > 0);
  }

  /// @param closed one in so many is out of hours
  private Event.Revision revision(long conversation, int closed) {
    long until = random.nextInt(closed) == 0 ? now + random.nextInt(30) : 0;
    return new Event.Revision(conversation, demand(), boost(), until);
  }

  private Event rules(Partition partition) {
    List<Event.Revision> revisions = new ArrayList<>();
    for (PartitionState.ConversationState each : partition.state().conversations()) {
      if (random.nextInt(4) > 0) {
        revisions.add(revision(each.ticket().conversation(), 4));
      }
    }
    revisions.add(new Event.Revision(conversation(), demand(), boost(), 0));
    return new Event.RulesApplied(now, policy(), revisions);
  }

  void past(Event event) {
    now = event.at();
  }

  /// What may come next for one of the conversations that do not just wait.
  private Event onward(Partition partition) {
    List<PartitionState.ConversationState> movable = new ArrayList<>();
    for (PartitionState.ConversationState each : partition.state().conversations()) {
      if (!(each.place() instanceof Place.Waiting) || each.requested()) {
        movable.add(each);
      }
    }
    if (movable.isEmpty()) {
      return new Event.Tick(now);
    }
    PartitionState.ConversationState one = movable.get(random.nextInt(movable.size()));
    long id = one.ticket().conversation();
    boolean likely = random.nextInt(6) > 0;
    return switch (one.place()) {
      case Place.Offered _ when random.nextInt(10) == 0 -> revised(id);
      case Place.Offered offered when likely ->
          new Event.Accepted(now, offered.offer(), id, offered.agent());
      case Place.Offered offered -> new Event.Declined(now, offered.offer(), id, offered.agent());
      case Place.WrapUp _ -> new Event.WrapUpDone(now, id);
      case Place.Dormant _ when random.nextBoolean() -> new Event.CustomerReplied(now, id);
      case Place.Held _ when random.nextBoolean() -> new Event.AgentReplied(now, id);
      case Place.Held _, Place.Dormant _ ->
          new Event.Ended(now, id, random.nextBoolean() ? 0 : random.nextInt(30));
      case Place.Waiting _ ->
          new Event.Crossing.Claimed(now, id, 100 + random.nextInt(3), foreignClaims++);
      case Place.Parked _ -> new Event.CustomerReplied(now, id);
      case Place.Claimed claimed when likely ->
          new Event.Crossing.Granted(now, id, 100, claimed.claim());
      case Place.Claimed claimed -> new Event.Crossing.Denied(now, id, claimed.claim());
      case Place.Away away when likely ->
          new Event.Crossing.Kept(now, id, away.claimant(), away.claim());
      case Place.Away away when random.nextBoolean() ->
          new Event.Crossing.CameBack(now, id, away.claimant(), away.claim(), random.nextBoolean());
      case Place.Away away -> new Event.Crossing.GivenBack(now, id, away.claimant(), away.claim());
    };
  }

  private Event arrival() {
    long id = random.nextInt(30) == 0 ? conversation() : conversations++;
    long arrivedAt = now - (random.nextInt(5) == 0 ? random.nextInt(100) : 0);
    if (random.nextInt(12) == 0) {
      Demand asked = demand();
      Demand plain =
          new Demand(
              asked.queue(),
              asked.priorityClass(),
              asked.weight(),
              asked.requirement(),
              asked.scored(),
              List.of(),
              MaxWait.NONE,
              asked.strategy());
      Ticket ticket = new Ticket(id, random.nextInt(4), plain, boost(), arrivedAt, conversations);
      return new Event.Crossing.Requested(now, ticket, 100 + random.nextInt(3));
    }
    Sticky sticky =
        random.nextInt(3) == 0
            ? new Sticky(agent(), random.nextBoolean() ? 0 : random.nextInt(30))
            : Sticky.NONE;
    Ticket ticket = new Ticket(id, random.nextInt(4), demand(), boost(), arrivedAt, conversations);
    return random.nextInt(10) == 0
        ? new Event.ArrivedClosed(now, ticket, sticky, now + random.nextInt(50))
        : new Event.Arrived(now, ticket, sticky);
  }

  private long boost() {
    return random.nextInt(3) == 0 ? random.nextInt(80) - 20 : 0;
  }

  private Demand demand() {
    Bits narrow = skills().with(skills());
    boolean beyond = random.nextInt(3) == 0;
    List<Relaxation> steps =
        switch (random.nextInt(3)) {
          case 0 -> List.of();
          case 1 -> List.of(new Relaxation(1 + random.nextInt(60), Bits.NONE, beyond));
          default ->
              List.of(
                  new Relaxation(
                      1 + random.nextInt(30),
                      narrow.covers(SKILLS[1]) ? SKILLS[1] : narrow,
                      beyond && random.nextBoolean()),
                  new Relaxation(40 + random.nextInt(30), Bits.NONE, beyond));
        };
    int[] weights = {1, 1000, 1000, 1500, 4000};
    int weight = weights[random.nextInt(weights.length)];
    MaxWait.Action[] actions = MaxWait.Action.values();
    MaxWait longest =
        random.nextInt(3) == 0
            ? new MaxWait(1 + random.nextInt(80), actions[random.nextInt(actions.length)])
            : MaxWait.NONE;
    Strategy[] strategies = Strategy.values();
    Strategy own = random.nextInt(4) == 0 ? strategies[random.nextInt(strategies.length)] : null;
    int queue = random.nextInt(4);
    int priority = random.nextInt(3);
    return new Demand(queue, priority, weight, narrow, skills(), steps, longest, own);
  }

  private AgentProfile profile() {
    List<Capacity.Channel> channels = new ArrayList<>();
    int listed = 2 + random.nextInt(3);
    for (int i = 0; i < listed; i++) {
      channels.add(new Capacity.Channel(1 + random.nextInt(3), random.nextInt(4)));
    }
    int[] shares = {0, 50, 50, 100};
    Dormancy dormancy =
        new Dormancy(random.nextBoolean() ? 0 : 1 + random.nextInt(40), shares[random.nextInt(4)]);
    Capacity capacity = new Capacity(1 + random.nextInt(6), channels, dormancy);
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
