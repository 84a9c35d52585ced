package kr.ondam.routing;

import kr.ondam.rules.Decision;
import kr.ondam.rules.Partition;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes the engine's decision as JSON in the words of the domain: who was chosen by which key,
/// who came next, how many could have taken it, who stood before and why they were passed over.
final class Explanation {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private Explanation() {}

  static String of(Decision decision, String strategy, Book book) {
    var json = JSON.createObjectNode();
    json.put("strategy", strategy);
    json.put("rules", decision.rules());
    json.put("waitedMillis", decision.waitedMillis());
    json.put("step", decision.step());
    json.put("eligible", decision.eligible());
    agent(json.putObject("chosen"), decision.chosen(), book);
    if (decision.runnerUp().agent() != Partition.NOBODY) {
      agent(json.putObject("runnerUp"), decision.runnerUp(), book);
    }
    var ahead = json.putArray("ahead");
    for (var skipped : decision.ahead()) {
      ahead
          .addObject()
          .put("conversation", book.conversations.id(skipped.conversation()).toString())
          .put("reason", skipped.reason().name());
    }
    return json.toString();
  }

  private static void agent(ObjectNode json, Decision.AgentKey key, Book book) {
    json.put("agent", book.agents.id(key.agent()).toString());
    json.put("key", key.key());
    json.put("preference", key.preference());
    json.put("sinceMillis", key.since());
  }
}
