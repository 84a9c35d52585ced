package kr.ondam.routing;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;

/// Says why a conversation is where it is, from what is stored and from how its partition stands
/// now.
public final class Why {
  private final RoutingStore store;
  private final AgentStore agents;
  private final Partitions partitions;
  private final ZoneId zone;

  public Why(RoutingStore store, AgentStore agents, Partitions partitions, ZoneId zone) {
    this.store = store;
    this.agents = agents;
    this.partitions = partitions;
    this.zone = zone;
  }

  /// Why a conversation is where it is.
  ///
  /// @param arrival how it came to its queue, empty where no rules were asked
  /// @param decisions why it went to each agent, the latest first
  /// @param waiting what it waits for, empty when it does not wait
  public record Answer(
      Optional<Reasons> arrival, List<Reasons> decisions, Optional<Reasons> waiting) {
    public Answer {
      decisions = List.copyOf(decisions);
    }
  }

  /// Reads the store on the calling thread; of another tenant's conversation there is nothing to
  /// say.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be read
  public CompletionStage<Answer> of(TenantId tenant, ConversationId conversation) {
    var explainer = explainer(tenant);
    List<Reasons> decisions = new ArrayList<>();
    for (var decision : store.decisions(tenant, conversation).reversed()) {
      decisions.add(explainer.decision(decision));
    }
    var arrival = store.arrival(tenant, conversation).map(Explainer::arrival);
    return partitions
        .explain(tenant, conversation)
        .thenApply(report -> new Answer(arrival, decisions, report.map(explainer::wait)));
  }

  /// Only agents of the tenant have a name.
  public Explainer explainer(TenantId tenant) {
    Map<AgentId, String> names = new HashMap<>();
    agents.users(tenant).forEach(user -> names.put(user.agentId(), user.name()));
    Function<AgentId, String> name = agent -> names.getOrDefault(agent, "");
    return new Explainer(name, zone);
  }
}
