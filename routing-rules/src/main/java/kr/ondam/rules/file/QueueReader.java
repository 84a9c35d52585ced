package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import kr.ondam.rules.Strategy;
import org.jspecify.annotations.Nullable;

/// Reads the queues of one centre.
final class QueueReader {
  private final SiteReader site;
  private final Map<String, OpeningHours> hours;
  private final Strategy strategy;
  private final List<Node.Fields> entries;
  private final List<String> names;

  QueueReader(SiteReader site, Map<String, OpeningHours> hours, Strategy strategy) {
    this.site = site;
    this.hours = hours;
    this.strategy = strategy;
    entries = Tree.entries(site.root(), Key.QUEUES);
    names = entries.stream().map(entry -> Tree.word(entry, Key.NAME, "")).toList();
  }

  List<QueueRule> read(Collection<String> elsewhere) {
    return entries.stream().map(entry -> read(entry, elsewhere)).toList();
  }

  private QueueRule read(Node.Fields entry, Collection<String> elsewhere) {
    require(entry, Key.SKILLS);
    require(entry, Key.PRIORITY);
    site.checkSkills(Tree.fields(entry, Key.SKILLS));
    site.checkSkills(Tree.fields(entry, Key.PREFERRED));
    AfterHours afterHours =
        Tree.choice(entry, Key.AFTER_HOURS, AfterHours.values()).orElse(AfterHours.HOLD);
    Optional<String> redirected = queue(entry, Key.AFTER_HOURS_QUEUE, elsewhere);
    if (afterHours == AfterHours.OTHER_QUEUE && redirected.isEmpty()) {
      site.missing(
          Tree.at(entry, Key.AFTER_HOURS),
          "시간외가 '다른큐' 이면 '시간외큐' 가 있어야 합니다",
          "after-hours 'other-queue' needs 'after-hours-queue'");
    }
    SortedMap<String, Integer> skills = Tree.levels(entry, Key.SKILLS);
    return new QueueRule(
        Tree.word(entry, Key.NAME, ""),
        entry.at(),
        skills,
        Tree.levels(entry, Key.PREFERRED),
        Tree.whole(entry, Key.PRIORITY, 0),
        (int) Quantity.thousandths(Tree.word(entry, Key.WEIGHT, "1")).orElse(1_000),
        goal(Tree.fields(entry, Key.GOAL)),
        openingHours(Tree.text(entry, Key.HOURS)),
        afterHours,
        redirected,
        longestWait(Tree.fields(entry, Key.LONGEST_WAIT), elsewhere),
        limit(Tree.fields(entry, Key.LIMIT), elsewhere),
        Tree.choice(entry, Key.ORDER, Order.values()).map(Order::strategy).orElse(strategy),
        relaxations(entry, skills));
  }

  private void require(Node.Fields entry, Key key) {
    if (entry.get(key.korean()) == null) {
      site.missing(
          entry,
          "큐 '" + Tree.word(entry, Key.NAME, "") + "' 에 '" + key.korean() + "' 이(가) 빠졌습니다",
          "queue '" + Tree.word(entry, Key.NAME, "") + "' lacks '" + key.english() + "'");
    }
  }

  private Optional<OpeningHours> openingHours(Node.@Nullable Text name) {
    if (name == null || Shape.OrNone.isNone(name.value())) {
      return Optional.empty();
    }
    OpeningHours known = hours.get(name.value());
    if (known == null) {
      site.error(
          name,
          new Wording(
                  "'" + name.value() + "' 영업시간이 없습니다.",
                  "there are no hours '" + name.value() + "'.")
              .then(Suggestion.wording(name.value(), hours.keySet())));
    }
    return Optional.ofNullable(known);
  }

  private static Optional<QueueRule.Goal> goal(Node.@Nullable Fields goal) {
    return goal == null
        ? Optional.empty()
        : Optional.of(
            new QueueRule.Goal(
                Tree.duration(goal, Key.ANSWER, 60_000), Tree.whole(goal, Key.PERCENT, 80)));
  }

  private Optional<QueueRule.LongestWait> longestWait(
      Node.@Nullable Fields wait, Collection<String> elsewhere) {
    if (wait == null) {
      return Optional.empty();
    }
    Optional<WaitAction> action = action(wait);
    Optional<String> queue = target(wait, action, elsewhere);
    if (Tree.text(wait, Key.TIME) == null) {
      site.missing(wait, "최대대기에 '시간' 이 빠졌습니다", "longest-wait lacks 'time'");
    }
    return action.map(
        then -> new QueueRule.LongestWait(Tree.duration(wait, Key.TIME, 0), then, queue));
  }

