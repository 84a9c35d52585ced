package kr.ondam.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Partition;
import kr.ondam.rules.simulation.DayEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads recorded events as the entries of a day's log, for replay and forecast. Agents and
/// conversations get numbers that stay the same over restarts of the server.
public final class RecordedDay {
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<Long, String> agentIds = new HashMap<>();
  private final Map<Long, DayEntry.AgentSeen> agents = new HashMap<>();
  private final List<DayEntry> entries = new ArrayList<>();

  private RecordedDay() {}

  /// The entries that recorded events stand for, in their order.
  public static List<DayEntry> entries(List<RoutingEvent> recorded) {
    var day = new RecordedDay();
    recorded.forEach(day::take);
    return List.copyOf(day.entries);
  }

  private void take(RoutingEvent recorded) {
    JsonNode body = JsonMapper.shared().readTree(recorded.body());
    long at = recorded.at().toEpochMilli();
    if (body.has("agentId")) {
      agentIds.put(body.path("agent").asLong(), body.path("agentId").asString());
    }
    switch (recorded.kind()) {
      case "agent", "agent_state" -> seen(at, body);
      case "agent_lost", "agent_gone" -> away(at, agent(body));
      case "arrived" -> arrived(at, recorded.rules(), body);
      case "answered" -> entries.add(new DayEntry.Answered(at, conversation(body), agent(body)));
      case "ended" ->
          entries.add(new DayEntry.Ended(at, conversation(body), body.path("wrapUp").asLong()));
      case "left" -> entries.add(new DayEntry.Left(at, conversation(body), false));
      // The rest is the engine's own doing.
      default -> {}
    }
  }

  private long conversation(JsonNode body) {
    return number(body.path("conversationId").asString());
  }

  private long agent(JsonNode body) {
    return number(body.path("agentId").asString());
  }

  private long number(String id) {
    return numbers.computeIfAbsent(id, _ -> (long) numbers.size() + 1);
  }

  private void seen(long at, JsonNode body) {
    AgentProfile profile = EventCodec.profile(body.path("profile"));
    Map<String, Integer> skills = new TreeMap<>();
    body.path("skills").properties().forEach(s -> skills.put(s.getKey(), s.getValue().asInt()));
    add(
        new DayEntry.AgentSeen(
            at,
            agent(body),
            body.path("login").asString(""),
            body.path("centre").asString(""),
            profile.availability(),
            skills,
            own(profile.capacity(), body),
            profile.rank()));
  }

  /// With the 정원 of the agent alone, which other rules may limit otherwise.
  private static Capacity own(Capacity capacity, JsonNode body) {
    int total = body.path("capacity").asInt(capacity.total());
    return new Capacity(total, capacity.channels(), capacity.dormancy());
  }

  private void add(DayEntry.AgentSeen seen) {
    agents.put(seen.agent(), seen);
    entries.add(seen);
  }

  private void away(long at, long agent) {
    var known = agents.get(agent);
    if (known != null) {
      add(
          new DayEntry.AgentSeen(
              at,
              agent,
              known.login(),
              known.centre(),
              Availability.CLOSED,
              known.skills(),
              known.capacity(),
              known.rank()));
    }
  }

  private void arrived(long at, String rules, JsonNode body) {
    Map<String, String> facts = new TreeMap<>();
    body.path("facts").properties().forEach(f -> facts.put(f.getKey(), f.getValue().asString()));
    var known = agentIds.get(body.path("sticky").path("agent").asLong(Partition.NOBODY));
    entries.add(
        new DayEntry.Arrived(
            at,
            conversation(body),
            body.path("channel").asInt(),
            body.path("centre").asString(""),
            body.path("queue").asString(""),
            known == null ? Partition.NOBODY : number(known),
            facts,
            body.path("conversationId").asString(),
            rules));
  }
}
