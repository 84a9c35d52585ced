package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The conversations that wait in one queue, in no order; any of them leaves at once.
final class Line {
  private final ArrayList<Item> items = new ArrayList<>();

  int size() {
    return items.size();
  }

  List<Item> items() {
    return Collections.unmodifiableList(items);
  }

  void add(Item item) {
    item.lineSlot = items.size();
    items.add(item);
  }

  void remove(Item item) {
    Item last = items.removeLast();
    if (last != item) {
      items.set(item.lineSlot, last);
      last.lineSlot = item.lineSlot;
    }
  }
}
