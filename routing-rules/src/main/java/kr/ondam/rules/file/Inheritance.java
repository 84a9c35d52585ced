package kr.ondam.rules.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays a lower level over what it inherits: scalars override, maps merge deeply, 큐, 분류 and 가점
/// merge by name, other lists are replaced. Every leaf keeps the place it came from.
final class Inheritance {
  private final Findings findings;

  Inheritance(Findings findings) {
    this.findings = findings;
  }

  /// What holds after all levels, the highest first.
  Node.Fields merge(List<Level> levels) {
    Node.Fields merged = first(levels.getFirst());
    Locks locks = new Locks(findings);
    locks.add(levels.getFirst().locks(), merged);
    for (Level level : levels.subList(1, levels.size())) {
      locks.check(level.rules());
      merged = top(merged, level.rules());
      locks.add(level.locks(), merged);
    }
    return merged;
  }

  /// The highest level, with the entries of its lists checked and placed.
  private Node.Fields first(Level level) {
    return top(level.rules().with(Map.of()), level.rules());
  }

  private Node.Fields top(Node.Fields parent, Node.Fields child) {
    Map<String, Node.Field> merged = new LinkedHashMap<>(parent.fields());
    child.fields().forEach((name, field) -> merged.put(name, lay(name, parent, field)));
    return child.with(merged);
  }

  private Node.Field lay(String name, Node.Fields parent, Node.Field field) {
    Node.Field before = parent.fields().get(name);
    if (Schema.BY_NAME.stream().anyMatch(key -> key.korean().equals(name))) {
      Node above = before == null ? null : before.value();
      return new Node.Field(field.key(), entries(above, field.value()));
    }
    return before == null ? field : lay(before, field);
  }

  private Node.Items entries(@Nullable Node parent, Node child) {
    NamedEntries entries = new NamedEntries(findings, parent);
    if (child instanceof Node.Items items) {
      items.items().forEach(entries::take);
    }
    return new Node.Items(entries.list(), child.span());
  }

  /// One field over another.
  static Node.Field lay(Node.Field before, Node.Field after) {
    if (before.value() instanceof Node.Fields one && after.value() instanceof Node.Fields other) {
      return new Node.Field(after.key(), lay(one, other));
    }
    // An empty list says something only where there is one above.
    boolean takenAway =
        after.key().value().equals(Key.RELAXATIONS.korean())
            && after.value() instanceof Node.Items none
            && none.items().isEmpty();
    return takenAway
        ? new Node.Field(after.key(), new Node.Text(Shape.OrNone.NONE, after.value().span()))
        : after;
  }

  static Node.Fields lay(Node.Fields before, Node.Fields after) {
    Map<String, Node.Field> merged = new LinkedHashMap<>(before.fields());
    after
        .fields()
        .forEach((name, field) -> merged.merge(name, field, (one, other) -> lay(one, other)));
    return before.with(merged);
  }
}
