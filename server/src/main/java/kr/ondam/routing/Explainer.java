package kr.ondam.routing;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.rules.Candidate.Obstacle;
import kr.ondam.rules.Decision.Ground;
import kr.ondam.rules.Decision.Skipped;
import kr.ondam.rules.English;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Words stored decisions and the wait of a conversation so that an administrator can read them.
public final class Explainer {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private final AgentWords words;

  /// @param names the name of an agent of the tenant, empty for one who does not exist there
  public Explainer(Function<AgentId, String> names, ZoneId zone) {
    words = new AgentWords(names, zone);
  }

  /// How the conversation came to its queue.
  public static Reasons arrival(Arrival arrival) {
    var read = Reasons.read(arrival.reasons());
    String version = version(arrival.rules());
    return new Reasons.Lines()
        .addAll(read.korean(), read.english())
        .add("규칙 버전 " + version, "rules version " + version)
        .done();
  }

  /// The first letters of a version.
  static String version(String rules) {
    return rules.length() > 12 ? rules.substring(0, 12) : rules;
  }

  /// Why a conversation went to the agent.
  public Reasons decision(RoutingDecision decision) {
    var lines = new Reasons.Lines();
    JsonNode json = read(decision.explanation());
    String name = words.name(decision.agent());
    switch (decision.kind()) {
      case "OFFER" -> chosen(json, name, lines);
      case "TRANSFER" -> {
        var by = by(decision);
        lines.add(by + " 님이 " + name + " 상담사에게 이관했습니다", by + " transferred it to " + name);
      }
      case "RETURN" -> {
        var by = by(decision);
        lines.add(
            by + " 상담사가 받지 않아 " + name + " 상담사에게 돌아왔습니다",
            by + " did not take it, so it came back to " + name);
      }
      case "REASSIGN" -> {
        var by = by(decision);
        lines.add(by + " 님이 " + name + " 상담사에게 배정했습니다", by + " gave it to " + name);
      }
      case "OVERFLOW" -> overflow(json, lines);
      case "TAKE" -> lines.add(name + " 상담사가 대기열에서 직접 가져왔습니다", name + " took it out of the queue");
      default -> lines.add(name + " 상담사에게 배정되었습니다", "it was given to " + name);
    }
    waited(json, lines);
    others(json, lines);
    ahead(json, lines);
    String version = version(json.path("rules").asString(""));
    if (!version.isEmpty()) {
      lines.add("규칙 버전 " + version, "rules version " + version);
    }
    return lines.done();
  }

  private static void overflow(JsonNode json, Reasons.Lines lines) {
    String tenant = json.path("granteeName").asString("");
    String name = json.path("agentName").asString("");
    String ground = json.path("basis").asString("") + " " + json.path("contract").asString("");
    lines.add(
        "이 계열사에는 받을 수 있는 상담사가 없어, 범위 그룹에 따라 " + tenant + " " + name + " 상담사에게 제안했습니다",
        "nobody of this tenant could take it, so under the scope group it was offered to "
            + name
            + " of "
            + tenant);
    lines.add("계열사 간 열람 승인 근거: " + ground, "ground of the cross-tenant grant: " + ground);
  }

  private String by(RoutingDecision decision) {
    var by = decision.by();
    return by == null ? "?" : words.name(new AgentId(by));
  }

  private static JsonNode read(String explanation) {
    try {
      return JSON.readTree(explanation);
    } catch (JacksonException _) {
      return JSON.createObjectNode();
    }
  }

  private void chosen(JsonNode json, String name, Reasons.Lines lines) {
    int eligible = json.path("eligible").asInt(0);
    var order = OrderWords.of(json.path("strategy").asString(""), words);
    var first = json.path("chosen");
    switch (ground(json)) {
      case KNOWN ->
          lines.add(
              "최근 상담한 상담사라서 " + name + " 상담사: 받을 수 있는 상담사 " + eligible + "명 가운데 순서보다 먼저입니다",
              name
                  + " was the last to talk to the customer and goes before the order of "
                  + English.count(eligible, "able agent"));
      case AWAITED ->
          lines.add(
              "최근 상담한 상담사라서 " + name + " 상담사: 이 상담사 몫으로 남겨 둔 상담이었습니다",
              name + " was the last to talk to the customer, for whom it was kept");
      case ORDER, GIVEN ->
          lines.add(
              "받을 수 있는 상담사 " + eligible + "명 가운데 " + name + " 상담사: " + order.korean(first),
              name
                  + " out of "
                  + English.count(eligible, "able agent")
                  + ": "
                  + order.english(first));
    }
    if (json.has("sticky")) {
      StickyWords.read(json.path("sticky")).describe(ground(json), lines);
    }
    if (json.path("runnerUp").isObject()) {
      next(json, order, lines);
    }
    if (json.path("front").asBoolean(false)) {
      lines.add(
          "상담사를 잃은 상담이라 같은 순위에서 맨 앞에 섰습니다",
          "it had lost its agent and so stood before all others of its class");
    }
  }

