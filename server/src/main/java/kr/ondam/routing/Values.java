package kr.ondam.routing;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.file.Leaves;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleSet;

/// Words the numbers a conversation waits under, and which file and line supplied each.
final class Values {
  private Values() {}

  static void describe(RuleSet set, QueueRule queue, long boostMillis, Reasons.Lines lines) {
    var at = new Places(set.leaves().byPath());
    String weight = thousandths(queue.weight());
    lines.add(
        "순위 " + queue.priority() + at.of(queue, "순위") + ", 가중 " + weight + at.of(queue, "가중"),
        "class "
            + queue.priority()
            + at.of(queue, "순위")
            + ", weight "
            + weight
            + at.of(queue, "가중"));
    lines.add("가점 합계 " + korean(boostMillis), "head start " + english(boostMillis));
    lines.add(
        "필요한 기술 " + skills(queue.skills()) + at.of(queue, "기술"),
        "required skills " + skills(queue.skills()) + at.of(queue, "기술"));
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
                    + at.of(queue, "최대대기.시간"),
                "longest wait "
                    + english(wait.millis())
                    + " → "
                    + wait.action().english()
                    + at.of(queue, "최대대기.시간")));
    common(set, queue, at, lines);
  }

  /// What holds for all queues of the centre.
  private static void common(RuleSet set, QueueRule queue, Places at, Reasons.Lines lines) {
    String own = at.of("큐." + queue.name() + ".순서");
    String order = own.isEmpty() ? at.of("배정.순서") : own;
    lines.add(
        "순서 " + korean(queue.strategy()) + order, "order " + english(queue.strategy()) + order);
    long offer = set.assignment().offerMillis();
    lines.add(
        "제안 제한시간 " + korean(offer) + at.of("배정.제안.제한시간"),
        "offers last " + english(offer) + at.of("배정.제안.제한시간"));
    set.capacity()
        .total()
        .ifPresent(total ->
            lines.add("정원 총량 " + total + at.of("정원.총량"), "capacity " + total + at.of("정원.총량")));
    if (set.sticky().enabled()) {
      long days = set.sticky().periodMillis() / 86_400_000;
      lines.add(
          "이력상담사 " + days + "일 안" + at.of("이력상담사"),
          "who knew the customer within " + days + " days" + at.of("이력상담사"));
    }
  }

  private static String korean(Strategy strategy) {
    return switch (strategy) {
      case LEAST_LOADED -> "여유우선";
      case LONGEST_IDLE -> "최장유휴";
      case FEWEST_HANDLED -> "건수균형";
      case MOST_SKILLED -> "숙련우선";
      case FIXED -> "고정순";
    };
  }

  private static String english(Strategy strategy) {
    return switch (strategy) {
      case LEAST_LOADED -> "least loaded";
      case LONGEST_IDLE -> "longest idle";
      case FEWEST_HANDLED -> "fewest handled";
      case MOST_SKILLED -> "most skilled";
      case FIXED -> "fixed";
    };
  }

  /// The leaves of a centre's rules, collected once for a description.
  private record Places(SortedMap<String, Leaves.Leaf> leaves) {
    String of(QueueRule queue, String key) {
      return of("큐." + queue.name() + "." + key);
    }

    /// ` (hanbit-life.yaml:18:5)`; nothing for a value no file gives, which is a default.
    String of(String path) {
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
