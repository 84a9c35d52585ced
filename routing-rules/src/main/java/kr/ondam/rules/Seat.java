package kr.ondam.rules;

import java.util.Comparator;
import java.util.TreeMap;

/// An agent inside the engine. Changed only by [Floor], which keeps it in order.
final class Seat {
  /// By strategy key, then who has waited longest, then id (routing.md 4.4).
  static final Comparator<Seat> ORDER =
      Comparator.<Seat>comparingLong(seat -> seat.key)
          .thenComparingLong(seat -> seat.since)
          .thenComparingLong(seat -> seat.id);

  final long id;
  AgentProfile profile;
  long since;
  int handled;
  int missed;

  /// Offered, held and in wrap-up, by arrival.
  final TreeMap<Item.Arrival, Item> items = new TreeMap<>();

  int load;

  /// Valid while the seat is in the floor's order.
  long key;

  Seat(long id, AgentProfile profile, long since) {
    this.id = id;
    this.profile = profile;
    this.since = since;
  }

  boolean hasRoom(int channel) {
    Capacity capacity = profile.capacity();
    if (capacity.max(channel) == 0 || load + capacity.weight(channel) > capacity.total()) {
      return false;
    }
    int count = 0;
    for (Item item : items.values()) {
      if (item.ticket.channel() == channel) {
        count++;
      }
    }
    return count < capacity.max(channel);
  }

  /// Whether the agent may be given a conversation of the channel from a queue.
  boolean can(int channel) {
    return profile.availability() == Availability.OPEN && hasRoom(channel);
  }

  void weigh() {
    load = 0;
    for (Item item : items.values()) {
      load += profile.capacity().weight(item.ticket.channel());
    }
  }
}
