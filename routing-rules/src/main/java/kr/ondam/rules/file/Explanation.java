package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.Trace;

/// Why a conversation went to its queue: each rule that was looked at, with the facts it read, and
/// the boosts that count. Never holds what a customer wrote.
///
/// @param korean lines to show
/// @param english the same
public record Explanation(List<String> korean, List<String> english) {
  private static final int LONGEST = 250;
  private static final int COMPARISON = 100;

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
    found
        .rule()
        .ifPresentOrElse(
            rule -> {
              Trace trace = rule.condition().trace(facts);
              String at = place(rule.at(), rule.conditionAt());
              String to = place(rule.at(), rule.queueAt());
              String name = "✔ '" + rule.name() + "' (" + rule.at() + ")";
              korean.add(name + " → 큐 " + queue + to + ": " + held(trace, true) + at);
              english.add(name + " → queue " + queue + to + ": " + held(trace, false) + at);
            },
            () -> {
              korean.add("→ 기본 큐 " + queue);
              english.add("→ default queue " + queue);
            });
    addBoosts(rules, found, korean, english);
    if (!found.open()) {
      korean.add("영업시간이 아닙니다");
      english.add("outside business hours");
    }
    return new Explanation(korean, english);
  }

  /// Where a part of an entry stands, unless that is the line of the entry.
  private static String place(Position entry, Position part) {
    boolean same = entry.file().equals(part.file()) && entry.line() == part.line();
    return same ? "" : " (" + part + ")";
  }

  /// The condition and what it found; of a long one only the comparisons that hold, so that what
  /// was found is not lost where lines are cut.
  private static String held(Trace trace, boolean inKorean) {
    String whole = inKorean ? trace.korean() : trace.english();
    if (whole.length() <= LONGEST) {
      return whole;
    }
    String held =
        trace.comparisons().stream()
            .filter(Trace.Comparison::held)
            .map(one ->
                inKorean
                    ? shortened(one.korean(), " — 실제 ", one.actual())
                    : shortened(one.english(), " — actual ", one.actualEnglish()))
            .collect(Collectors.joining(", "));
    return held.isEmpty() ? whole : held;
  }

  private static String shortened(String comparison, String before, String actual) {
    String text =
        comparison.length() <= COMPARISON ? comparison : comparison.substring(0, COMPARISON) + "…";
    return "✔ " + text + (actual.isEmpty() ? "" : before + actual);
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
