package kr.ondam.rules;

import java.util.Comparator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A conversation inside the engine.
final class Item {
  /// Inside one bucket: urgency grows equally, so its order never changes with time.
  static final Comparator<Item> IN_BUCKET =
      Comparator.<Item>comparingLong(Item::headStart)
          .reversed()
          .thenComparing(item -> item.arrival);

  Ticket ticket;
  final Arrival arrival;
  Place place = new Place.Waiting();
  boolean front;
  int step;
  long heldFor = Partition.NOBODY;
  long heldUntil;

  /// Chosen before the strategy if able at arrival (hold 0).
  long favourite = Partition.NOBODY;

  final TreeMap<Long, Long> excluded = new TreeMap<>();

  /// Where it waits; null while it does not.
  WaitingRoom.@Nullable BucketKey bucket;

  Item(Ticket ticket) {
    this.ticket = ticket;
    this.arrival = new Arrival(ticket.arrivedAt(), ticket.seq(), ticket.conversation());
  }

  long id() {
    return ticket.conversation();
  }

  Bits requirement() {
    return ticket.demand().requirement(step);
  }

  boolean waits() {
    return bucket != null;
  }

  boolean barred(Seat seat) {
    return excluded.containsKey(seat.id) || (heldFor != Partition.NOBODY && heldFor != seat.id);
  }

  /// Whether this one is served before the other at an instant (routing.md 4.4).
  boolean precedes(Item other, long now) {
    Demand mine = ticket.demand();
    Demand theirs = other.ticket.demand();
    if (mine.priorityClass() != theirs.priorityClass()) {
      return mine.priorityClass() < theirs.priorityClass();
    }
    if (front != other.front) {
      return front;
    }
    long urgency = urgency(now);
    long otherUrgency = other.urgency(now);
    return urgency != otherUrgency ? urgency > otherUrgency : arrival.compareTo(other.arrival) < 0;
  }

  private long urgency(long now) {
    return 1000 * ticket.boostMillis() + ticket.demand().weight() * (now - ticket.arrivedAt());
  }

  private long headStart() {
    return urgency(0);
  }

  /// Order of arrival.
  record Arrival(long at, long seq, long conversation) implements Comparable<Arrival> {
    private static final Comparator<Arrival> ORDER =
        Comparator.comparingLong(Arrival::at)
            .thenComparingLong(Arrival::seq)
            .thenComparingLong(Arrival::conversation);

    @Override
    public int compareTo(Arrival other) {
      return ORDER.compare(this, other);
    }
  }
}
