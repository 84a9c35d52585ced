package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Follows where queues send conversations on (다른큐): never in a circle, and not too far.
final class Overflows {
  /// Queues one conversation may pass through.
  static final int LONGEST = 8;

  private final Map<String, List<Node.Text>> next = new HashMap<>();

  /// Of each queue that has been followed to the end: how many queues its longest way has, and the
  /// first step of that way.
  private final Map<String, Integer> lengths = new HashMap<>();

  private final Map<String, Node.Text> longest = new HashMap<>();
  private final List<String> path = new ArrayList<>();
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
    next.keySet().stream().sorted().forEach(this::follow);
  }

  /// How many queues the longest way from a queue has. Each queue is followed once.
  private int follow(String queue) {
    Integer known = lengths.get(queue);
    if (known != null) {
      return known;
    }
    path.add(queue);
    int most = 1;
    for (Node.Text target : next.getOrDefault(queue, List.of())) {
      int circle = path.indexOf(target.value());
      if (circle >= 0) {
        reportCircle(target, path.subList(circle, path.size()));
      } else if (1 + follow(target.value()) > most) {
        most = 1 + follow(target.value());
        longest.put(queue, target);
      }
    }
    path.removeLast();
    lengths.put(queue, most);
    // What leads here is longer still, and needs no words of its own.
    if (most == LONGEST + 1) {
      reportLength(queue);
    }
    return most;
  }

  private void reportCircle(Node.Text target, List<String> queues) {
    String circle = String.join(" → ", queues) + " → " + target.value();
    findings.error(target, "넘침이 돌고 돕니다: " + circle, "overflow goes round in a circle: " + circle);
  }

  private void reportLength(String first) {
    List<String> way = new ArrayList<>(List.of(first));
    Node.Text step = Objects.requireNonNull(longest.get(first));
    while (way.size() < LONGEST) {
      way.add(step.value());
      step = Objects.requireNonNull(longest.get(step.value()));
    }
    String queues = String.join(" → ", way) + " → " + step.value();
    findings.error(
        step,
        "넘침은 큐 " + LONGEST + "개를 넘을 수 없습니다: " + queues,
        "overflow passes more than " + LONGEST + " queues: " + queues);
  }
}
