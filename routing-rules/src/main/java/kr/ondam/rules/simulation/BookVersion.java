package kr.ondam.rules.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.file.AfterHours;
import kr.ondam.rules.file.Classification;
import kr.ondam.rules.file.EngineRules;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleSet;
import kr.ondam.rules.file.TenantRules;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.simulation.RuleVersion.Routed;

/// The rules of a tenant in a book, for a replay.
///
/// A day's record has no message text. What the first message decided is therefore taken over: when
/// the rules of the day, asked without it, lead elsewhere than the record says, the recorded queue
/// counts as long as these rules have it.
public final class BookVersion {
  /// In time when the queue has no goal of its own.
  private static final long USUAL_TARGET = 20_000;

  private static final long YEAR = 365 * 86_400_000L;

  private final TenantRules ofTheDay;
  private final TenantRules rules;
  private final EngineRules engine;
  private final List<String> channels;
  private final Map<String, Long> numbers = new HashMap<>();

  private BookVersion(TenantRules ofTheDay, TenantRules rules, List<String> channels) {
    this.ofTheDay = ofTheDay;
    this.rules = rules;
    this.channels = channels;
    engine = EngineRules.of(rules);
  }

  /// What a book makes of a tenant's day; empty when it has no rules for the tenant.
  ///
  /// @param name how the report calls it
  /// @param ofTheDay the rules the day was recorded under
  /// @param channels the name in the rules of each channel, by its number in the record
  public static Optional<RuleVersion> of(
      String name, RuleBook book, RuleBook ofTheDay, String tenant, List<String> channels) {
    return book.tenant(tenant)
        .map(rules -> {
          TenantRules day = ofTheDay.tenant(tenant).orElse(rules);
          BookVersion version = new BookVersion(day, rules, channels);
          return new RuleVersion(
              name, version.engine.policy(book.version()), version::route, version::profile);
        });
  }

  private Routed route(DayEntry.Arrived arrived) {
    RuleSet set = rules.of(arrived.centre());
    Facts facts = facts(set, arrived);
    Classification found = set.classify(facts, arrived.at());
    Optional<QueueRule> queue =
        decidedByText(arrived) ? set.queue(arrived.queue()).or(found::queue) : found.queue();
    if (queue.isEmpty()) {
      Demand anybody = new Demand(0, 0, 1_000, Bits.NONE, Bits.NONE, List.of());
      return new Routed(arrived.queue(), anybody, 0, Sticky.NONE, USUAL_TARGET);
    }
    QueueRule entered = set.entry(queue.get(), arrived.at());
    boolean closed = !entered.openAt(arrived.at());
    boolean loses = closed && entered.afterHours() == AfterHours.NEXT_BUSINESS_DAY;
    return new Routed(
        entered.name(),
        engine.demand(set, entered, number(entered.name())).within(),
        loses ? 0 : found.boostMillis(),
        sticky(set, facts, arrived),
        entered.goal().map(QueueRule.Goal::answerMillis).orElse(USUAL_TARGET),
        closed ? opening(entered, arrived.at()) : 0);
  }

  /// As the server keeps it: also for 챗봇, and when it never opens.
  private static long opening(QueueRule queue, long at) {
    return queue.hours().map(hours -> hours.nextOpening(at).orElse(at + YEAR)).orElse(at + YEAR);
  }

  private boolean decidedByText(DayEntry.Arrived arrived) {
    RuleSet then = ofTheDay.of(arrived.centre());
    return then.classify(facts(then, arrived), arrived.at())
        .queue()
        .map(queue -> !then.entry(queue, arrived.at()).name().equals(arrived.queue()))
        .orElse(true);
  }

  private static Facts facts(RuleSet set, DayEntry.Arrived arrived) {
    return set.facts(arrived.at()).putRecorded(arrived.facts()).build();
  }

  private static Sticky sticky(RuleSet set, Facts facts, DayEntry.Arrived arrived) {
    return set.sticky().enabled() && arrived.known() != Partition.NOBODY
        ? new Sticky(arrived.known(), set.sticky().holdMillis(facts))
        : Sticky.NONE;
  }

  private long number(String queue) {
    return numbers.computeIfAbsent(queue, _ -> (long) numbers.size());
  }

  private AgentProfile profile(DayEntry.AgentSeen seen) {
    Optional<String> centre = Optional.of(seen.centre()).filter(name -> !name.isEmpty());
    return engine.profile(
        seen.login(),
        centre,
        seen.skills(),
        seen.availability(),
        Optional.of(seen.capacity().total()),
        channels);
  }
}
