package kr.ondam.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Dormancy;
import kr.ondam.rules.Fairness;
import kr.ondam.rules.MaxWait;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Relaxation;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Strategy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes values of the engine as JSON and reads them again.
final class EventCodec {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private EventCodec() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ObjectNode demand(Demand demand) {
    var json = object();
    json.put("queue", demand.queue());
    json.put("class", demand.priorityClass());
    json.put("weight", demand.weight());
    json.put("requirement", demand.requirement().toString());
    json.put("scored", demand.scored().toString());
    var steps = json.putArray("relaxations");
    for (var step : demand.relaxations()) {
      steps
          .addObject()
          .put("after", step.afterMillis())
          .put("requirement", step.requirement().toString())
          .put("beyond", step.beyond());
    }
    json.put("maxWait", demand.maxWait().afterMillis());
    json.put("action", demand.maxWait().action().name());
    var strategy = demand.strategy();
    json.put("strategy", strategy == null ? null : strategy.name());
    return json;
  }

  static Demand demand(JsonNode json) {
    List<Relaxation> steps = new ArrayList<>();
    for (JsonNode step : json.path("relaxations")) {
      steps.add(
          new Relaxation(
              step.path("after").asLong(),
              bits(step.path("requirement").asString()),
              step.path("beyond").asBoolean(false)));
    }
    var strategy = json.path("strategy");
    return new Demand(
        json.path("queue").asLong(),
        json.path("class").asInt(),
        json.path("weight").asInt(),
        bits(json.path("requirement").asString()),
        bits(json.path("scored").asString()),
        steps,
        new MaxWait(
            json.path("maxWait").asLong(), MaxWait.Action.valueOf(json.path("action").asString())),
        strategy.isNull() ? null : Strategy.valueOf(strategy.asString()));
  }

  /// From `{1, 5}`.
  static Bits bits(String text) {
    String inside = text.substring(1, text.length() - 1);
    if (inside.isEmpty()) {
      return Bits.NONE;
    }
    String[] numbers = inside.split(", ", -1);
    int[] bits = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      bits[i] = Integer.parseInt(numbers[i]);
    }
    return Bits.of(bits);
  }

  static ObjectNode profile(AgentProfile profile) {
    var json = object();
    json.put("bits", profile.bits().toString());
    json.put("availability", profile.availability().name());
    json.put("rank", profile.rank());
    json.put("total", profile.capacity().total());
    var channels = json.putArray("channels");
    for (var channel : profile.capacity().channels()) {
      channels.addArray().add(channel.weight()).add(channel.max());
    }
    json.put("restAfter", profile.capacity().dormancy().afterMillis());
    json.put("restShare", profile.capacity().dormancy().sharePercent());
    return json;
  }

  static AgentProfile profile(JsonNode json) {
    List<Capacity.Channel> channels = new ArrayList<>();
    for (JsonNode channel : json.path("channels")) {
      channels.add(new Capacity.Channel(channel.path(0).asInt(), channel.path(1).asInt()));
    }
    return new AgentProfile(
        bits(json.path("bits").asString()),
        Availability.valueOf(json.path("availability").asString()),
        new Capacity(
            json.path("total").asInt(),
            channels,
            new Dormancy(json.path("restAfter").asLong(), json.path("restShare").asInt())),
        json.path("rank").asInt());
  }

  static ObjectNode policy(Policy policy) {
    var json = object();
    json.put("rules", policy.rules());
    json.put("strategy", policy.strategy().name());
    json.put("offer", policy.offerMillis());
    json.put("automatic", policy.automatic());
    json.put("exclusion", policy.exclusionMillis());
    json.put("misses", policy.missesToClose());
    json.put("most", policy.fairness().most());
    json.put("window", policy.fairness().windowMillis());
    return json;
  }

  static Policy policy(JsonNode json) {
    return new Policy(
        json.path("rules").asString(),
        Strategy.valueOf(json.path("strategy").asString()),
        json.path("offer").asLong(),
        json.path("automatic").asBoolean(),
        json.path("exclusion").asLong(),
        json.path("misses").asInt(),
        new Fairness(json.path("most").asInt(), json.path("window").asLong()));
  }

  static ObjectNode sticky(Sticky sticky) {
    return object().put("agent", sticky.agent()).put("hold", sticky.holdMillis());
  }

  static Sticky sticky(JsonNode json) {
    return new Sticky(json.path("agent").asLong(), json.path("hold").asLong());
  }

  static ObjectNode excluded(Map<Long, Long> excluded) {
    var json = object();
    excluded.forEach((agent, until) -> json.put(Long.toString(agent), until));
    return json;
  }

  static TreeMap<Long, Long> excluded(JsonNode json) {
    TreeMap<Long, Long> excluded = new TreeMap<>();
    json.properties()
        .forEach(one -> excluded.put(Long.valueOf(one.getKey()), one.getValue().asLong()));
    return excluded;
  }
}
