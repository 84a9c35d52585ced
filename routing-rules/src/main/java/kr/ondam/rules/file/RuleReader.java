package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kr.ondam.rules.language.Condition;
import kr.ondam.rules.language.Limits;
import org.jspecify.annotations.Nullable;

/// Reads the classification rules and the boosts of one centre.
final class RuleReader {
  private final SiteReader site;
  private final Conditions conditions;
  private final Collection<String> queues;
  private final Collection<String> elsewhere;

  RuleReader(
      SiteReader site,
      Conditions conditions,
      Collection<String> queues,
      Collection<String> elsewhere) {
    this.site = site;
    this.conditions = conditions;
    this.queues = queues;
    this.elsewhere = elsewhere;
  }

  List<Rule.Classifying> classifying() {
    List<Node.Fields> entries = entries(Key.RULES);
    List<Rule.Classifying> rules = new ArrayList<>();
    for (Node.Fields entry : entries) {
      Node.Text queue = required(entry, Key.QUEUES);
      Optional<Condition> condition = condition(entry);
      if (queue != null && checkQueue(site, queue, queues, elsewhere) && condition.isPresent()) {
        rules.add(
            new Rule.Classifying(
                Tree.word(entry, Key.NAME, ""),
                condition.get(),
                queue.value(),
                entry.at(),
                Tree.at(entry, Key.CONDITION).at(),
                queue.at()));
      }
    }
    checkCost(Key.RULES, rules.stream().map(Rule.Classifying::condition).toList());
    return rules;
  }

  List<Rule.Boosting> boosting() {
    List<Rule.Boosting> boosts = new ArrayList<>();
    for (Node.Fields entry : entries(Key.BOOSTS)) {
      Node.Text boost = required(entry, Key.BOOSTS);
      Optional<Condition> condition = condition(entry);
      if (boost != null && condition.isPresent()) {
        boosts.add(
            new Rule.Boosting(
                Tree.word(entry, Key.NAME, ""),
                condition.get(),
                Tree.duration(entry, Key.BOOSTS, 0),
                entry.at(),
                boost.at()));
      }
    }
    checkCost(Key.BOOSTS, boosts.stream().map(Rule.Boosting::condition).toList());
    return boosts;
  }

  /// Whether a queue of this name exists here; reports it when it does not.
  static boolean checkQueue(
      SiteReader site, Node.Text name, Collection<String> here, Collection<String> elsewhere) {
    if (here.contains(name.value())) {
      return true;
    }
    String last = name.value().substring(name.value().lastIndexOf('/') + 1);
    if (elsewhere.contains(last)) {
      site.error(
          name,
          new Wording(
              "'" + name.value() + "' 큐는 다른 계열사의 큐라 쓸 수 없습니다. 넘침 배정은 완화의 '범위: 그룹' 으로 합니다",
              "queue '"
                  + name.value()
                  + "' belongs to another tenant; overflow there is 'scope: group'"));
    } else {
      site.error(
          name,
          new Wording(
                  "'" + name.value() + "' 큐가 없습니다.", "there is no queue '" + name.value() + "'.")
              .then(Suggestion.wording(name.value(), here)));
    }
    return false;
  }

  private List<Node.Fields> entries(Key key) {
    List<Node.Fields> entries = Tree.entries(site.root(), key);
    if (entries.size() > Schema.MOST_RULES) {
      site.plainError(
          Tree.at(site.root(), key),
          key.korean() + " 은(는) " + Schema.MOST_RULES + "개를 넘을 수 없습니다 (" + entries.size() + "개)",
          key.english() + " has more than " + Schema.MOST_RULES + " entries");
      return List.of();
    }
    return entries;
  }

  private Optional<Condition> condition(Node.Fields entry) {
    Node.Text text = required(entry, Key.CONDITION);
    return text == null ? Optional.empty() : conditions.of(text);
  }

  private Node.@Nullable Text required(Node.Fields entry, Key key) {
    Node.Text text = Tree.text(entry, key);
    if (text == null) {
      site.missing(
          entry,
          "'" + Tree.word(entry, Key.NAME, "") + "' 에 '" + key.korean() + "' 이(가) 빠졌습니다",
          "'" + Tree.word(entry, Key.NAME, "") + "' lacks '" + key.english() + "'");
    }
    return text;
  }

  private void checkCost(Key key, List<Condition> all) {
    long cost = all.stream().mapToLong(Condition::cost).sum();
    if (cost > Limits.COST_OF_RULE_SET) {
      site.plainError(
          Tree.at(site.root(), key),
          key.korean() + " 조건이 너무 무겁습니다 (" + cost + ", 최대 " + Limits.COST_OF_RULE_SET + ")",
          "the conditions cost too much (" + cost + ", at most " + Limits.COST_OF_RULE_SET + ")");
    }
  }
}
