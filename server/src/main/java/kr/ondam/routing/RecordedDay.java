package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.channel.ChannelKind;
import kr.ondam.rules.Partition;
import kr.ondam.rules.simulation.DayEntry;
import kr.ondam.rules.simulation.DayLog;
import kr.ondam.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the routing of one day of a tenant out of the recorded events, to run it again under other
/// rules.
///
/// The engine's numbers begin anew at every start of the server, so agents and conversations are
/// numbered here by their ids. Agents who were there before the day began are looked for in the
/// events of the day and a half before it.
public final class RecordedDay {
  private static final Duration BEFORE = Duration.ofHours(36);
  private static final int AT_ONCE = 2_000;

  private final long begin;
  private final long end;
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<Long, String> agentIds = new HashMap<>();
  private final Map<Long, DayEntry.AgentSeen> before = new TreeMap<>();
  private final List<DayEntry> entries = new ArrayList<>();

  private RecordedDay(long begin, long end) {
    this.begin = begin;
    this.end = end;
  }

  /// The name in rules of each channel, by its number in a record.
  public static List<String> channels() {
    return Arrays.stream(ChannelKind.values()).map(Ruling::channel).toList();
  }

  /// The day; without conversations when nothing is recorded.
  public static DayLog read(RoutingStore store, Tenant tenant, LocalDate day, ZoneId zone) {
    Instant begin = day.atStartOfDay(zone).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    var reader = new RecordedDay(begin.toEpochMilli(), end.toEpochMilli());
    long seq = store.lastEventBefore(tenant.id(), begin.minus(BEFORE));
    boolean more = true;
    while (more) {
      var events = store.events(tenant.id(), seq, AT_ONCE);
      more = events.size() == AT_ONCE;
      for (var event : events) {
        seq = event.seq();
        if (event.at().isBefore(end)) {
          reader.take(event);
        } else {
          more = false;
        }
      }
    }
    return reader.day(tenant.name(), day.toString());
  }

  private DayLog day(String tenant, String day) {
    List<DayEntry> all = new ArrayList<>(before.values());
    all.addAll(entries);
    return DayLog.of(tenant, day, all, List.of());
  }

  private void take(RoutingEvent event) {
    JsonNode body = JsonMapper.shared().readTree(event.body());
    long at = event.at().toEpochMilli();
    remember(body);
    switch (event.kind()) {
      case "started" -> agentIds.clear();
      case "agent_state", "agent" -> seen(at, body);
      case "arrived" -> add(at, arrived(at, body));
      case "answered" -> add(at, new DayEntry.Answered(at, conversation(body), agent(body)));
      case "ended" ->
          add(at, new DayEntry.Ended(at, conversation(body), body.path("wrapUp").asLong()));
      case "left" -> add(at, new DayEntry.Left(at, conversation(body), false));
      // What the rules and the engine make of these days is not taken over.
      default -> {}
    }
  }

  private void remember(JsonNode body) {
    if (body.has("agentId")) {
      agentIds.put(body.path("agent").asLong(), body.path("agentId").asString());
    }
  }

  private void add(long at, DayEntry entry) {
    if (at >= begin && at < end) {
      entries.add(entry);
    }
  }

  private void seen(long at, JsonNode body) {
    var profile = EventCodec.profile(body.path("profile"));
    Map<String, Integer> skills = new TreeMap<>();
    body.path("skills").properties().forEach(one -> skills.put(one.getKey(), one.getValue().asInt()));
    var seen =
        new DayEntry.AgentSeen(
            Math.max(at, begin),
            agent(body),
            body.path("centre").asString(""),
            profile.availability(),
            skills,
            profile.capacity(),
            profile.rank());
    if (at < begin) {
      before.put(seen.agent(), seen);
    } else {
      entries.add(seen);
    }
  }

  private DayEntry.Arrived arrived(long at, JsonNode body) {
    Map<String, String> facts = new TreeMap<>();
    body.path("facts").properties().forEach(one -> facts.put(one.getKey(), one.getValue().asString("")));
    var known = agentIds.get(body.path("sticky").path("agent").asLong(Partition.NOBODY));
    return new DayEntry.Arrived(
        at,
        conversation(body),
        body.path("channel").asInt(),
        body.path("centre").asString(""),
        body.path("queue").asString(""),
        known == null ? Partition.NOBODY : number(known),
        facts);
  }

  private long conversation(JsonNode body) {
    return number(body.path("conversationId").asString(""));
  }

  private long agent(JsonNode body) {
    return number(body.path("agentId").asString(""));
  }

  private long number(String id) {
    return numbers.computeIfAbsent(id, _ -> (long) numbers.size());
  }
}
