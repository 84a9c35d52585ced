package kr.ondam.rules.file;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.Fields;
import org.jspecify.annotations.Nullable;

/// The conversations of one script: classifies each as it arrives and numbers it for the engine.
final class ScriptArrivals {
  private static final Set<Key> NOT_FACTS = Set.of(Key.CENTRE, Key.WHEN);

  /// Later than any opening that is looked for.
  private static final long NEVER = OpeningHours.MOST_DAYS * 86_400_000L;

  private final TenantRules rules;
  private final EngineRules engine;
  private final Findings findings;
  private final Optional<Position> without;
  private final Map<Position, Rule> used = new LinkedHashMap<>();
  private final Map<String, Long> ids = new LinkedHashMap<>();
  private final Map<Long, String> queues = new HashMap<>();
  private final Map<String, Long> queueNumbers = new HashMap<>();
  private final Set<String> withBot = new HashSet<>();

  ScriptArrivals(
      TenantRules rules, EngineRules engine, Findings findings, Optional<Position> without) {
    this.without = without;
    this.rules = rules;
    this.engine = engine;
    this.findings = findings;
  }

  /// The number of a conversation that has arrived.
  Optional<Long> id(String name) {
    return Optional.ofNullable(ids.get(name));
  }

  /// The queue it went to.
  String queue(long id) {
    return queues.getOrDefault(id, ScriptRun.NOBODY);
  }

  /// Whether the bot has gone on with it out of hours.
  boolean isWithBot(ScriptStep step) {
    Node.Text name = step.text(ScriptStep.CONVERSATION);
    return name != null && withBot.contains(name.value());
  }

  /// The event for the engine; empty when the bot goes on with it, or a finding tells what is
  /// wrong.
  Optional<Event> arrived(ScriptStep step, Node.@Nullable Text centre, long at, long knownBy) {
    Node.Text name = step.text(ScriptStep.CONVERSATION);
    if (name == null || ids.containsKey(name.value())) {
      findings.error(
          step.node(),
          name == null ? "'상담' 이 빠졌습니다" : "'" + name.value() + "' 상담은 이미 도착했습니다",
          name == null
              ? "'conversation' is missing"
              : "'" + name.value() + "' has arrived already");
      return Optional.empty();
    }
    Optional<RuleSet> site = FileTests.site(rules, centre, findings);
    return site.flatMap(set ->
        new Situation(set, findings)
            .facts(facts(step), at, NOT_FACTS)
            .flatMap(facts -> ticket(step, name.value(), set, facts, at, knownBy)));
  }

  private Optional<Event> ticket(
      ScriptStep step, String name, RuleSet set, Facts facts, long at, long knownBy) {
    Classification found = classify(set, facts, at);
    found.rule().ifPresent(rule -> used.put(rule.at(), rule));
    found.boosts().forEach(boost -> used.put(boost.at(), boost));
    Node.Text korean = step.node().text(Fields.CHANNEL.korean());
    Node.Text channelName = korean == null ? step.node().text(Fields.CHANNEL.english()) : korean;
    int channel =
        channelName == null ? 0 : set.vocabulary().values("채널").indexOf(channelName.value());
    if (found.queue().isEmpty()) {
      findings.error(step.node(), "갈 수 있는 큐가 없습니다", "there is no queue to go to");
      return Optional.empty();
    }
    long id = ids.size() + 1L;
    ids.put(name, id);
    QueueRule queue = set.entry(found.queue().get(), at);
    queues.put(id, queue.name());
    boolean open = queue.openAt(at);
    if (!open && queue.afterHours() == AfterHours.BOT) {
      withBot.add(name);
      return Optional.empty();
    }
    String site = set.site().name() + "\n" + queue.name();
    long number = queueNumbers.computeIfAbsent(site, _ -> queueNumbers.size() + 1L);
    boolean lost = !open && queue.afterHours() == AfterHours.NEXT_BUSINESS_DAY;
    Ticket ticket =
        new Ticket(
            id,
            Math.max(0, channel),
            engine.demand(set, queue, number),
            lost ? 0 : found.boostMillis(),
            at,
            id);
    Sticky sticky =
        set.sticky().enabled() && knownBy != Partition.NOBODY
            ? new Sticky(knownBy, set.sticky().holdMillis(facts))
            : Sticky.NONE;
    return Optional.of(
        open
            ? new Event.Arrived(at, ticket, sticky)
            : new Event.ArrivedClosed(at, ticket, sticky, opening(queue, at)));
  }

  private Classification classify(RuleSet set, Facts facts, long at) {
    return set.without(facts, at, index(set.rules()), index(set.boosts()));
  }

  private int index(List<? extends Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      if (without.isPresent() && rules.get(i).at().equals(without.get())) {
        return i;
      }
    }
    return -1;
  }

  /// The rules that decided where conversations went and how urgent they are.
  List<Rule> used() {
    return List.copyOf(used.values());
  }

  private static long opening(QueueRule queue, long at) {
    return queue.hours().map(hours -> hours.nextOpening(at).orElse(at + NEVER)).orElse(at);
  }

  /// What of an arrival is a fact of the conversation.
  private static Node.Fields facts(ScriptStep step) {
    Map<String, Node.Field> facts = new LinkedHashMap<>(step.node().fields());
    facts.remove(step.time());
    for (String key : Set.of(ScriptStep.CONVERSATION, ScriptStep.STICKY)) {
      facts.remove(key);
      facts.remove(ScriptStep.english(key));
    }
    return step.node().with(facts);
  }
}
