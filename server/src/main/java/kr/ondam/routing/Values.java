package kr.ondam.routing;

import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleSet;

/// Words the numbers a conversation waits under, and which file and line supplied each.
final class Values {
  private Values() {}

  static void describe(RuleSet set, QueueRule queue, long boostMillis, Reasons.Lines lines) {
    String weight = thousandths(queue.weight());
    lines.add(
        "순위 " + queue.priority() + at(set, queue, "순위") + ", 가중 " + weight + at(set, queue, "가중"),
        "class "
            + queue.priority()
            + at(set, queue, "순위")
            + ", weight "
            + weight
            + at(set, queue, "가중"));
    lines.add("가점 합계 " + korean(boostMillis), "head start " + english(boostMillis));
    lines.add(
        "필요한 기술 " + skills(queue.skills()) + at(set, queue, "기술"),
        "required skills " + skills(queue.skills()) + at(set, queue, "기술"));
    for (var step : queue.relaxations()) {
      lines.add(
          "도착 "
              + korean(step.afterMillis())
              + " 뒤 완화: "
              + skills(step.skills())
              + ", 범위 "
              + step.scope().korean()
              + " ("
              + step.at()
              + ")",
          "widened "
              + english(step.afterMillis())
              + " after arrival: "
              + skills(step.skills())
              + ", scope "
              + step.scope().english()
              + " ("
              + step.at()
              + ")");
    }
    queue
        .longestWait()
        .ifPresent(wait ->
            lines.add(
                "최대대기 "
                    + korean(wait.millis())
                    + " → "
                    + wait.action().korean()
                    + at(set, queue, "최대대기.시간"),
                "longest wait "
                    + english(wait.millis())
                    + " → "
                    + wait.action().english()
                    + at(set, queue, "최대대기.시간")));
  }

  /// ` (hanbit-life.yaml:18:5)`; nothing for a value no file gives, which is a default.
  private static String at(RuleSet set, QueueRule queue, String key) {
    String path = "큐." + queue.name() + "." + key;
    var leaves = set.leaves().byPath();
    return Optional.ofNullable(leaves.get(path))
        .or(() ->
            leaves.tailMap(path).entrySet().stream()
                .limit(1)
                .filter(leaf -> leaf.getKey().startsWith(path + "."))
                .map(Map.Entry::getValue)
                .findFirst())
        .map(leaf -> " (" + leaf.at() + ")")
        .orElse("");
  }

  static String skills(Map<String, Integer> levels) {
    if (levels.isEmpty()) {
      return "–";
    }
    return String.join(
        ", ",
        levels.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(skill -> skill.getKey() + " " + skill.getValue())
            .toList());
  }

  private static String thousandths(int weight) {
    return weight / 1000 + "." + (weight % 1000) / 100;
  }

  static String korean(long millis) {
    long seconds = millis / 1000;
    if (seconds >= 3600) {
      return seconds / 3600 + "시간" + (seconds % 3600 >= 60 ? " " + seconds % 3600 / 60 + "분" : "");
    }
    if (seconds >= 60) {
      return seconds / 60 + "분" + (seconds % 60 > 0 ? " " + seconds % 60 + "초" : "");
    }
    return seconds + "초";
  }

  static String english(long millis) {
    long seconds = millis / 1000;
    if (seconds >= 3600) {
      return seconds / 3600
          + " h"
          + (seconds % 3600 >= 60 ? " " + seconds % 3600 / 60 + " min" : "");
    }
    if (seconds >= 60) {
      return seconds / 60 + " min" + (seconds % 60 > 0 ? " " + seconds % 60 + " s" : "");
    }
    return seconds + " s";
  }
}
