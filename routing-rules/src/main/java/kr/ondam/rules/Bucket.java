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

  final Lane lane;
  int laneSlot = -1;

  /// Where [Fit] has it.
  int number;

  // Of the key, so that a search reads nothing else.
  final int priorityClass;
  final boolean front;
  final int channel;
  final int weight;
  final long heldFor;

  Bucket(Key key, Lane lane) {
    this.key = key;
    this.lane = lane;
    priorityClass = key.priorityClass;
    front = key.front;
    channel = key.channel;
    weight = key.weight;
    heldFor = key.heldFor;
  }

  /// What all conversations of a bucket share; ordered so that those served first stand first.
  record Key(
      int priorityClass, boolean front, int channel, int weight, long heldFor, Bits requirement)
      implements Comparable<Key> {
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
      int order = Integer.compare(priorityClass, other.priorityClass);
      order = order != 0 ? order : Boolean.compare(other.front, front);
      order = order != 0 ? order : Integer.compare(channel, other.channel);
      order = order != 0 ? order : Integer.compare(weight, other.weight);
      order = order != 0 ? order : Long.compare(heldFor, other.heldFor);
      return order != 0 ? order : requirement.compareTo(other.requirement);
    }
  }

  /// The class, and in it those of lost agents first.
  int rank() {
    return 2 * priorityClass + (front ? 0 : 1);
  }

  /// Whether everything here is served after an item, whatever the urgencies.
  boolean isBehind(Item item) {
    int itsClass = item.demand().priorityClass();
    return priorityClass > itsClass || (priorityClass == itsClass && !front && item.front);
  }

  /// Whether the first one here is served before an item; never ask an empty bucket.
  boolean headPrecedes(Item item, long now) {
    int itsClass = item.demand().priorityClass();
    if (priorityClass != itsClass) {
      return priorityClass < itsClass;
    }
    if (front != item.front) {
      return front;
    }
    long urgency = weight * now - keyAt(0);
    long other = item.headStart() + item.demand().weight() * now;
    return urgency != other ? urgency > other : at(0).arrivedBefore(item);
  }

  @Override
  long key(Item element) {
    return -element.headStart();
  }

  @Override
  boolean before(Item one, Item other) {
    return one.arrivedBefore(other);
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
