package kr.ondam.routing;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.Candidate;
import kr.ondam.rules.Candidate.Obstacle;
import kr.ondam.rules.Decision;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.Trace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes the engine's decision as JSON in the words of the domain: who was chosen by which key or
/// because of knowing the customer, who came next, what stood in the way of the others, who stood
/// before and why they were passed over.
final class Explanation {
  /// Others than these are only counted.
  private static final int MOST_CANDIDATES = 30;

  /// Whoever could nearly have taken it first.
  private static final Comparator<Candidate> NEAREST =
      Comparator.<Candidate>comparingInt(one -> one.obstacle() == Obstacle.NONE ? 0 : 1)
          .thenComparing(one -> one.obstacle() == Obstacle.SKILL_MISSING)
          .thenComparing(one -> one.obstacle() == Obstacle.AGENT_CLOSED)
          .thenComparing(one -> one.key().preference(), Comparator.reverseOrder())
          .thenComparing(one -> one.key().key())
          .thenComparing(one -> one.key().since())
          .thenComparing(one -> one.key().agent());

  private static final ObjectMapper JSON = JsonMapper.shared();

  private Explanation() {}

  /// @param trace what the engine told about the choice, null when it did not choose, or when the
  ///   partition is too large to look at everybody
  static String of(
      Decision decision, @Nullable Trace trace, Tracked conversation, Partition engine, Book book) {
    var own = decision.ticket().demand().strategy();
    Strategy strategy = own == null ? engine.policy().strategy() : own;
    var json = JSON.createObjectNode();
    json.put("strategy", strategy.name());
    json.put("rules", decision.rules());
    json.put("queue", book.name(conversation.queue));
    json.put("waitedMillis", decision.waitedMillis());
    json.put("boostMillis", decision.ticket().boostMillis());
    json.put("step", decision.step());
    json.put("eligible", decision.eligible());
    json.put("ground", decision.ground().name());
    if (decision.front() && decision.ground() != Decision.Ground.GIVEN) {
      json.put("front", true);
    }
    if (decision.ground() == Decision.Ground.KNOWN
        || decision.ground() == Decision.Ground.AWAITED) {
      book.ruling()
          .map(rules -> rules.set(conversation.centre).sticky())
          .ifPresent(rule -> StickyWords.of(rule).write(json.putObject("sticky")));
    }
    agent(json.putObject("chosen"), decision.chosen(), book);
    if (decision.runnerUp().agent() != Partition.NOBODY) {
      agent(json.putObject("runnerUp"), decision.runnerUp(), book);
    }
    if (trace != null) {
      var skills = book.skills(conversation, decision.step());
      candidates(json, trace.candidates(), decision.chosen().agent(), skills, book);
    }
    var ahead = json.putArray("ahead");
    for (var skipped : decision.ahead()) {
      var one = ahead.addObject();
      one.put("reason", skipped.reason().name());
      // The conversations of other tenants are nobody's business here.
      if (book.guest(skipped.conversation()).isEmpty()) {
        var id = book.conversations.id(skipped.conversation());
        one.put("conversation", id.toString());
        book.conversation(id)
            .ifPresent(other -> {
              one.put("queue", book.name(other.queue))
                  .put("waitedMillis", decision.at() - other.waitingSince.toEpochMilli());
              if (other.front) {
                one.put("front", true);
              }
            });
      }
    }
    return json.toString();
  }

  /// Why a conversation came back to whoever had transferred it: there was no choice.
  static String returned(Decision decision) {
    return JSON.createObjectNode().put("rules", decision.rules()).toString();
  }

  /// Why a conversation was granted to another tenant.
  static String overflow(
      CrossTenantGrant grant,
      String grantee,
      String queue,
      long waitedMillis,
      int step,
      String rules) {
    return JSON.createObjectNode()
        .put("rules", rules)
        .put("queue", queue)
        .put("waitedMillis", waitedMillis)
        .put("step", step)
        .put("grant", grant.id().toString())
        .put("grantee", grant.grantee().value())
        .put("granteeName", grantee)
        .put("agentName", grant.agentName())
        .put("basis", grant.basis())
        .put("contract", grant.contract())
        .toString();
  }

  private static void candidates(
      ObjectNode json,
      List<Candidate> candidates,
      long chosen,
      Map<String, Integer> skills,
      Book book) {
    var array = json.putArray("candidates");
    Map<Obstacle, Integer> counted = new EnumMap<>(Obstacle.class);
    var sorted =
        candidates.stream().filter(one -> one.key().agent() != chosen).sorted(NEAREST).toList();
    for (var one : sorted) {
      if (array.size() == MOST_CANDIDATES) {
        counted.merge(one.obstacle(), 1, Integer::sum);
        continue;
      }
      var node = array.addObject();
      agent(node, one.key(), book);
      node.put("obstacle", one.obstacle().name());
      if (one.until() > 0) {
        node.put("until", one.until());
      }
      if (one.obstacle() == Obstacle.SKILL_MISSING) {
        var lacks = node.putObject("lacks");
        lacks(one, skills, book).forEach(lacks::put);
      }
    }
    if (!counted.isEmpty()) {
      var others = json.putObject("others");
      counted.forEach((obstacle, count) -> others.put(obstacle.name(), count));
    }
  }

  /// Skills with the level that is asked for and not there; none when the agent only belongs to
  /// another centre or region.
  static Map<String, Integer> lacks(Candidate one, Map<String, Integer> skills, Book book) {
    Map<String, Integer> lacks = new TreeMap<>();
    var user = book.user(book.agents.id(one.key().agent()));
    skills.forEach((skill, level) -> {
      int has = user.map(known -> known.skills().getOrDefault(skill, 0)).orElse(0);
      if (has < level) {
        lacks.put(skill, level);
      }
    });
    return lacks;
  }

  private static void agent(ObjectNode json, Decision.AgentKey key, Book book) {
    json.put("agent", book.agents.id(key.agent()).toString());
    json.put("key", key.key());
    json.put("preference", key.preference());
    json.put("sinceMillis", key.since());
  }
}
