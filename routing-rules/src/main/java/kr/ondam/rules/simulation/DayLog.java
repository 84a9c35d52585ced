package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The recorded routing of a day of one tenant, each conversation with what became of it.
///
/// @param agents what was seen of agents, in order
/// @param conversations in the order of arrival
/// @param end instant of the last entry
public record DayLog(
    String tenant,
    String day,
    List<DayEntry.AgentSeen> agents,
    List<Recorded> conversations,
    long end) {
  /// Stands for an instant that is not in the record.
  public static final long UNKNOWN = -1;

  public DayLog {
    agents = List.copyOf(agents);
    conversations = List.copyOf(conversations);
  }

  /// A conversation of the day; instants that did not come are [#UNKNOWN].
  ///
  /// @param answeredAt when somebody first became the assignee
  /// @param agent who that was, or [kr.ondam.rules.Partition#NOBODY]
  /// @param silent whether leaving is only concluded from silence
  public record Recorded(
      DayEntry.Arrived arrived,
      long answeredAt,
      long agent,
      long endedAt,
      long wrapUpMillis,
      long leftAt,
      boolean silent) {
    boolean answered() {
      return answeredAt != UNKNOWN;
    }

    /// From the first answer to the end, also over transfers; unknown when either is.
    long handleMillis() {
      return answered() && endedAt != UNKNOWN ? endedAt - answeredAt : UNKNOWN;
    }

    /// How long the customer waited, at least until `end`.
    long waitMillis(long end) {
      long until = answered() ? answeredAt : leftAt != UNKNOWN ? leftAt : end;
      return Math.max(0, until - arrived.at());
    }
  }

  /// Puts the entries of a day together. What belongs to no arrival of the day is left out; of
  /// several arrivals of a conversation the first counts.
  public static DayLog of(String tenant, String day, List<DayEntry> entries) {
    List<DayEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(DayEntry::at));
    List<DayEntry.AgentSeen> agents = new ArrayList<>();
    Map<Long, Recorded> conversations = new LinkedHashMap<>();
    for (DayEntry entry : sorted) {
      switch (entry) {
        case DayEntry.AgentSeen seen -> agents.add(seen);
        case DayEntry.Arrived arrived ->
            conversations.putIfAbsent(
                arrived.conversation(),
                new Recorded(arrived, UNKNOWN, UNKNOWN, UNKNOWN, 0, UNKNOWN, false));
        case DayEntry.Answered answered ->
            conversations.computeIfPresent(
                answered.conversation(), (_, known) -> answer(known, answered));
        case DayEntry.Ended ended ->
            conversations.computeIfPresent(ended.conversation(), (_, known) -> end(known, ended));
        case DayEntry.Left left ->
            conversations.computeIfPresent(left.conversation(), (_, known) -> leave(known, left));
      }
    }
    long end = sorted.isEmpty() ? 0 : sorted.getLast().at();
    return new DayLog(tenant, day, agents, List.copyOf(conversations.values()), end);
  }

  private static Recorded answer(Recorded known, DayEntry.Answered answered) {
    return known.answered() || known.leftAt() != UNKNOWN
        ? known
        : new Recorded(
            known.arrived(), answered.at(), answered.agent(), UNKNOWN, 0, UNKNOWN, false);
  }

  private static Recorded end(Recorded known, DayEntry.Ended ended) {
    return new Recorded(
        known.arrived(),
        known.answeredAt(),
        known.agent(),
        ended.at(),
        ended.wrapUpMillis(),
        known.leftAt(),
        known.silent());
  }

  private static Recorded leave(Recorded known, DayEntry.Left left) {
    return known.answered()
        ? known
        : new Recorded(known.arrived(), UNKNOWN, UNKNOWN, UNKNOWN, 0, left.at(), left.silent());
  }

  /// The version of the rules under which most conversations arrived; empty when the record does
  /// not say.
  public Optional<String> rules() {
    Map<String, Integer> arrived = arrivedUnder();
    return arrived.keySet().stream().max(Comparator.comparing(arrived::get));
  }

  /// How many conversations arrived under other rules than [#rules].
  public int underOtherRules() {
    Map<String, Integer> arrived = arrivedUnder();
    int most = rules().map(arrived::get).orElse(0);
    return arrived.values().stream().mapToInt(Integer::intValue).sum() - most;
  }

  private Map<String, Integer> arrivedUnder() {
    Map<String, Integer> arrived = new TreeMap<>();
    for (Recorded each : conversations) {
      String rules = each.arrived().rules();
      if (!rules.isEmpty()) {
        arrived.merge(rules, 1, Integer::sum);
      }
    }
    return arrived;
  }

  /// The logins of the agents by their numbers; a number where the record does not say.
  Map<Long, String> logins() {
    Map<Long, String> logins = new TreeMap<>();
    for (DayEntry.AgentSeen seen : agents) {
      String login = seen.login();
      logins.put(seen.agent(), login.isEmpty() ? Long.toString(seen.agent()) : login);
    }
    return logins;
  }

  /// The day as the forecast wants it, wrap-up included in the handle time.
  public List<HistoryRecord> history() {
    List<HistoryRecord> history = new ArrayList<>();
    for (Recorded each : conversations) {
      long handle = each.handleMillis();
      HistoryRecord.Ending ending =
          each.answered()
              ? HistoryRecord.Ending.ANSWERED
              : each.leftAt() != UNKNOWN && !each.silent()
                  ? HistoryRecord.Ending.LEFT
                  : HistoryRecord.Ending.SILENT;
      if (!each.answered() || handle != UNKNOWN) {
        history.add(
            new HistoryRecord(
                each.arrived().queue(),
                each.arrived().at(),
                ending,
                each.waitMillis(end),
                handle == UNKNOWN ? 0 : handle + each.wrapUpMillis()));
      }
    }
    return history;
  }
}
