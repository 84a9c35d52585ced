package kr.ondam.rules.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a rule file that knows where it stands. Everything is text: what it means is decided
/// by who asks, so `010`, `no` and `9:00` stay what was typed.
sealed interface Node {
  /// Where it stands in which text.
  Span span();

  default Position at() {
    return span().at();
  }

  default Excerpt excerpt() {
    return span().excerpt();
  }

  /// A scalar.
  record Text(String value, Span span) implements Node {
    Text with(String other) {
      return new Text(other, span);
    }
  }

  /// A list.
  record Items(List<Node> items, Span span) implements Node {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// A map, in the order of the file.
  record Fields(Map<String, Field> fields, Span span) implements Node {
    /// The value of a key, or null.
    @Nullable Node get(String key) {
      Field field = fields.get(key);
      return field == null ? null : field.value();
    }

    /// The text of a key, or null when there is none or it is not a text.
    @Nullable Text text(String key) {
      return get(key) instanceof Text text ? text : null;
    }

    Fields with(Map<String, Field> others) {
      return new Fields(new LinkedHashMap<>(others), span);
    }
  }

  /// A key with its value.
  record Field(Text key, Node value) {}
}
