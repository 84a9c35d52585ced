package kr.ondam.rules;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A heap with four children per slot whose elements know their slot, so that any of them leaves in
/// logarithmic time. Keys lie beside each other, so most comparisons touch no element. An element's
/// order may change only while it is outside, or is announced by [#moved].
abstract class Heap<T> {
  static final int WAYS = 4;

  private @Nullable Object[] elements = new @Nullable Object[4];
  private long[] keys = new long[4];
  private int size;

  /// What elements are ordered by first, the smallest in front.
  abstract long key(T element);

  /// The order of elements with equal keys, total.
  abstract boolean before(T one, T other);

  abstract int slot(T element);

  abstract void slot(T element, int slot);

  final int size() {
    return size;
  }

  final boolean isEmpty() {
    return size == 0;
  }

  @SuppressWarnings("unchecked")
  final T at(int index) {
    Object element = elements[index];
    if (element == null) {
      throw new IllegalStateException("slot " + index + " of " + size);
    }
    return (T) element;
  }

  final @Nullable T first() {
    return size == 0 ? null : at(0);
  }

  /// The key of the element in a slot.
  final long keyAt(int index) {
    return keys[index];
  }

  /// The first element that passes; looks past others only along those that do not.
  final @Nullable T first(Predicate<T> test) {
    int found = first(0, test, -1);
    return found < 0 ? null : at(found);
  }

  private int first(int index, Predicate<T> test, int best) {
    if (index >= size || (best >= 0 && isBefore(best, index))) {
      return best;
    }
    if (test.test(at(index))) {
      return index;
    }
    int found = best;
    for (int child = child(index); child < child(index) + WAYS; child++) {
      found = first(child, test, found);
    }
    return found;
  }

  private boolean isBefore(int one, int other) {
    return keys[one] != keys[other] ? keys[one] < keys[other] : before(at(one), at(other));
  }

  final void add(T element) {
    if (size == elements.length) {
      resize(size + (size >> 1));
    }
    size++;
    up(element, key(element), size - 1);
  }

  final void remove(T element) {
    int index = slot(element);
    slot(element, -1);
    T last = at(--size);
    long key = keys[size];
    elements[size] = null;
    if (index < size) {
      settle(last, key, index);
    }
    if (size < elements.length / 4 && size >= 4) {
      resize(elements.length / 2);
    }
  }

  /// The element's order has changed.
  final void moved(T element) {
    settle(element, key(element), slot(element));
  }

  private void settle(T element, long key, int index) {
    int parent = parent(index);
    if (index > 0 && isBefore(element, key, parent)) {
      up(element, key, index);
    } else {
      down(element, key, index);
    }
  }

  private boolean isBefore(T element, long key, int other) {
    return key != keys[other] ? key < keys[other] : before(element, at(other));
  }

  private void up(T element, long key, int from) {
    int index = from;
    while (index > 0) {
      int parent = parent(index);
      if (!isBefore(element, key, parent)) {
        break;
      }
      place(at(parent), keys[parent], index);
      index = parent;
    }
    place(element, key, index);
  }

  private void down(T element, long key, int from) {
    int index = from;
    while (child(index) < size) {
      int least = child(index);
      int end = Math.min(least + WAYS, size);
      for (int child = least + 1; child < end; child++) {
        if (isBefore(child, least)) {
          least = child;
        }
      }
      // Equal only when it is the element itself, which is not in the heap here.
      if (isBefore(element, key, least)) {
        break;
      }
      place(at(least), keys[least], index);
      index = least;
    }
    place(element, key, index);
  }

  /// The first of the slots below a slot; there are [#WAYS].
  static int child(int index) {
    return WAYS * index + 1;
  }

  private static int parent(int index) {
    return (index - 1) >> 2;
  }

  private void place(T element, long key, int index) {
    elements[index] = element;
    keys[index] = key;
    slot(element, index);
  }

  private void resize(int length) {
    elements = Arrays.copyOf(elements, length);
    keys = Arrays.copyOf(keys, length);
  }
}
