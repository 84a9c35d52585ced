package kr.ondam.rules;

import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.Deadlines.Kind;
import org.jspecify.annotations.Nullable;

/// A conversation inside the engine.
final class Item extends Timed {
  Ticket ticket;
  Place place = Place.Waiting.ONLY;
  boolean front;

  /// Whether the action of the longest wait has been taken already.
  boolean overdue;

  /// Whether other partitions know of it.
  boolean requested;

  boolean touched;
  int step;
  long heldFor = Partition.NOBODY;
  long heldUntil;

  /// Where the current wait starts.
  long waitsSince;

  /// Rules under which it was given to its agent.
  String rules = "";

  @Nullable TreeMap<Long, Long> excluded;

  /// Of another partition; null for one's own.
  @Nullable Shadow shadow;

  /// Where it waits; null while it does not.
  @Nullable Bucket bucket;

  int bucketSlot = -1;
  int lineSlot = -1;

  Item(Ticket ticket) {
    this.ticket = ticket;
    waitsSince = ticket.arrivedAt();
  }

  long id() {
    return ticket.conversation();
  }

  Demand demand() {
    return ticket.demand();
  }

  Bits requirement() {
    return ticket.demand().requirement(step);
  }

  boolean waits() {
    return bucket != null;
  }

  boolean excludes(long agent) {
    return excluded != null && excluded.containsKey(agent);
  }

  boolean barred(Seat seat) {
    return (heldFor != Partition.NOBODY && heldFor != seat.id) || excludes(seat.id);
  }

  /// Finds the earliest of the timers again.
  ///
  /// @param dormantAfter silence after which the agent lets it rest, 0 for never
  void schedule(long dormantAfter) {
    due = Deadlines.NEVER;
    switch (place) {
      case Place.Waiting _ -> scheduleWait();
      case Place.Parked parked -> sooner(parked.until(), Kind.OPENING);
      case Place.Offered offered -> sooner(offered.expiresAt(), Kind.OFFER);
      case Place.Held held -> {
        if (held.silentSince() > 0 && dormantAfter > 0) {
          sooner(held.silentSince() + dormantAfter, Kind.DORMANCY);
        }
      }
      case Place.WrapUp wrapUp -> sooner(wrapUp.until(), Kind.WRAP_UP);
      case Place.Dormant _, Place.Claimed _, Place.Away _ -> {}
    }
    if (excluded != null) {
      for (long until : excluded.values()) {
        sooner(until, Kind.EXCLUSION);
      }
    }
  }

  private void scheduleWait() {
    Demand demand = ticket.demand();
    if (step < demand.relaxations().size()) {
      sooner(ticket.arrivedAt() + demand.relaxations().get(step).afterMillis(), Kind.RELAXATION);
    }
    if (heldFor != Partition.NOBODY) {
      sooner(heldUntil, Kind.STICKY);
    }
    if (!overdue && demand.maxWait().afterMillis() > 0) {
      sooner(waitsSince + demand.maxWait().afterMillis(), Kind.MAX_WAIT);
    }
  }

  /// The agent whose exclusion is over first, the smallest id among equals.
  long firstExcluded() {
    if (excluded != null) {
      for (Map.Entry<Long, Long> each : excluded.entrySet()) {
        if (each.getValue() == due) {
          return each.getKey();
        }
      }
    }
    throw new IllegalStateException("conversation " + id() + " excludes nobody");
  }

  boolean arrivedBefore(Item other) {
    if (ticket.arrivedAt() != other.ticket.arrivedAt()) {
      return ticket.arrivedAt() < other.ticket.arrivedAt();
    }
    return ticket.seq() != other.ticket.seq()
        ? ticket.seq() < other.ticket.seq()
        : ticket.conversation() < other.ticket.conversation();
  }

  /// Whether this one is served before the other at an instant (routing.md 4.4).
  boolean precedes(Item other, long now) {
    int mine = demand().priorityClass();
    int theirs = other.demand().priorityClass();
    if (mine != theirs) {
      return mine < theirs;
    }
    if (front != other.front) {
      return front;
    }
    long urgency = headStart() + demand().weight() * now;
    long otherUrgency = other.headStart() + other.demand().weight() * now;
    return urgency != otherUrgency ? urgency > otherUrgency : arrivedBefore(other);
  }

  /// The urgency at instant 0; it grows by the weight per millisecond.
  long headStart() {
    return 1000 * ticket.boostMillis() - demand().weight() * ticket.arrivedAt();
  }
}
