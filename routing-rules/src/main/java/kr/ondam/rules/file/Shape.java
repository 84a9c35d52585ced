package kr.ondam.rules.file;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What a place in a rule file may hold.
sealed interface Shape {
  /// A scalar.
  record Scalar(Leaf leaf) implements Shape {}

  /// A map with known keys.
  record Record(Map<Key, Shape> keys, Set<Key> required) implements Shape {
    public Record {
      keys = new EnumMap<>(keys);
      required = required.isEmpty() ? EnumSet.noneOf(Key.class) : EnumSet.copyOf(required);
    }

    /// The same with more keys.
    Record with(Record more) {
      Map<Key, Shape> all = new EnumMap<>(keys);
      all.putAll(more.keys);
      return new Record(all, required);
    }

    /// The same with other keys required.
    Record requiring(Key... others) {
      return new Record(keys, Set.of(others));
    }
  }

  /// A map whose keys are names the author chooses.
  record Named(Leaf key, Shape value) implements Shape {}

  /// A list.
  record Listed(Shape item, int longest) implements Shape {}

  /// Something, or 없음, which takes away what is inherited.
  record OrNone(Shape some) implements Shape {
    static final String NONE = "없음";

    static boolean isNone(String text) {
      return text.equals(NONE) || text.equals("none");
    }
  }

  /// Anything; it is checked later by those who know more, such as the fields of a conversation.
  record Free() implements Shape {}

  /// A map from pairs of key and shape.
  static Record record(Object... pairs) {
    Map<Key, Shape> keys = new EnumMap<>(Key.class);
    for (int i = 0; i < pairs.length; i += 2) {
      Shape shape = pairs[i + 1] instanceof Leaf leaf ? new Scalar(leaf) : (Shape) pairs[i + 1];
      keys.put((Key) pairs[i], shape);
    }
    return new Record(keys, Set.of());
  }
}
