package kr.ondam.rules;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A binary heap whose elements know their slot, so that any of them leaves in logarithmic time. An
/// element's order may change only while it is outside, or is announced by [#moved].
abstract class Heap<T> {
  private @Nullable Object[] elements = new @Nullable Object[4];
  private int size;

  /// A total order: equal only for the same element.
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

  /// The first element that passes; looks past others only along those that do not.
  final @Nullable T first(Predicate<T> test) {
    return first(0, test, null);
  }

  private @Nullable T first(int index, Predicate<T> test, @Nullable T best) {
    if (index >= size) {
      return best;
    }
    T element = at(index);
    if (best != null && before(best, element)) {
      return best;
    }
    if (test.test(element)) {
      return element;
    }
    T left = first(2 * index + 1, test, best);
    return first(2 * index + 2, test, left);
  }

  final void add(T element) {
    if (size == elements.length) {
      elements = java.util.Arrays.copyOf(elements, size + (size >> 1));
    }
    place(element, size++);
    up(element, size - 1);
  }

  final void remove(T element) {
    int index = slot(element);
    slot(element, -1);
    T last = at(--size);
    elements[size] = null;
    if (index < size) {
      place(last, index);
      moved(last);
    }
    if (size < elements.length / 4 && size >= 4) {
      elements = java.util.Arrays.copyOf(elements, elements.length / 2);
    }
  }

  /// The element's order has changed.
  final void moved(T element) {
    int index = slot(element);
    if (index > 0 && before(element, at((index - 1) >> 1))) {
      up(element, index);
    } else {
      down(element, index);
    }
  }

  private void up(T element, int from) {
    int index = from;
    while (index > 0) {
      T parent = at((index - 1) >> 1);
      if (!before(element, parent)) {
        break;
      }
      place(parent, index);
      index = (index - 1) >> 1;
    }
    place(element, index);
  }

  private void down(T element, int from) {
    int index = from;
    while (2 * index + 1 < size) {
      int child = 2 * index + 1;
      if (child + 1 < size && before(at(child + 1), at(child))) {
        child++;
      }
      T least = at(child);
      if (!before(least, element)) {
        break;
      }
      place(least, index);
      index = child;
    }
    place(element, index);
  }

  private void place(T element, int index) {
    elements[index] = element;
    slot(element, index);
  }
}
