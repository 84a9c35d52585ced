package kr.ondam.rules.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.file.EngineRules;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleSet;
import kr.ondam.rules.file.TenantRules;

/// What a forecast plans with: the goals of the rules, and the agents who were on duty on a
/// recorded day.
///
/// Whoever has what a queue asks for at first counts with as many conversations of the queue's
/// usual channel as fit on the desk, also one who serves other queues at the same time.
public final class DayPlan implements Forecast.Plan {
  private static final int HALF_HOURS = 48;
  private static final long HALF_HOUR = 1_800_000;
  private static final QueueRule.Goal USUAL = new QueueRule.Goal(20_000, 80);

  private final TenantRules rules;
  private final EngineRules engine;
  private final List<String> channels;
  private final long offset;
  private final Map<String, Integer> usualChannel = new HashMap<>();

  /// Slots times milliseconds by queue and half hour.
  private final Map<String, long[]> duty = new TreeMap<>();

  private DayPlan(TenantRules rules, List<String> channels, long offset) {
    this.rules = rules;
    this.channels = channels;
    this.offset = offset;
    engine = EngineRules.of(rules);
  }

  /// The plan of a day.
  ///
  /// @param day whose agents count
  /// @param history days that tell which channel a queue is asked by most
  /// @param channels the name in the rules of each channel, by its number in the record
  /// @param offsetMillis of the local time from UTC
  public static DayPlan of(
      TenantRules rules,
      DayLog day,
      List<DayLog> history,
      List<String> channels,
      long offsetMillis) {
    DayPlan plan = new DayPlan(rules, channels, offsetMillis);
    plan.learnChannels(history);
    Map<Long, DayEntry.AgentSeen> last = new TreeMap<>();
    for (DayEntry.AgentSeen seen : day.agents()) {
      DayEntry.AgentSeen before = last.put(seen.agent(), seen);
      if (before != null) {
        plan.worked(before, seen.at());
      }
    }
    last.values().forEach(seen -> plan.worked(seen, day.end()));
    return plan;
  }

  private void learnChannels(List<DayLog> history) {
    Map<String, Map<Integer, Integer>> counts = new HashMap<>();
    for (DayLog log : history) {
      for (DayLog.Recorded each : log.conversations()) {
        counts
            .computeIfAbsent(each.arrived().queue(), _ -> new TreeMap<>())
            .merge(each.arrived().channel(), 1, Integer::sum);
      }
    }
    counts.forEach((queue, byChannel) -> {
      int usual = 0;
      for (Map.Entry<Integer, Integer> each : byChannel.entrySet()) {
        usual = each.getValue() > byChannel.getOrDefault(usual, 0) ? each.getKey() : usual;
      }
      usualChannel.put(queue, usual);
    });
  }

  private void worked(DayEntry.AgentSeen seen, long until) {
    if (seen.availability() != Availability.OPEN) {
      return;
    }
    RuleSet set = rules.of(seen.centre());
    AgentProfile profile =
        engine.profile(
            seen.login(),
            Optional.of(seen.centre()).filter(name -> !name.isEmpty()),
            seen.skills(),
            seen.availability(),
            Optional.of(seen.capacity().total()),
            channels);
    for (QueueRule queue : set.queues()) {
      int slots = slots(profile.capacity(), usualChannel.getOrDefault(queue.name(), 0));
      if (slots > 0 && profile.bits().covers(engine.demand(set, queue, 0).requirement())) {
        add(duty.computeIfAbsent(queue.name(), _ -> new long[HALF_HOURS]), seen.at(), until, slots);
      }
    }
  }

  private static int slots(Capacity capacity, int channel) {
    int weight = capacity.weight(channel);
    return weight == 0 ? 0 : Math.min(capacity.max(channel), capacity.total() / weight);
  }

  private void add(long[] halves, long from, long until, int slots) {
    for (long at = from; at < until; ) {
      long local = at + offset;
      long next = Math.min(until, at + HALF_HOUR - Math.floorMod(local, HALF_HOUR));
      halves[(int) (Math.floorMod(local, HALF_HOURS * HALF_HOUR) / HALF_HOUR)] +=
          slots * (next - at);
      at = next;
    }
  }

  /// The mean over the half hour; whoever was there at all counts as one at least.
  @Override
  public int agents(String queue, int halfHour) {
    long worked = duty.getOrDefault(queue, new long[HALF_HOURS])[halfHour];
    return worked == 0 ? 0 : (int) Math.max(1, (worked + HALF_HOUR / 2) / HALF_HOUR);
  }

  @Override
  public long targetMillis(String queue) {
    return goal(queue).answerMillis();
  }

  @Override
  public double targetShare(String queue) {
    return goal(queue).percent() / 100.0;
  }

  private QueueRule.Goal goal(String queue) {
    return rules
        .base()
        .queue(queue)
        .or(() ->
            rules.centres().values().stream().flatMap(set -> set.queue(queue).stream()).findFirst())
        .flatMap(QueueRule::goal)
        .orElse(USUAL);
  }
}