  private Optional<QueueRule.Limit> limit(
      Node.@Nullable Fields limit, Collection<String> elsewhere) {
    if (limit == null) {
      return Optional.empty();
    }
    Optional<WaitAction> action = action(limit);
    Optional<String> queue = target(limit, action, elsewhere);
    if (Tree.text(limit, Key.COUNT) == null) {
      site.missing(limit, "대기한도에 '인원' 이 빠졌습니다", "limit lacks 'count'");
    }
    return action.map(then -> new QueueRule.Limit(Tree.whole(limit, Key.COUNT, 0), then, queue));
  }

  private Optional<WaitAction> action(Node.Fields described) {
    Optional<WaitAction> action = Tree.choice(described, Key.ACTION, WaitAction.values());
    if (action.isEmpty()) {
      site.missing(described, "'처리' 가 빠졌습니다", "'action' is missing");
    }
    return action;
  }

  private Optional<String> target(
      Node.Fields described, Optional<WaitAction> action, Collection<String> elsewhere) {
    Optional<String> queue = queue(described, Key.QUEUES, elsewhere);
    if (action.equals(Optional.of(WaitAction.OTHER_QUEUE)) && queue.isEmpty()) {
      site.missing(described, "처리가 '다른큐' 이면 '큐' 가 있어야 합니다", "action 'other-queue' needs 'queue'");
    }
    return queue;
  }

  private Optional<String> queue(Node.Fields described, Key key, Collection<String> elsewhere) {
    Node.Text name = Tree.text(described, key);
    if (name == null) {
      return Optional.empty();
    }
    RuleReader.checkQueue(site, name, names, elsewhere);
    return Optional.of(name.value());
  }

  private List<QueueRule.RelaxationRule> relaxations(
      Node.Fields queue, SortedMap<String, Integer> skills) {
    List<QueueRule.RelaxationRule> steps = new ArrayList<>();
    if (queue.get(Key.RELAXATIONS.korean()) instanceof Node.Items none && none.items().isEmpty()) {
      site.plainError(
          none,
          "완화가 비어 있습니다. 물려받은 것이 없으니 줄을 지우세요",
          "relaxations is empty and nothing is inherited; remove the line");
    }
    SortedMap<String, Integer> enough = skills;
    Scope scope = Scope.CENTRE;
    Node.@Nullable Text before = null;
    for (Node.Fields step : Tree.entries(queue, Key.RELAXATIONS)) {
      Node.Text after = Tree.text(step, Key.AFTER);
      if (after != null) {
        checkLater(before, after);
        before = after;
      }
      Node.Fields described = Tree.fields(step, Key.SKILLS);
      if (described != null) {
        site.checkSkills(described);
        SortedMap<String, Integer> next = Tree.levels(step, Key.SKILLS);
        checkEasier(described, enough, next);
        enough = next;
      }
      Scope wider = Tree.choice(step, Key.SCOPE, Scope.values()).orElse(scope);
      if (wider.compareTo(scope) < 0) {
        site.plainError(
            Tree.at(step, Key.SCOPE),
            "범위는 좁아질 수 없습니다 (" + scope.korean() + " → " + wider.korean() + ")",
            "the scope cannot narrow (" + scope.english() + " → " + wider.english() + ")");
      }
      scope = wider;
      steps.add(
          new QueueRule.RelaxationRule(
              Tree.duration(step, Key.AFTER, 0), enough, scope, step.at()));
    }
    return steps;
  }

  private void checkLater(Node.@Nullable Text before, Node.Text after) {
    if (before != null
        && Quantity.duration(after.value()).orElse(0)
            <= Quantity.duration(before.value()).orElse(0)) {
      site.plainError(
          after,
          "완화 시각은 점점 늦어져야 합니다 (" + before.value() + " 다음에 " + after.value() + ")",
          "relaxations must come later and later ("
              + after.value()
              + " after "
              + before.value()
              + ")");
    }
  }

  /// No step may ask for more: no level rises, and nothing is added to all that was asked before.
  private void checkEasier(
      Node.Fields described, SortedMap<String, Integer> before, SortedMap<String, Integer> after) {
    boolean keepsAll = after.keySet().containsAll(before.keySet());
    after.forEach((skill, level) -> {
      int had = before.getOrDefault(skill, keepsAll ? 0 : 5);
      Node value = described.get(skill);
      if (level > had && value != null) {
        String from = had == 0 ? "없음" : String.valueOf(had);
        site.plainError(
            value,
            "완화는 조건을 더 까다롭게 할 수 없습니다 (" + skill + " " + from + " → " + level + ")",
            "a relaxation cannot ask for more (" + skill + " " + had + " → " + level + ")");
      }
    });
  }
}
