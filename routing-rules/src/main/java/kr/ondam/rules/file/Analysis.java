package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.rules.language.Field;
import kr.ondam.rules.language.Spelling;

/// Finds what the form allows but nobody means: rules that never decide, queues that send
/// conversations in circles, goals the widening cannot meet.
final class Analysis {
  private static final int NOTICE_DAYS = 60;
  private static final long CONCERNS_NOBODY = 0;

  private final TenantReader.Surroundings surroundings;
  private final Findings findings;
  private final boolean sound;

  /// Centres that inherit the same rules are reasoned about once.
  private final Set<List<Rule.Classifying>> reasoned = new HashSet<>();

  /// @param sound whether the rules are free of errors so far; only then can they be reasoned about
  Analysis(TenantReader.Surroundings surroundings, Findings findings, boolean sound) {
    this.surroundings = surroundings;
    this.findings = findings;
    this.sound = sound;
  }

  void check(TenantReader.Effective effective) {
    new Idle(effective, findings).check();
    new Overflows(effective, findings).check();
    for (Node.Fields entry : Tree.entries(effective.root(), Key.QUEUES)) {
      effective
          .rules()
          .queue(Tree.word(entry, Key.NAME, ""))
          .ifPresent(queue -> check(entry, queue));
    }
    checkBoosts(effective);
    checkCalendar(effective);
    if (sound) {
      checkDefault(effective);
      if (reasoned.add(effective.rules().rules())) {
        new Reachability(effective, surroundings.ownFile(), findings).check();
      }
      surroundings.known().ifPresent(known -> new Staffing(known, effective, findings).check());
    }
  }

  private void check(Node.Fields entry, QueueRule queue) {
    if (queue.goal().isPresent() && !queue.relaxations().isEmpty()) {
      long first = queue.relaxations().getFirst().afterMillis();
      long goal = queue.goal().get().answerMillis();
      if (first >= goal) {
        Node step = Tree.entries(entry, Key.RELAXATIONS).getFirst();
        findings.warning(
            step instanceof Node.Fields fields ? Tree.at(fields, Key.AFTER) : step,
            "'"
                + queue.name()
                + "' 의 첫 완화("
                + Quantity.duration(first)
                + ")가 목표 응답("
                + Quantity.duration(goal)
                + ")보다 이르지 않습니다",
            "the first relaxation of '"
                + queue.name()
                + "' ("
                + first / 1_000
                + " s) is not before its goal ("
                + goal / 1_000
                + " s)");
      }
    }
    // A count that was refused for its form is none.
    if (Tree.text(Tree.fields(entry, Key.LIMIT), Key.COUNT) != null
        && queue.limit().filter(limit -> limit.count() == CONCERNS_NOBODY).isPresent()) {
      findings.warning(
          Tree.at(entry, Key.LIMIT, Key.COUNT),
          "대기한도가 0이라 '" + queue.name() + "' 에서는 아무도 기다릴 수 없습니다",
          "with a limit of 0 nobody can wait in '" + queue.name() + "'");
    }
  }

  private void checkDefault(TenantReader.Effective effective) {
    List<Rule.Classifying> rules = effective.rules().rules();
    if (rules.isEmpty() || rules.stream().anyMatch(rule -> rule.condition().always())) {
      return;
    }
    String queue = effective.rules().defaultQueue().map(QueueRule::name).orElse("");
    List<Node.Fields> entries = Tree.entries(effective.root(), Key.RULES);
    findings.warning(
        entries.getLast(),
        "나머지를 받는 분류(조건: \"참\")가 없습니다. 맞는 분류가 없으면 '" + queue + "' 큐로 갑니다",
        "no rule takes the rest (condition: \"true\"); what matches none goes to '" + queue + "'");
  }

  /// A head start longer than anybody may wait is as good as a class of its own.
  private void checkBoosts(TenantReader.Effective effective) {
    long cap = effective.rules().boostCapMillis();
    for (Node.Fields entry : Tree.entries(effective.root(), Key.BOOSTS)) {
      long boost = Tree.duration(entry, Key.BOOSTS, 0);
      Node value = Tree.at(entry, Key.BOOSTS);
      if (boost > cap) {
        findings.warning(
            value,
            "가점이 가점상한(" + Quantity.duration(cap) + ")보다 커서 그만큼만 씁니다",
            "the boost is more than the cap (" + cap / 1_000 + " s), which is used instead");
      }
      effective.rules().queues().stream()
          .filter(queue -> isStrict(Math.min(boost, cap), queue))
          .findFirst()
          .ifPresent(queue ->
              findings.warning(
                  value,
                  "가점이 '" + queue.name() + "' 큐의 최대대기보다 커서 사실상 항상 먼저 받습니다",
                  "the boost exceeds the longest wait of '"
                      + queue.name()
                      + "', so those who have it are always served first"));
    }
    if (sound) {
      checkBoostsTogether(effective, cap);
    }
  }

  /// The same for several head starts that one conversation can have.
  private void checkBoostsTogether(TenantReader.Effective effective, long cap) {
    List<Rule.Boosting> boosts = effective.rules().boosts();
    long sum = boosts.stream().mapToLong(Rule.Boosting::millis).sum();
    long longest = boosts.stream().mapToLong(Rule.Boosting::millis).max().orElse(0);
    Optional<QueueRule> strict =
        effective.rules().queues().stream()
            .filter(queue -> isStrict(Math.min(sum, cap), queue))
            .filter(queue -> !isStrict(Math.min(longest, cap), queue))
            .findFirst();
    if (strict.isEmpty()
        || !isStrict(Math.min(together(effective.rules(), sum), cap), strict.get())) {
      return;
    }
    findings.warning(
        Tree.at(effective.root(), Key.BOOSTS),
        "가점을 함께 받으면 '" + strict.get().name() + "' 큐의 최대대기보다 커서 사실상 항상 먼저 받습니다",
        "several boosts together exceed the longest wait of '"
            + strict.get().name()
            + "', so those who have them are always served first");
  }

  /// The most that one conversation can have; `sum` where that cannot be told.
  private static long together(RuleSet set, long sum) {
    Set<Field> fields = new LinkedHashSet<>();
    List<String> printed = new ArrayList<>();
    for (Rule.Boosting boost : set.boosts()) {
      fields.addAll(boost.condition().fields());
      printed.add(boost.condition().print(Spelling.KOREAN));
    }
    return Samples.of(set.vocabulary(), fields, printed).stream()
        .flatMap(List::stream)
        .mapToLong(facts ->
            set.boosts().stream()
                .filter(boost -> boost.condition().test(facts))
                .mapToLong(Rule.Boosting::millis)
                .sum())
        .max()
        .orElse(sum);
  }

  private static boolean isStrict(long boost, QueueRule queue) {
    Optional<QueueRule.LongestWait> wait = queue.longestWait();
    // A time that was refused for its form is 0.
    return wait.isPresent()
        && wait.get().millis() > 0
        && 1_000 * boost >= queue.weight() * wait.get().millis();
  }

  private void checkCalendar(TenantReader.Effective effective) {
    int year = surroundings.today().plusDays(NOTICE_DAYS).getYear();
    if (!effective.rules().calendar().covers(year)) {
      findings.warning(
          Tree.at(effective.root(), Key.CALENDAR, Key.HOLIDAYS),
          year + "년의 공휴일이 표에 없습니다",
          "the table has no holidays of " + year);
    }
  }
}
