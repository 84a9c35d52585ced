package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.channel.ChannelKind;
import kr.ondam.rules.simulation.DayEntry;
import kr.ondam.rules.simulation.DayEntry.AgentSeen;
import kr.ondam.rules.simulation.DayLog;
import kr.ondam.tenant.Tenant;

/// One day of a tenant out of the stored events, to run it again under other rules. Agents who were
/// there before the day began are looked for in the events of the day and a half before it.
public final class RoutingDay {
  private static final Duration BEFORE = Duration.ofHours(36);
  private static final int AT_ONCE = 2_000;

  private RoutingDay() {}

  /// The name in rules of each channel, by its number in a record.
  public static List<String> channels() {
    return Arrays.stream(ChannelKind.values()).map(Ruling::channel).toList();
  }

  /// The day; without conversations when nothing is recorded.
  public static DayLog read(RoutingStore store, Tenant tenant, LocalDate day, ZoneId zone) {
    Instant begin = day.atStartOfDay(zone).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    List<RoutingEvent> events = new ArrayList<>();
    long seq = store.lastEventBefore(tenant.id(), begin.minus(BEFORE));
    boolean more = true;
    while (more) {
      var next = store.events(tenant.id(), seq, AT_ONCE);
      next.stream().filter(event -> event.at().isBefore(end)).forEach(events::add);
      more = next.size() == AT_ONCE && next.getLast().at().isBefore(end);
      seq = next.isEmpty() ? seq : next.getLast().seq();
    }
    var entries = from(begin.toEpochMilli(), RecordedDay.entries(events));
    return DayLog.of(tenant.name(), day.toString(), entries);
  }

  /// The entries of the day, with the agents as they stand when it begins.
  private static List<DayEntry> from(long begin, List<DayEntry> entries) {
    Map<Long, AgentSeen> standing = new TreeMap<>();
    List<DayEntry> day = new ArrayList<>();
    for (DayEntry entry : entries) {
      if (entry.at() >= begin) {
        day.add(entry);
      } else if (entry instanceof AgentSeen seen) {
        standing.put(seen.agent(), at(begin, seen));
      }
    }
    day.addAll(0, standing.values());
    return day;
  }

  private static AgentSeen at(long at, AgentSeen seen) {
    return new AgentSeen(
        at,
        seen.agent(),
        seen.login(),
        seen.centre(),
        seen.availability(),
        seen.skills(),
        seen.capacity(),
        seen.rank());
  }
}
