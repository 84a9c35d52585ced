package kr.ondam.gateway;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.routing.Arrival;
import kr.ondam.routing.Explainer;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingStore;
import kr.ondam.routing.WaitReport;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// The REST route that says why a conversation went where it went, and what it waits for.
public final class DecisionRoutes {
  private final ApiAccess access;
  private final ConversationStore conversations;
  private final RoutingStore routing;
  private final AgentStore agents;
  private final Partitions partitions;
  private final ZoneId zone;

  public DecisionRoutes(
      ApiAccess access,
      ConversationStore conversations,
      RoutingStore routing,
      AgentStore agents,
      Partitions partitions,
      ZoneId zone) {
    this.access = access;
    this.conversations = conversations;
    this.routing = routing;
    this.agents = agents;
    this.partitions = partitions;
    this.zone = zone;
  }

  public List<Route> routes() {
    return List.of(access.get("/api/v1/conversations/{conversation}/decisions", this::decisions));
  }

  private CompletionStage<GatewayResponse> decisions(ApiCall call) {
    var tenant = call.tenant();
    var conversation =
        conversations
            .find(tenant, new ConversationId(call.id("conversation")))
            .orElseThrow(ApiProblem::notFound)
            .id();
    var explainer = new Explainer(names(tenant), zone);
    var node = ApiJson.object();
    var items = node.putArray("items");
    for (var decision : routing.decisions(tenant, conversation)) {
      items.add(decision(decision, explainer));
    }
    node.putNull("next");
    node.set(
        "arrival", routing.arrival(tenant, conversation).map(DecisionRoutes::arrival).orElse(null));
    return partitions
        .explain(tenant, conversation)
        .thenApply(report -> {
          node.set("waiting", report.map(one -> waiting(one, explainer)).orElse(null));
          return GatewayResponse.json(200, node.toString());
        });
  }

  /// Only those of the tenant have a name.
  private Function<AgentId, String> names(TenantId tenant) {
    Map<AgentId, String> names = new HashMap<>();
    agents.users(tenant).forEach(user -> names.put(user.agentId(), user.name()));
    return agent -> names.getOrDefault(agent, "");
  }

  private static ObjectNode decision(RoutingDecision decision, Explainer explainer) {
    var node = ApiJson.object();
    node.put("id", decision.id().toString());
    node.put("kind", decision.kind());
    node.put("agent", decision.agent().toString());
    var by = decision.by();
    node.put("by", by == null ? null : by.toString());
    node.put("at", decision.at().toString());
    node.set("explanation", explainer.decision(decision).json());
    node.putRawValue("details", new RawValue(decision.explanation()));
    return node;
  }

  private static ObjectNode arrival(Arrival arrival) {
    var node = ApiJson.object();
    node.put("at", arrival.at().toString());
    node.put("centre", arrival.centre());
    var facts = node.putObject("facts");
    arrival.facts().forEach(facts::put);
    node.put("boostMillis", arrival.boostMillis());
    node.put("rules", arrival.rules());
    node.set("explanation", Explainer.arrival(arrival).json());
    return node;
  }

  private static ObjectNode waiting(WaitReport report, Explainer explainer) {
    var node = ApiJson.object();
    node.put("queue", report.queue());
    node.put("since", report.since().toString());
    node.put("position", report.position());
    node.put("step", report.step());
    node.put("skilled", report.skilled());
    node.put("wideningAt", time(report.wideningAt()));
    node.put("overdueAt", time(report.overdueAt()));
    node.put("opensAt", time(report.opensAt()));
    node.put("heldFor", ApiJson.id(report.heldFor()));
    node.put("attention", report.attention().name());
    node.set("explanation", explainer.wait(report).json());
    return node;
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