  private void next(JsonNode json, OrderWords order, Reasons.Lines lines) {
    var next = json.path("runnerUp");
    String second = words.name(agent(next));
    // Who knows the customer may stand before the other in the order as well, or behind.
    if (ground(json) == Ground.KNOWN) {
      lines.add(
          "다른 상담사 가운데 앞선 " + second + " 상담사: " + order.korean(next),
          "first of the others " + second + ": " + order.english(next));
      return;
    }
    var first = json.path("chosen");
    lines.add(
        "다음 순서는 "
            + second
            + " 상담사: "
            + order.korean(next)
            + " — "
            + order.behindKorean(first, next),
        "next in order "
            + second
            + ": "
            + order.english(next)
            + " — "
            + order.behindEnglish(first, next));
  }

  /// What made it this agent; the order where an older decision does not say.
  private static Ground ground(JsonNode json) {
    String name = json.path("ground").asString("");
    for (var ground : Ground.values()) {
      if (ground.name().equals(name)) {
        return ground;
      }
    }
    return Ground.ORDER;
  }

  private static void waited(JsonNode json, Reasons.Lines lines) {
    if (json.has("waitedMillis")) {
      long age = json.path("waitedMillis").asLong(0);
      int step = json.path("step").asInt(0);
      String queue = json.path("queue").asString("");
      lines.add(
          "도착하고 " + Values.korean(age) + " 뒤, 큐 " + queue + ", 완화 " + step + "단계",
          Values.english(age)
              + " after its arrival, queue "
              + queue
              + ", widened "
              + English.count(step, "time"));
    }
  }

  private void others(JsonNode json, Reasons.Lines lines) {
    var ground = ground(json);
    boolean known = ground == Ground.KNOWN || ground == Ground.AWAITED;
    String first = known ? words.name(agent(json.path("chosen"))) : "";
    for (JsonNode one : json.path("candidates")) {
      String name = words.name(agent(one));
      Map<String, Integer> lacks = new TreeMap<>();
      one.path("lacks").properties().forEach(l -> lacks.put(l.getKey(), l.getValue().asInt()));
      var stand =
          new AgentWords.Stand(
              Obstacle.valueOf(one.path("obstacle").asString("NONE")),
              lacks,
              one.path("until").asLong(0),
              first);
      lines.add(name + ": " + words.korean(stand), name + ": " + words.english(stand));
    }
    json.path("others")
        .properties()
        .forEach(rest -> {
          var obstacle = Obstacle.valueOf(rest.getKey());
          lines.add(
              "그 밖의 " + rest.getValue().asInt() + "명: " + AgentWords.korean(obstacle),
              English.count(rest.getValue().asInt(), "other")
                  + ": "
                  + AgentWords.english(obstacle));
        });
  }

  private static void ahead(JsonNode json, Reasons.Lines lines) {
    Map<Skipped, Integer> reasons = new HashMap<>();
    int place = 0;
    for (JsonNode one : json.path("ahead")) {
      place++;
      var reason = Skipped.valueOf(one.path("reason").asString());
      if (!one.has("queue")) {
        reasons.merge(reason, 1, Integer::sum);
        continue;
      }
      String queue = one.path("queue").asString();
      long waited = one.path("waitedMillis").asLong(0);
      boolean front = one.path("front").asBoolean(false);
      lines.add(
          "앞 "
              + place
              + "번째, 도착한 지 "
              + Values.korean(waited)
              + " 된 큐 "
              + queue
              + "의 상담은 이 상담사가 받을 수 없었습니다: "
              + korean(reason)
              + (front ? " (상담사를 잃어 맨 앞)" : ""),
          "number "
              + place
              + " ahead, "
              + Values.english(waited)
              + " after its arrival in queue "
              + queue
              + ", could not go to this agent: "
              + english(reason)
              + (front ? " (first, having lost its agent)" : ""));
    }
    List<String> ko = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (var reason : Skipped.values()) {
      int count = reasons.getOrDefault(reason, 0);
      if (count > 0) {
        ko.add(korean(reason) + " " + count + "건");
        en.add(count + " " + english(reason));
      }
    }
    if (!ko.isEmpty()) {
      lines.add(
          "앞에 있었지만 이 상담사가 받을 수 없던 상담: " + String.join(", ", ko),
          "passed over because the agent could not take them: " + String.join(", ", en));
    }
  }

  private static String korean(Skipped reason) {
    return switch (reason) {
      case HELD_FOR_ANOTHER -> "다른 이력상담사를 기다림";
      case SKILL_MISSING -> "기술이 다름";
      case CAPACITY_FULL -> "정원을 넘음";
      case EXCLUDED -> "거절·무응답·이관으로 제외";
    };
  }

  private static String english(Skipped reason) {
    return switch (reason) {
      case HELD_FOR_ANOTHER -> "kept for another agent";
      case SKILL_MISSING -> "asking for other skills";
      case CAPACITY_FULL -> "beyond the capacity";
      case EXCLUDED -> "declined, not answered or passed on by the agent";
    };
  }

  private static AgentId agent(JsonNode json) {
    return new AgentId(UUID.fromString(json.path("agent").asString()));
  }

  /// What a conversation waits for.
  public Reasons wait(WaitReport report) {
    return report.reasons(words);
  }
}
