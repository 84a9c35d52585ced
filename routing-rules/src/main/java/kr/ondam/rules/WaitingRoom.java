package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The waiting conversations in buckets of those an agent can or cannot take alike, so that the
/// search for an agent's next one looks at the first of each bucket only (routing.md 3.2).
final class WaitingRoom {
  private final TreeMap<BucketKey, TreeSet<Item>> buckets = new TreeMap<>();
  private final TreeMap<Long, TreeMap<Item.Arrival, Item>> queues = new TreeMap<>();

  /// What all conversations of a bucket share; ordered so that those served first stand first.
  record BucketKey(
      int priorityClass, boolean front, int channel, int weight, long heldFor, Bits requirement)
      implements Comparable<BucketKey> {
    private static final Comparator<BucketKey> ORDER =
        Comparator.comparingInt(BucketKey::priorityClass)
            .thenComparing(BucketKey::front, Comparator.reverseOrder())
            .thenComparingInt(BucketKey::channel)
            .thenComparingInt(BucketKey::weight)
            .thenComparingLong(BucketKey::heldFor)
            .thenComparing(BucketKey::requirement);

    static BucketKey of(Item item) {
      Demand demand = item.ticket.demand();
      return new BucketKey(
          demand.priorityClass(),
          item.front,
          item.ticket.channel(),
          demand.weight(),
          item.heldFor,
          item.requirement());
    }

    @Override
    public int compareTo(BucketKey other) {
      return ORDER.compare(this, other);
    }

    boolean fits(Seat seat) {
      return (heldFor == Partition.NOBODY || heldFor == seat.id)
          && seat.profile.bits().covers(requirement);
    }

    /// Whether everything here is served after an item, whatever the urgencies.
    boolean isBehind(Item item) {
      int itsClass = item.ticket.demand().priorityClass();
      return priorityClass > itsClass || (priorityClass == itsClass && !front && item.front);
    }
  }

  void add(Item item) {
    BucketKey key = BucketKey.of(item);
    item.bucket = key;
    buckets.computeIfAbsent(key, _ -> new TreeSet<>(Item.IN_BUCKET)).add(item);
    queues
        .computeIfAbsent(item.ticket.demand().queue(), _ -> new TreeMap<>())
        .put(item.arrival, item);
  }

  void remove(Item item) {
    BucketKey key = item.bucket;
    if (key == null) {
      return;
    }
    item.bucket = null;
    TreeSet<Item> bucket = buckets.get(key);
    if (bucket != null && bucket.remove(item) && bucket.isEmpty()) {
      buckets.remove(key);
    }
    long queue = item.ticket.demand().queue();
    TreeMap<Item.Arrival, Item> inQueue = queues.get(queue);
    if (inQueue != null && inQueue.remove(item.arrival) != null && inQueue.isEmpty()) {
      queues.remove(queue);
    }
  }

  /// The first conversation in the order of service that an agent may be given now.
  @Nullable Item first(Seat seat, long now) {
    if (seat.profile.availability() != Availability.OPEN) {
      return null;
    }
    Item first = null;
    for (Map.Entry<BucketKey, TreeSet<Item>> entry : buckets.entrySet()) {
      BucketKey key = entry.getKey();
      if (first != null && key.isBehind(first)) {
        break;
      }
      if (!key.fits(seat) || !seat.can(key.channel())) {
        continue;
      }
      for (Item item : entry.getValue()) {
        if (first != null && !item.precedes(first, now)) {
          break;
        }
        if (!item.barred(seat)) {
          first = item;
          break;
        }
      }
    }
    return first;
  }

  /// The first `limit` conversations served before an item, in order.
  List<Item> before(Item item, int limit, long now) {
    ArrayList<Item> found = new ArrayList<>(limit + 1);
    for (Map.Entry<BucketKey, TreeSet<Item>> entry : buckets.entrySet()) {
      if (entry.getKey().isBehind(item)) {
        break;
      }
      for (Item other : entry.getValue()) {
        boolean tooLate = found.size() == limit && !other.precedes(found.getLast(), now);
        if (tooLate || !other.precedes(item, now)) {
          break;
        }
        int at = found.size();
        while (at > 0 && other.precedes(found.get(at - 1), now)) {
          at--;
        }
        found.add(at, other);
        if (found.size() > limit) {
          found.removeLast();
        }
      }
    }
    return found;
  }

  int count(long queue) {
    TreeMap<Item.Arrival, Item> inQueue = queues.get(queue);
    return inQueue == null ? 0 : inQueue.size();
  }

  int count() {
    int count = 0;
    for (TreeMap<Item.Arrival, Item> inQueue : queues.values()) {
      count += inQueue.size();
    }
    return count;
  }

  /// The items of a queue by arrival.
  Iterable<Item> in(long queue) {
    TreeMap<Item.Arrival, Item> inQueue = queues.get(queue);
    return inQueue == null ? List.of() : inQueue.values();
  }
}
