package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import kr.ondam.rules.Candidate.Obstacle;

/// Writes down what the engine knows about a choice or a wait. Never on the way of an event unless
/// somebody traces.
final class Explaining {
  private Explaining() {}

  static Trace trace(
      Item item,
      Seat chosen,
      Decision decision,
      Floor floor,
      Choosing choosing,
      List<Item> before) {
    List<Trace.Passed> ahead = new ArrayList<>(before.size());
    for (Item other : before) {
      ahead.add(new Trace.Passed(other.ticket, other.step, candidate(other, chosen, choosing)));
    }
    return new Trace(decision, candidates(item, floor, choosing), ahead);
  }

  static Outlook outlook(Item item, int position, Floor floor, Choosing choosing, long now) {
    Demand demand = item.demand();
    boolean waits = item.waits();
    boolean widens = waits && item.step < demand.relaxations().size();
    int next = widens ? item.step + 1 : item.step;
    OptionalLong wideningAt =
        widens
            ? OptionalLong.of(
                item.ticket.arrivedAt() + demand.relaxations().get(item.step).afterMillis())
            : OptionalLong.empty();
    OptionalLong overdueAt =
        waits && !item.overdue && demand.maxWait().afterMillis() > 0
            ? OptionalLong.of(item.waitsSince + demand.maxWait().afterMillis())
            : OptionalLong.empty();
    return new Outlook(
        now,
        item.ticket,
        item.place,
        item.step,
        item.requirement(),
        position,
        waits ? candidates(item, floor, choosing) : List.of(),
        wideningAt,
        demand.requirement(next),
        demand.isBeyond(next),
        overdueAt,
        item.heldFor,
        item.heldFor == Partition.NOBODY ? 0 : item.heldUntil);
  }

  private static List<Candidate> candidates(Item item, Floor floor, Choosing choosing) {
    List<Candidate> candidates = new ArrayList<>(floor.seats().size());
    for (Seat seat : floor.seats()) {
      candidates.add(candidate(item, seat, choosing));
    }
    return candidates;
  }

  private static Candidate candidate(Item item, Seat seat, Choosing choosing) {
    Obstacle obstacle = obstacle(item, seat);
    long until =
        switch (obstacle) {
          case HELD_FOR_ANOTHER -> item.heldUntil;
          case EXCLUDED -> item.excluded == null ? 0 : item.excluded.getOrDefault(seat.id, 0L);
          case HOURLY_LIMIT -> seat.due;
          case NONE, SKILL_MISSING, AGENT_CLOSED, CHANNEL_FULL, CAPACITY_FULL -> 0;
        };
    Bits missing =
        obstacle == Obstacle.SKILL_MISSING
            ? item.requirement().without(seat.profile.bits())
            : Bits.NONE;
    return new Candidate(choosing.key(item, seat), obstacle, missing, until);
  }

  private static Obstacle obstacle(Item item, Seat seat) {
    int channel = item.ticket.channel();
    if (!seat.profile.bits().covers(item.requirement())) {
      return Obstacle.SKILL_MISSING;
    }
    if (seat.profile.availability() != Availability.OPEN) {
      return Obstacle.AGENT_CLOSED;
    }
    if (item.heldFor != Partition.NOBODY && item.heldFor != seat.id) {
      return Obstacle.HELD_FOR_ANOTHER;
    }
    if (item.excludes(seat.id)) {
      return Obstacle.EXCLUDED;
    }
    if (seat.sated) {
      return Obstacle.HOURLY_LIMIT;
    }
    if (seat.isChannelFull(channel)) {
      return Obstacle.CHANNEL_FULL;
    }
    return seat.hasRoom(channel) ? Obstacle.NONE : Obstacle.CAPACITY_FULL;
  }
}
