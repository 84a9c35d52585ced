package kr.ondam.rules;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A map from numbers, without boxes or entries. Its order means nothing, so whoever looks at all
/// values has to sort them.
final class LongMap<T> {
  private static final int SMALLEST = 16;

  private long[] keys = new long[SMALLEST];
  private @Nullable Object[] values = new @Nullable Object[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked")
  @Nullable T get(long key) {
    return (T) values[find(key)];
  }

  void put(long key, T value) {
    int at = find(key);
    if (values[at] == null) {
      size++;
    }
    keys[at] = key;
    values[at] = value;
    if (size * 3 > keys.length * 2) {
      resize(keys.length * 2);
    }
  }

  void remove(long key) {
    int hole = find(key);
    if (values[hole] == null) {
      return;
    }
    values[hole] = null;
    size--;
    // What was pushed past the hole moves back into it.
    for (int at = next(hole); values[at] != null; at = next(at)) {
      int home = home(keys[at]);
      boolean stays = hole < at ? hole < home && home <= at : hole < home || home <= at;
      if (!stays) {
        keys[hole] = keys[at];
        values[hole] = values[at];
        values[at] = null;
        hole = at;
      }
    }
    if (size * 6 < keys.length && keys.length > SMALLEST) {
      resize(keys.length / 2);
    }
  }

  @SuppressWarnings("unchecked")
  void each(Consumer<T> look) {
    for (Object value : values) {
      if (value != null) {
        look.accept((T) value);
      }
    }
  }

  private int find(long key) {
    int at = home(key);
    while (values[at] != null && keys[at] != key) {
      at = next(at);
    }
    return at;
  }

  private int home(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (keys.length - 1);
  }

  private int next(int at) {
    return (at + 1) & (keys.length - 1);
  }

  private void resize(int length) {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[length];
    values = new @Nullable Object[length];
    for (int i = 0; i < oldKeys.length; i++) {
      Object value = oldValues[i];
      if (value != null) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = value;
      }
    }
  }
}
