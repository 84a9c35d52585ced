package kr.ondam.rules.file;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The leaves of effective rules by their path, such as `큐.보험금.목표.응답`, each with its text and the
/// place it came from.
public record Leaves(SortedMap<String, Leaf> byPath) {
  public Leaves {
    byPath = Collections.unmodifiableSortedMap(byPath);
  }

  /// A text and where it stands.
  public record Leaf(String text, Position at) {}

  static Leaves of(Node.Fields root) {
    SortedMap<String, Leaf> found = new TreeMap<>();
    root.fields().forEach((name, field) -> collect(name, field.value(), found));
    return new Leaves(found);
  }

  private static void collect(String path, Node node, SortedMap<String, Leaf> found) {
    switch (node) {
      case Node.Text text -> found.put(path, new Leaf(text.value(), text.at()));
      case Node.Fields fields ->
          fields
              .fields()
              .forEach((name, field) -> collect(path + "." + name, field.value(), found));
      case Node.Items items -> {
        int number = 0;
        for (Node item : items.items()) {
          number++;
          boolean named = item instanceof Node.Fields entry && Tree.text(entry, Key.NAME) != null;
          String step =
              named ? "." + Tree.word((Node.Fields) item, Key.NAME, "") : "[" + number + "]";
          collect(path + step, item, found);
        }
      }
    }
  }
}
