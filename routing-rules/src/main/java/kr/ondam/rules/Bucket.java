package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Waiting conversations that any agent can take or not take alike; the first is served first at
/// every instant, because their urgencies grow equally.
final class Bucket extends Heap<Item> {
  static final Comparator<Bucket> ORDER = Comparator.comparing(bucket -> bucket.key);

  final Key key;

  /// Agents whose skills suffice.
  final List<Group> groups = new ArrayList<>();

  // Of the first one, so that a search reads nothing else.
  private long headStart;
  private long headArrived;
  private long headSeq;
  private long headId;

  Bucket(Key key) {
    this.key = key;
  }

  /// What all conversations of a bucket share; ordered so that those served first stand first.
  record Key(
      int priorityClass, boolean front, int channel, int weight, long heldFor, Bits requirement)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::priorityClass)
            .thenComparing(Key::front, Comparator.reverseOrder())
            .thenComparingInt(Key::channel)
            .thenComparingInt(Key::weight)
            .thenComparingLong(Key::heldFor)
            .thenComparing(Key::requirement);

    static Key of(Item item) {
      Demand demand = item.demand();
      return new Key(
          demand.priorityClass(),
          item.front,
          item.ticket.channel(),
          demand.weight(),
          item.heldFor,
          item.requirement());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /// Whether everything here is served after an item, whatever the urgencies.
  boolean isBehind(Item item) {
    int itsClass = item.demand().priorityClass();
    return key.priorityClass > itsClass
        || (key.priorityClass == itsClass && !key.front && item.front);
  }

  /// The first one has changed.
  void look() {
    Item head = first();
    if (head != null) {
      headStart = head.headStart();
      headArrived = head.ticket.arrivedAt();
      headSeq = head.ticket.seq();
      headId = head.id();
    }
  }

  /// Whether the first one here is served before an item; never ask an empty bucket.
  boolean headPrecedes(Item item, long now) {
    int itsClass = item.demand().priorityClass();
    if (key.priorityClass != itsClass) {
      return key.priorityClass < itsClass;
    }
    if (key.front != item.front) {
      return key.front;
    }
    long urgency = headStart + key.weight * now;
    long other = item.headStart() + item.demand().weight() * now;
    if (urgency != other) {
      return urgency > other;
    }
    if (headArrived != item.ticket.arrivedAt()) {
      return headArrived < item.ticket.arrivedAt();
    }
    return headSeq != item.ticket.seq() ? headSeq < item.ticket.seq() : headId < item.id();
  }

  @Override
  boolean before(Item one, Item other) {
    long mine = one.headStart();
    long theirs = other.headStart();
    return mine != theirs ? mine > theirs : one.arrivedBefore(other);
  }

  @Override
  int slot(Item element) {
    return element.bucketSlot;
  }

  @Override
  void slot(Item element, int slot) {
    element.bucketSlot = slot;
  }
}
