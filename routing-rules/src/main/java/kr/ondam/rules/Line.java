package kr.ondam.rules;

/// The conversations that wait in one queue, the oldest first.
final class Line extends Heap<Item> {
  @Override
  boolean before(Item one, Item other) {
    return one.arrivedBefore(other);
  }

  @Override
  int slot(Item element) {
    return element.lineSlot;
  }

  @Override
  void slot(Item element, int slot) {
    element.lineSlot = slot;
  }
}
