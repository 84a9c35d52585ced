package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows where queues send conversations on (다른큐): never in a circle, and not too far.
final class Overflows {
  /// Queues one conversation may pass through.
  static final int LONGEST = 8;

  private final Map<String, List<Node.Text>> next = new HashMap<>();
  private final Set<Set<String>> circles = new HashSet<>();
  private final Findings findings;

  Overflows(TenantReader.Effective effective, Findings findings) {
    this.findings = findings;
    for (Node.Fields queue : Tree.entries(effective.root(), Key.QUEUES)) {
      List<Node.Text> targets = new ArrayList<>();
      add(targets, queue, Key.AFTER_HOURS_QUEUE);
      add(targets, Tree.fields(queue, Key.LONGEST_WAIT), Key.QUEUES);
      add(targets, Tree.fields(queue, Key.LIMIT), Key.QUEUES);
      next.put(Tree.word(queue, Key.NAME, ""), targets);
    }
  }

  private static void add(List<Node.Text> targets, Node.@Nullable Fields described, Key key) {
    if (Tree.text(described, key) instanceof Node.Text target) {
      targets.add(target);
    }
  }

  void check() {
    next.keySet().stream().sorted().forEach(queue -> follow(queue, new LinkedHashSet<>()));
  }

  private void follow(String queue, Set<String> path) {
    path.add(queue);
    for (Node.Text target : next.getOrDefault(queue, List.of())) {
      if (path.contains(target.value())) {
        if (!circles.add(Set.copyOf(path))) {
          continue;
        }
        String circle = String.join(" → ", path) + " → " + target.value();
        findings.error(
            target, "넘침이 돌고 돕니다: " + circle, "overflow goes round in a circle: " + circle);
      } else if (path.size() >= LONGEST) {
        findings.error(
            target,
            "넘침은 큐 " + LONGEST + "개를 넘을 수 없습니다: " + String.join(" → ", path),
            "overflow passes more than " + LONGEST + " queues: " + String.join(" → ", path));
      } else {
        follow(target.value(), path);
      }
    }
    path.remove(queue);
  }
}
