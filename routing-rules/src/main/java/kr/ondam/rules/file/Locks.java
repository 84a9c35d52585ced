package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The values that lower levels may not change (잠금).
final class Locks {
  private final Findings findings;
  private final Map<String, Node.Text> locks = new TreeMap<>();

  Locks(Findings findings) {
    this.findings = findings;
  }

  /// @param merged what holds at the level that locks, to find locks on what is not there
  void add(List<Node.Text> paths, Node.Fields merged) {
    for (Node.Text path : paths) {
      String korean = korean(path);
      if (korean != null) {
        checkThere(path, korean, merged);
        locks.put(korean, path);
        coarse(korean).ifPresent(hours -> locks.put(hours, path));
      }
    }
  }

  private void checkThere(Node.Text path, String korean, Node.Fields merged) {
    String[] steps = korean.split("\\.", -1);
    for (Key list : Schema.BY_NAME) {
      if (steps.length < 2 || !steps[0].equals(list.korean())) {
        continue;
      }
      List<String> names =
          Tree.entries(merged, list).stream().map(each -> Tree.word(each, Key.NAME, "")).toList();
      // A name may have dots of its own.
      if (names.stream()
          .noneMatch(name -> (korean + ".").startsWith(steps[0] + "." + name + "."))) {
        findings.add(
            Severity.WARNING,
            path,
            new Wording(
                    "잠글 것이 없습니다: '" + steps[1] + "'.",
                    "there is nothing to lock: '" + steps[1] + "'.")
                .then(Suggestion.wording(steps[1], names)));
      }
    }
  }

  /// The days of a week say each other's hours (월~금, 매일), so a lock on one is a lock on all.
  private static Optional<String> coarse(String path) {
    String[] steps = path.split("\\.", -1);
    return steps.length > 2 && steps[0].equals(Key.HOURS.korean())
        ? Optional.of(steps[0] + "." + steps[1])
        : Optional.empty();
  }

  /// Reports each locked value that a lower level says again or takes away.
  void check(Node.Fields child) {
    if (!locks.isEmpty()) {
      child.fields().forEach((name, field) -> check(name, field));
    }
  }

  private void check(String path, Node.Field field) {
    Node.Text lock = locks.get(path);
    if (lock != null) {
      report(path, lock, field);
      return;
    }
    switch (field.value()) {
      case Node.Text _ -> checkBelow(path, field);
      case Node.Fields fields ->
          fields.fields().forEach((name, inner) -> check(path + "." + name, inner));
      case Node.Items items -> {
        for (Node item : items.items()) {
          if (item instanceof Node.Fields entry
              && Tree.text(entry, Key.NAME) instanceof Node.Text name) {
            String inner = path + "." + name.value();
            if (Tree.truth(entry, Key.REMOVED, false)) {
              checkBelow(inner, new Node.Field(name, entry));
            }
            check(inner, new Node.Field(name, entry));
            checkExceptions(path, entry);
          }
        }
      }
    }
  }

  /// A group of agents that may hold something else is an exception from what is locked for all.
  private void checkExceptions(String path, Node.Fields entry) {
    Node.Field own = entry.fields().get(Key.CAPACITY.korean());
    if (path.equals(Key.AGENT_GROUPS.korean()) && own != null) {
      check(Key.CAPACITY.korean(), own);
    }
  }

  /// Reports the locks inside of something that goes away as a whole.
  private void checkBelow(String path, Node.Field field) {
    locks.forEach((locked, lock) -> {
      if (locked.startsWith(path + ".")) {
        report(locked, lock, field);
      }
    });
  }

  private void report(String path, Node.Text lock, Node.Field field) {
    findings.error(
        field.key(),
        "'" + path + "' 은(는) 상위 파일이 잠근 값이라 바꿀 수 없습니다",
        "'" + path + "' is locked by a file above (" + lock.at() + ") and cannot be changed");
  }

  /// The path in Korean, or null when it leads nowhere.
  private @Nullable String korean(Node.Text path) {
    Shape shape = Schema.SUBORDINATE;
    List<String> steps = new ArrayList<>();
    for (String step : path.value().split("\\.", -1)) {
      String korean = Key.korean(step);
      Shape inner =
          switch (shape) {
            case Shape.Record record -> inner(record, korean);
            case Shape.Named named -> named.value();
            case Shape.Listed listed -> listed.item();
            case Shape.OrNone optional when optional.some() instanceof Shape.Record record ->
                inner(record, korean);
            case Shape.OrNone optional when optional.some() instanceof Shape.Listed listed ->
                listed.item();
            case Shape.OrNone _ -> null;
            case Shape.Scalar _, Shape.Free _ -> null;
          };
      if (inner == null) {
        unknown(path, step, shape);
        return null;
      }
      steps.add(shape instanceof Shape.Record ? korean : step);
      shape = inner;
    }
    return String.join(".", steps);
  }

  private static @Nullable Shape inner(Shape.Record record, String korean) {
    for (Map.Entry<Key, Shape> entry : record.keys().entrySet()) {
      if (entry.getKey().korean().equals(korean)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private void unknown(Node.Text path, String step, Shape shape) {
    List<String> known =
        shape instanceof Shape.Record record
            ? record.keys().keySet().stream().map(Key::korean).toList()
            : List.of();
    findings.add(
        Severity.ERROR,
        path,
        new Wording(
                "잠글 수 있는 값이 아닙니다: '" + step + "'.", "nothing that can be locked: '" + step + "'.")
            .then(Suggestion.wording(step, known)));
  }
}
