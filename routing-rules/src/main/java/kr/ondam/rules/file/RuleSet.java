package kr.ondam.rules.file;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.FactsBuilder;
import kr.ondam.rules.language.Fields;
import kr.ondam.rules.language.FirstMatch;
import kr.ondam.rules.language.Vocabulary;

/// The rules in force for one centre after all inheritance (상담배정규칙).
public final class RuleSet {
  private static final ZoneOffset SEOUL = ZoneOffset.ofHours(9);

  private final Site site;
  private final Described described;
  private final FirstMatch classification;
  private final FirstMatch boosting;

  RuleSet(Site site, Described described) {
    this.site = site;
    this.described = described;
    classification =
        FirstMatch.of(described.rules().stream().map(Rule.Classifying::condition).toList());
    boosting = FirstMatch.of(described.boosts().stream().map(Rule.Boosting::condition).toList());
  }

  /// Whose rules these are.
  ///
  /// @param centre empty for conversations of the tenant without a centre
  /// @param region empty when unknown
  public record Site(String tenant, Optional<String> centre, Optional<String> region) {
    /// `서울센터`, or the tenant's name.
    public String name() {
      return centre.orElse(tenant);
    }
  }

  /// Everything the files say for the site.
  ///
  /// @param root what it was read from
  record Described(
      Vocabulary vocabulary,
      Calendar calendar,
      List<QueueRule> queues,
      List<Rule.Classifying> rules,
      List<Rule.Boosting> boosts,
      long boostCapMillis,
      CapacityRule capacity,
      AssignmentRule assignment,
      StickyRule sticky,
      AgentGroups groups,
      Node.Fields root) {
    Described {
      queues = List.copyOf(queues);
      rules = List.copyOf(rules);
      boosts = List.copyOf(boosts);
    }
  }

  /// A builder of facts that knows the site and the time; the rest is the host's to say.
  public FactsBuilder facts(long instant) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(instant), SEOUL);
    FactsBuilder facts =
        Facts.in(described.vocabulary())
            .now(local, described.calendar().holiday(local.toLocalDate()).isPresent());
    if (described.vocabulary().value("계열사", site.tenant()).isPresent()) {
      facts.put(Fields.AFFILIATE.korean(), site.tenant());
    }
    site.centre().ifPresent(centre -> facts.put(Fields.CENTRE.korean(), centre));
    site.region()
        .filter(region -> described.vocabulary().value("지역", region).isPresent())
        .ifPresent(region -> facts.put(Fields.REGION.korean(), region));
    return facts;
  }

  /// Where a conversation with these facts goes at an instant, epoch milliseconds.
  public Classification classify(Facts facts, long instant) {
    return decided(facts, instant, classification.find(facts), -1);
  }

  /// The same as if one rule or boost were not there.
  ///
  /// @param withoutRule index in [#rules], -1 for none
  /// @param withoutBoost index in [#boosts], -1 for none
  Classification without(Facts facts, long instant, int withoutRule, int withoutBoost) {
    int found = classification.find(facts);
    int next = found >= 0 && found == withoutRule ? classification.next(facts, found + 1) : found;
    return decided(facts, instant, next, withoutBoost);
  }

  private Classification decided(Facts facts, long instant, int rule, int withoutBoost) {
    List<Rule.Boosting> boosts = new ArrayList<>();
    long boost = 0;
    for (int i = boosting.find(facts); i >= 0; i = boosting.next(facts, i + 1)) {
      if (i != withoutBoost) {
        boosts.add(described.boosts().get(i));
        boost += described.boosts().get(i).millis();
      }
    }
    Optional<Rule.Classifying> deciding =
        rule < 0 ? Optional.empty() : Optional.of(described.rules().get(rule));
    Optional<QueueRule> queue =
        deciding.flatMap(found -> queue(found.queue())).or(this::defaultQueue);
    boolean open = queue.map(found -> found.openAt(instant)).orElse(true);
    return new Classification(
        deciding,
        queue,
        boosts,
        Math.min(boost, described.boostCapMillis()),
        open,
        open ? OptionalLong.of(instant) : nextOpening(queue, instant));
  }

  private static OptionalLong nextOpening(Optional<QueueRule> queue, long instant) {
    var hours = queue.flatMap(QueueRule::hours);
    return hours.isPresent() ? hours.get().nextOpening(instant) : OptionalLong.of(instant);
  }

  /// Where a conversation goes for which no rule holds: the queue that is served last.
  public Optional<QueueRule> defaultQueue() {
    return described.queues().stream()
        .reduce((one, other) -> other.priority() > one.priority() ? other : one);
  }

  /// The queue a conversation really enters at an instant: out of hours 다른큐 leads to another one.
  public QueueRule entry(QueueRule queue, long instant) {
    QueueRule entered = queue;
    for (int hop = 0; hop < Overflows.LONGEST; hop++) {
      Optional<QueueRule> next = entered.afterHoursQueue().flatMap(this::queue);
      boolean goesOn = entered.afterHours() == AfterHours.OTHER_QUEUE && !entered.openAt(instant);
      if (!goesOn || next.isEmpty()) {
        return entered;
      }
      entered = next.get();
    }
    return entered;
  }

  public Site site() {
    return site;
  }

  public Vocabulary vocabulary() {
    return described.vocabulary();
  }

  public Calendar calendar() {
    return described.calendar();
  }

  public List<QueueRule> queues() {
    return described.queues();
  }

  /// The queue of a name.
  public Optional<QueueRule> queue(String name) {
    return described.queues().stream().filter(queue -> queue.name().equals(name)).findFirst();
  }

  public List<Rule.Classifying> rules() {
    return described.rules();
  }

  public List<Rule.Boosting> boosts() {
    return described.boosts();
  }

  /// The greatest sum of boosts (가점상한).
  public long boostCapMillis() {
    return described.boostCapMillis();
  }

  public CapacityRule capacity() {
    return described.capacity();
  }

  public AssignmentRule assignment() {
    return described.assignment();
  }

  public StickyRule sticky() {
    return described.sticky();
  }

  public AgentGroups groups() {
    return described.groups();
  }

  /// The skills that 어휘 lists; none when it lists none.
  List<String> skillWords() {
    Node.Fields words = Tree.fields(described.root(), Key.VOCABULARY);
    return words == null ? List.of() : Tree.words(words.get(Key.SKILLS.korean()));
  }

  /// Where each value came from; collected anew at each call.
  public Leaves leaves() {
    return Leaves.of(described.root());
  }
}
