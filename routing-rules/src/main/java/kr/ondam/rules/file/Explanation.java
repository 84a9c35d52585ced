package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.Trace;

/// Why a conversation went to its queue: each rule that was looked at, with the facts it read, and
/// the boosts that count. Never holds what a customer wrote.
///
/// @param korean lines to show
/// @param english the same
public record Explanation(List<String> korean, List<String> english) {
  public Explanation {
    korean = List.copyOf(korean);
    english = List.copyOf(english);
  }

  /// The explanation of what [RuleSet#classify] says about the same facts.
  public static Explanation of(RuleSet rules, Facts facts, long instant) {
    Classification found = rules.classify(facts, instant);
    List<String> korean = new ArrayList<>();
    List<String> english = new ArrayList<>();
    for (Rule.Classifying rule : rules.rules()) {
      if (found.rule().equals(Optional.of(rule))) {
        break;
      }
      Trace trace = rule.condition().trace(facts);
      korean.add("✘ '" + rule.name() + "': " + trace.korean());
      english.add("✘ '" + rule.name() + "': " + trace.english());
    }
    String queue = found.queue().map(QueueRule::name).orElse("–");
    String rule =
        found.rule().map(by -> "'" + by.name() + "' (" + by.conditionAt() + ")").orElse("");
    String place = found.rule().map(Explanation::queuePlace).orElse("");
    korean.add(rule.isEmpty() ? "→ 기본 큐 " + queue : "✔ " + rule + " → 큐 " + queue + place);
    english.add(
        rule.isEmpty() ? "→ default queue " + queue : "✔ " + rule + " → queue " + queue + place);
    addBoosts(rules, found, korean, english);
    if (!found.open()) {
      korean.add("영업시간이 아닙니다");
      english.add("outside business hours");
    }
    return new Explanation(korean, english);
  }

  /// Where the queue stands, unless that is the line of the condition.
  private static String queuePlace(Rule.Classifying rule) {
    Position condition = rule.conditionAt();
    Position queue = rule.queueAt();
    boolean same = condition.file().equals(queue.file()) && condition.line() == queue.line();
    return same ? "" : " (" + queue + ")";
  }

  private static void addBoosts(
      RuleSet rules, Classification found, List<String> korean, List<String> english) {
    long sum = 0;
    for (Rule.Boosting boost : found.boosts()) {
      long seconds = boost.millis() / 1_000;
      sum += seconds;
      korean.add("+ 가점 '" + boost.name() + "' " + seconds + "초 (" + boost.millisAt() + ")");
      english.add("+ boost '" + boost.name() + "' " + seconds + " s (" + boost.millisAt() + ")");
    }
    long counted = found.boostMillis() / 1_000;
    if (counted < sum) {
      Leaves.Leaf cap = rules.leaves().byPath().get(Key.BOOST_CAP.korean());
      String place = cap == null ? "" : " (" + cap.at() + ")";
      korean.add("= 가점 합계 " + sum + "초 가운데 가점상한 " + counted + "초만 씁니다" + place);
      english.add("= of " + sum + " s of boosts the cap leaves " + counted + " s" + place);
    }
  }
}
