package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kr.ondam.rules.language.Compilation;
import kr.ondam.rules.language.Condition;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.Field;
import kr.ondam.rules.language.Fields;
import kr.ondam.rules.language.Spelling;

/// Finds rules that can never decide, because earlier ones always do, and rules that overlap.
///
/// A rule is compared with those earlier ones that look at nothing else than it does, on sample
/// conversations in which each of their comparisons is once true and once false. Where every one of
/// them goes to some earlier rule, those that look at more are taken in, on samples of what all of
/// them look at.
final class Reachability {
  /// Evaluations of one rule set; what thousands of rules would need beyond that is left out.
  private static final long MOST_EVALUATIONS = 3_000_000;

  /// Evaluations that reading a printed condition is worth.
  private static final long PRINTED = 20;

  private final List<Rule.Classifying> rules;
  private final List<String> printed;
  private final List<Node.Fields> entries;
  private final RuleSet set;
  private final String ownFile;
  private final Predicate<Facts> affiliate;
  private final Findings findings;
  private long budget = MOST_EVALUATIONS;

  /// @param ownFile the name of the affiliate's own file, empty without one
  Reachability(TenantReader.Effective effective, String ownFile, Findings findings) {
    set = effective.rules();
    this.ownFile = ownFile;
    affiliate = affiliate(set);
    rules = set.rules();
    printed = rules.stream().map(rule -> rule.condition().print(Spelling.KOREAN)).toList();
    entries = Tree.entries(effective.root(), Key.RULES);
    this.findings = findings;
  }

  void check() {
    for (int i = 0; i < rules.size(); i++) {
      if (!afterTheRest(i)) {
        check(i);
      }
    }
  }

  /// What the rule holds for. One in the file of an affiliate only sees conversations of it.
  private List<Facts> holding(Rule.Classifying rule, List<Facts> samples) {
    boolean own =
        rule.at().file().equals(ownFile) && rule.condition().fields().contains(Fields.AFFILIATE);
    return samples.stream()
        .filter(facts -> rule.condition().test(facts) && (!own || affiliate.test(facts)))
        .toList();
  }

  private static Predicate<Facts> affiliate(RuleSet set) {
    String tenant = set.site().tenant();
    String text = Fields.AFFILIATE.korean() + " == '" + tenant + "'";
    return set.vocabulary().value(Fields.AFFILIATE.korean(), tenant).isPresent()
            && Condition.compile(text, set.vocabulary()) instanceof Compilation.Compiled compiled
        ? compiled.condition()::test
        : _ -> true;
  }

  private boolean afterTheRest(int index) {
    for (int i = 0; i < index; i++) {
      if (rules.get(i).condition().always()) {
        unreachable(index, List.of(rules.get(i)));
        return true;
      }
    }
    return false;
  }

  private void check(int index) {
    Rule.Classifying rule = rules.get(index);
    Set<Field> fields = rule.condition().fields();
    if (rule.condition().always()) {
      return;
    }
    List<Rule.Classifying> earlier = new ArrayList<>();
    List<String> texts = new ArrayList<>(List.of(printed.get(index)));
    for (int i = 0; i < index; i++) {
      if (fields.containsAll(rules.get(i).condition().fields())) {
        earlier.add(rules.get(i));
        texts.add(printed.get(i));
      }
    }
    budget -= texts.size() * PRINTED;
    if (budget > 0) {
      Samples.of(set.vocabulary(), fields, texts)
          .filter(facts -> pay(facts, texts.size()))
          .ifPresent(facts -> compare(index, earlier, facts));
    }
  }

  private boolean pay(List<Facts> facts, int conditions) {
    budget -= (long) facts.size() * conditions;
    return budget > 0;
  }

  private void compare(int index, List<Rule.Classifying> earlier, List<Facts> samples) {
    Rule.Classifying rule = rules.get(index);
    List<Facts> holding = holding(rule, samples);
    if (holding.isEmpty()) {
      findings.warning(
          entry(rule),
          "분류 '" + rule.name() + "' 의 조건은 참이 될 수 없습니다",
          "the condition of '" + rule.name() + "' can never hold");
      return;
    }
    for (Rule.Classifying other : earlier) {
      if (holding.stream().allMatch(facts -> other.condition().test(facts))) {
        unreachable(index, List.of(other));
        return;
      }
    }
    boolean covered =
        holding.stream()
            .allMatch(facts -> earlier.stream().anyMatch(other -> other.condition().test(facts)));
    if (covered) {
      unreachable(index, takers(earlier, holding));
      return;
    }
    if (behindWider(index, holding)) {
      return;
    }
    overlap(rule, earlier, holding);
  }

