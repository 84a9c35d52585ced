package kr.ondam.rules;

/// The buckets whose conversations grow urgent equally, in the order of their first ones; the order
/// never changes with time.
final class Lane extends Heap<Bucket> {
  final int priorityClass;
  final boolean front;
  final int weight;

  Lane(int priorityClass, boolean front, int weight) {
    this.priorityClass = priorityClass;
    this.front = front;
    this.weight = weight;
  }

  /// Whether everything here is served after an item, whatever the urgencies.
  boolean isBehind(Item item) {
    int itsClass = item.demand().priorityClass();
    return priorityClass > itsClass || (priorityClass == itsClass && !front && item.front);
  }

  /// Whether one with a key of this lane is served before an item: positive when it is, negative
  /// when it is not, 0 when only the arrival can tell.
  long lead(long key, Item item, long now) {
    int itsClass = item.demand().priorityClass();
    if (priorityClass != itsClass) {
      return itsClass - priorityClass;
    }
    if (front != item.front) {
      return front ? 1 : -1;
    }
    return Long.compare(weight * now - key, item.headStart() + item.demand().weight() * now);
  }

  @Override
  long key(Bucket element) {
    return element.keyAt(0);
  }

  @Override
  boolean before(Bucket one, Bucket other) {
    return one.at(0).arrivedBefore(other.at(0));
  }

  @Override
  int slot(Bucket element) {
    return element.laneSlot;
  }

  @Override
  void slot(Bucket element, int slot) {
    element.laneSlot = slot;
  }
}
