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
import kr.ondam.rules.Decision.Skipped;
import kr.ondam.rules.Strategy;
import org.jspecify.annotations.Nullable;
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
    var strategy = strategy(json.path("strategy").asString(""));
    lines.add(
        "받을 수 있는 상담사 "
            + eligible
            + "명 가운데 "
            + name
            + " 상담사: "
            + korean(strategy, json.path("chosen")),
        name + " out of " + eligible + " able agents: " + english(strategy, json.path("chosen")));
    var next = json.path("runnerUp");
    if (next.isObject()) {
      String second = words.name(agent(next));
      lines.add(
          "다음 순서는 " + second + " 상담사: " + korean(strategy, next),
          "next in order " + second + ": " + english(strategy, next));
    }
  }

  private static @Nullable Strategy strategy(String name) {
    for (var strategy : Strategy.values()) {
      if (strategy.name().equals(name)) {
        return strategy;
      }
    }
    return null;
  }

  private String korean(@Nullable Strategy strategy, JsonNode agent) {
    long key = agent.path("key").asLong(0);
    String since = words.time(agent.path("sinceMillis").asLong(0));
    return switch (strategy) {
      case LEAST_LOADED -> "여유우선, 정원의 " + key / 10_000 + "% 사용 중, 마지막 배정 " + since;
      case LONGEST_IDLE -> "최장유휴, 마지막 배정 " + since;
      case FEWEST_HANDLED -> "건수균형, 오늘 " + key + "건";
      case MOST_SKILLED ->
          "숙련우선, 숙련 합계 " + agent.path("preference").asInt(0) + ", 정원의 " + key / 10_000 + "% 사용 중";
      case FIXED -> "고정순 " + key;
      case null -> "마지막 배정 " + since;
    };
  }

  private String english(@Nullable Strategy strategy, JsonNode agent) {
    long key = agent.path("key").asLong(0);
    String since = words.time(agent.path("sinceMillis").asLong(0));
    return switch (strategy) {
      case LEAST_LOADED ->
          "least loaded, " + key / 10_000 + "% of the capacity in use, last given one at " + since;
      case LONGEST_IDLE -> "longest idle, last given one at " + since;
      case FEWEST_HANDLED -> "fewest handled, " + key + " today";
      case MOST_SKILLED ->
          "most skilled, levels sum up to "
              + agent.path("preference").asInt(0)
              + ", "
              + key / 10_000
              + "% of the capacity in use";
      case FIXED -> "fixed order " + key;
      case null -> "last given one at " + since;
    };
  }

  private static void waited(JsonNode json, Reasons.Lines lines) {
    if (json.has("waitedMillis")) {
      long waited = json.path("waitedMillis").asLong(0);
      int step = json.path("step").asInt(0);
      String queue = json.path("queue").asString("");
      lines.add(
          "큐 " + queue + " 에서 " + Values.korean(waited) + " 기다린 뒤, 완화 " + step + "단계",
          "after waiting "
              + Values.english(waited)
              + " in queue "
              + queue
              + ", widened "
              + step
              + " times");
    }
  }

  private void others(JsonNode json, Reasons.Lines lines) {
    for (JsonNode one : json.path("candidates")) {
      String name = words.name(agent(one));
      var obstacle = Obstacle.valueOf(one.path("obstacle").asString("NONE"));
      Map<String, Integer> lacks = new TreeMap<>();
      one.path("lacks").properties().forEach(l -> lacks.put(l.getKey(), l.getValue().asInt()));
      long until = one.path("until").asLong(0);
      lines.add(
          name + ": " + words.korean(obstacle, lacks, until),
          name + ": " + words.english(obstacle, lacks, until));
    }
    json.path("others")
        .properties()
        .forEach(rest -> {
          var obstacle = Obstacle.valueOf(rest.getKey());
          lines.add(
              "그 밖의 " + rest.getValue().asInt() + "명: " + AgentWords.korean(obstacle),
              rest.getValue().asInt() + " others: " + AgentWords.english(obstacle));
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
      lines.add(
          "앞 "
              + place
              + "번째, 큐 "
              + queue
              + " 에서 "
              + Values.korean(waited)
              + " 기다린 상담은 이 상담사가 받을 수 없었습니다: "
              + korean(reason),
          "number "
              + place
              + " ahead, waiting for "
              + Values.english(waited)
              + " in queue "
              + queue
              + ", could not go to this agent: "
              + english(reason));
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
      case HELD_FOR_ANOTHER -> "다른 상담사를 기다림";
      case SKILL_MISSING -> "기술이 다름";
      case CAPACITY_FULL -> "정원을 넘음";
      case EXCLUDED -> "거절·무응답";
    };
  }

  private static String english(Skipped reason) {
    return switch (reason) {
      case HELD_FOR_ANOTHER -> "kept for another agent";
      case SKILL_MISSING -> "asking for other skills";
      case CAPACITY_FULL -> "beyond the capacity";
      case EXCLUDED -> "declined or not answered by the agent";
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
