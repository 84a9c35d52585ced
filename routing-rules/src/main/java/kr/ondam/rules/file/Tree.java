package kr.ondam.rules.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads values out of nodes whose form has been checked.
final class Tree {
  private Tree() {}

  static Node.@Nullable Fields fields(Node.@Nullable Fields parent, Key key) {
    return parent != null && parent.get(key.korean()) instanceof Node.Fields fields ? fields : null;
  }

  static Node.@Nullable Text text(Node.@Nullable Fields parent, Key key) {
    return parent == null ? null : parent.text(key.korean());
  }

  static String word(Node.@Nullable Fields parent, Key key, String otherwise) {
    Node.Text text = text(parent, key);
    return text == null ? otherwise : text.value();
  }

  static long duration(Node.@Nullable Fields parent, Key key, long otherwise) {
    Node.Text text = text(parent, key);
    return text == null ? otherwise : Quantity.duration(text.value()).orElse(otherwise);
  }

  static int whole(Node.@Nullable Fields parent, Key key, int otherwise) {
    Node.Text text = text(parent, key);
    return text == null ? otherwise : (int) Quantity.whole(text.value()).orElse(otherwise);
  }

  static boolean truth(Node.@Nullable Fields parent, Key key, boolean otherwise) {
    Node.Text text = text(parent, key);
    return text == null ? otherwise : Quantity.truth(text.value()).orElse(otherwise);
  }

  static <C extends Choice> Optional<C> choice(Node.@Nullable Fields parent, Key key, C[] all) {
    Node.Text text = text(parent, key);
    return text == null ? Optional.empty() : Choice.find(all, text.value());
  }

  /// The maps of a list; none when the key is missing.
  static List<Node.Fields> entries(Node.@Nullable Fields parent, Key key) {
    return parent != null && parent.get(key.korean()) instanceof Node.Items items
        ? items.items().stream()
            .filter(Node.Fields.class::isInstance)
            .map(Node.Fields.class::cast)
            .toList()
        : List.of();
  }

  /// The texts of a list; none for anything else.
  static List<Node.Text> texts(@Nullable Node node) {
    return node instanceof Node.Items items
        ? items.items().stream()
            .filter(Node.Text.class::isInstance)
            .map(Node.Text.class::cast)
            .toList()
        : List.of();
  }

  static List<String> words(@Nullable Node node) {
    return texts(node).stream().map(Node.Text::value).toList();
  }

  /// A map from names to whole numbers, such as skills with levels.
  static SortedMap<String, Integer> levels(Node.@Nullable Fields parent, Key key) {
    SortedMap<String, Integer> levels = new TreeMap<>();
    Node.Fields fields = fields(parent, key);
    if (fields != null) {
      fields
          .fields()
          .forEach((name, field) -> {
            if (field.value() instanceof Node.Text level) {
              Quantity.whole(level.value()).ifPresent(n -> levels.put(name, (int) n));
            }
          });
    }
    return levels;
  }

  /// The node a path leads to, or the nearest one on the way.
  static Node at(Node.Fields root, Key... path) {
    Node node = root;
    for (Key key : path) {
      Node next = node instanceof Node.Fields fields ? fields.get(key.korean()) : null;
      if (next == null) {
        return node;
      }
      node = next;
    }
    return node;
  }

  /// The key of a field, as a node to point at.
  static Node key(Map<String, Node.Field> fields, Key key, Node otherwise) {
    Node.Field field = fields.get(key.korean());
    return field == null ? otherwise : field.key();
  }
}
