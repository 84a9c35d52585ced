package kr.ondam.routing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.file.CapacityRule;
import kr.ondam.rules.file.Leaves;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleSet;

/// Words the numbers a conversation waits under, and which file and line supplied each.
final class Values {
  private Values() {}

  /// @param channel of the conversation as the rules name it, empty when not known
  static void describe(
      RuleSet set,
      QueueRule queue,
      Optional<String> channel,
      long boostMillis,
      Reasons.Lines lines) {
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
        "필요한 기술 " + skills(queue, queue.skills(), "기술", at),
        "required skills " + skills(queue, queue.skills(), "기술", at));
    if (!queue.preferred().isEmpty()) {
      String preferred = skills(queue, queue.preferred(), "우대기술", at);
      lines.add("우대기술 " + preferred, "preferred skills " + preferred);
    }
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
    capacity(set.capacity(), channel, at, lines);
    if (set.sticky().enabled()) {
      StickyWords.of(set.sticky()).describe(lines);
    }
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
    long excluded = set.assignment().exclusionMillis();
    lines.add(
        "거절후제외 " + korean(excluded) + at.of("배정.제안.거절후제외"),
        "excluded for " + english(excluded) + at.of("배정.제안.거절후제외"));
    long wrapUp = set.assignment().wrapUpMillis();
    lines.add(
        "후처리 " + korean(wrapUp) + at.of("배정.후처리"), "wrap-up " + english(wrapUp) + at.of("배정.후처리"));
    set.assignment()
        .hourlyMost()
        .ifPresent(most ->
            lines.add(
                "시간당최대 " + most + "건" + at.of("배정.시간당최대"),
                "at most " + most + " an hour" + at.of("배정.시간당최대")));
  }

  /// What an agent may hold; an agent's own 정원 or a 상담사그룹 may say less.
  private static void capacity(
      CapacityRule rule, Optional<String> channel, Places at, Reasons.Lines lines) {
    rule.total()
        .ifPresent(total ->
            lines.add("정원 총량 " + total + at.of("정원.총량"), "capacity " + total + at.of("정원.총량")));
    channel.ifPresent(name -> {
      var share = rule.share(name);
      String weight = at.of("정원.채널." + name + ".무게");
      String most = at.of("정원.채널." + name + ".최대");
      lines.add(
          name + " 무게 " + share.weight() + weight + ", 최대 " + share.most() + most,
          name + " weight " + share.weight() + weight + ", max " + share.most() + most);
    });
  }

  private static String skills(
      QueueRule queue, Map<String, Integer> levels, String key, Places at) {
    if (levels.isEmpty()) {
      return "–";
    }
    return String.join(
        ", ",
        levels.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(skill ->
                skill.getKey() + " " + skill.getValue() + at.of(queue, key + "." + skill.getKey()))
            .toList());
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
    var number = BigDecimal.valueOf(weight, 3).stripTrailingZeros();
    return number.setScale(Math.max(1, number.scale())).toPlainString();
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