  /// Looks at all earlier rules. A sample that none of them takes is a conversation the rule
  /// decides; mostly there is one, and nothing more is looked at.
  private boolean behindWider(int index, List<Facts> holding) {
    Set<Integer> suspects = new TreeSet<>();
    for (Facts facts : holding) {
      boolean taken = false;
      budget -= index;
      if (budget <= 0) {
        return false;
      }
      for (int i = 0; i < index; i++) {
        if (rules.get(i).condition().test(facts)) {
          suspects.add(i);
          taken = true;
        }
      }
      if (!taken) {
        return false;
      }
    }
    Set<Field> fields = new LinkedHashSet<>(rules.get(index).condition().fields());
    List<String> texts = new ArrayList<>(List.of(printed.get(index)));
    for (int suspect : suspects) {
      fields.addAll(rules.get(suspect).condition().fields());
      texts.add(printed.get(suspect));
    }
    budget -= texts.size() * PRINTED;
    if (budget <= 0) {
      return false;
    }
    List<Facts> all =
        Samples.of(set.vocabulary(), fields, texts)
            .filter(facts -> pay(facts, texts.size()))
            .orElse(List.of())
            .stream()
            .toList();
    all = holding(rules.get(index), all);
    boolean behind =
        !all.isEmpty()
            && all.stream()
                .allMatch(
                    facts -> suspects.stream().anyMatch(i -> rules.get(i).condition().test(facts)));
    if (behind) {
      unreachable(index, takers(suspects.stream().map(rules::get).toList(), all));
    }
    return behind;
  }

  /// Two rules that look at the same things, hold for the same conversation and disagree.
  private void overlap(Rule.Classifying rule, List<Rule.Classifying> earlier, List<Facts> holding) {
    for (Rule.Classifying other : earlier) {
      boolean disagree =
          !other.queue().equals(rule.queue())
              && other.condition().fields().equals(rule.condition().fields());
      if (disagree && holding.stream().anyMatch(facts -> other.condition().test(facts))) {
        findings.warning(
            entry(rule),
            "분류 '"
                + rule.name()
                + "' 와(과) '"
                + other.name()
                + "' ("
                + other.at()
                + ") 은(는) 겹칩니다. 둘 다 맞으면 먼저 적힌 '"
                + other.name()
                + "' 을(를) 씁니다",
            "'"
                + rule.name()
                + "' overlaps '"
                + other.name()
                + "' ("
                + other.at()
                + "); where both hold the earlier one decides");
      }
    }
  }

  /// The rules that decide about these conversations.
  private static List<Rule.Classifying> takers(
      List<Rule.Classifying> earlier, List<Facts> conversations) {
    return earlier.stream()
        .filter(rule ->
            conversations.stream()
                .anyMatch(facts ->
                    earlier.stream()
                        .filter(each -> each.condition().test(facts))
                        .findFirst()
                        .equals(Optional.of(rule))))
        .toList();
  }

  private void unreachable(int index, List<Rule.Classifying> shadowing) {
    Rule.Classifying rule = rules.get(index);
    findings.warning(
        entry(rule),
        "분류 '" + rule.name() + "' 에는 닿을 수 없습니다. " + named(shadowing) + " 이(가) 먼저 받습니다",
        "'"
            + rule.name()
            + "' is never reached; "
            + named(shadowing)
            + (shadowing.size() == 1 ? " decides" : " decide")
            + " before it");
  }

  private static String named(List<Rule.Classifying> rules) {
    return rules.stream()
        .map(rule -> "'" + rule.name() + "' (" + rule.at() + ")")
        .collect(Collectors.joining(", "));
  }

  private Node entry(Rule.Classifying rule) {
    return entries.stream().filter(entry -> entry.at().equals(rule.at())).findFirst().orElseThrow();
  }
}
