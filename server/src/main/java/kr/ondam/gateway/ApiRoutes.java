package kr.ondam.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.Presence;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.routing.Loan;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.PartitionView;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.Queue;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingStore;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantStore;
import tools.jackson.databind.node.ObjectNode;

/// REST routes about the tenant, its queues, agents and offers (`/api/v1`).
public final class ApiRoutes {
  private final ApiAccess access;
  private final TenantStore tenants;
  private final AgentStore agents;
  private final RoutingStore routing;
  private final Partitions partitions;

  public ApiRoutes(
      ApiAccess access,
      TenantStore tenants,
      AgentStore agents,
      RoutingStore routing,
      Partitions partitions) {
    this.access = access;
    this.tenants = tenants;
    this.agents = agents;
    this.routing = routing;
    this.partitions = partitions;
  }

  public List<Route> routes() {
    return List.of(
        access.get("/api/v1/tenants", this::tenants),
        access.get("/api/v1/queues", this::queues),
        access.get("/api/v1/agents", this::agents),
        access.put("/api/v1/agents/{agent}/presence", this::presence),
        access.get("/api/v1/offers", this::offers, "agent"),
        access.post("/api/v1/offers/{offer}/accept", call -> end(call, true)),
        access.post("/api/v1/offers/{offer}/decline", call -> end(call, false)));
  }

  private CompletionStage<GatewayResponse> tenants(ApiCall call) {
    var own = tenants.tenants().stream().filter(t -> t.id().equals(call.tenant())).toList();
    return ApiAccess.answer(ApiJson.list(own, this::tenant, null));
  }

  private ObjectNode tenant(Tenant tenant) {
    var node = ApiJson.object();
    node.put("id", tenant.id().value());
    node.put("name", tenant.name());
    node.put("kind", tenant.kind().name());
    var centres = node.putArray("centres");
    for (var centre : tenants.centres(tenant.id())) {
      centres
          .addObject()
          .put("id", centre.id().value())
          .put("name", centre.name())
          .put("region", centre.region());
    }
    return node;
  }

  private CompletionStage<GatewayResponse> queues(ApiCall call) {
    return partitions
        .look(call.tenant())
        .thenApply(view -> {
          var queues = routing.queues(call.tenant()).stream().filter(Queue::inForce).toList();
          return ApiJson.list(queues, q -> queue(q, view), null);
        });
  }

  private static ObjectNode queue(Queue queue, PartitionView view) {
    var waiting = view.waiting().stream().filter(w -> w.queue().equals(queue.id())).toList();
    var node = ApiJson.object();
    node.put("id", queue.id().value());
    node.put("name", queue.name());
    node.put("waiting", waiting.size());
    node.put("oldest", waiting.isEmpty() ? null : waiting.getFirst().since().toString());
    return node;
  }

  private CompletionStage<GatewayResponse> agents(ApiCall call) {
    return partitions
        .look(call.tenant())
        .thenApply(view -> {
          List<User> users =
              agents.users(call.tenant()).stream().filter(u -> u.has(Role.AGENT)).toList();
          return ApiJson.list(users, user -> agent(user, view), null);
        });
  }

  private static ObjectNode agent(User user, PartitionView view) {
    var load = view.agents().stream().filter(a -> a.agent().equals(user.agentId())).findFirst();
    var node = ApiJson.object();
    node.put("id", user.id().toString());
    node.put("login", user.login());
    node.put("name", user.name());
    node.put(
        "presence", load.map(PartitionView.AgentLoad::presence).orElse(Presence.OFFLINE).name());
    node.put("load", load.map(PartitionView.AgentLoad::load).orElse(0));
    node.put("capacity", user.capacity());
    return node;
  }

  private CompletionStage<GatewayResponse> presence(ApiCall call) {
    var agent = own(call, call.id("agent"));
    var typed = call.body("presence").text("presence", 32);
    for (var presence : Presence.values()) {
      if (presence.name().equals(typed)) {
        return partitions
            .submit(call.tenant(), new RoutingCommand.SetPresence(agent, presence, call.key().id()))
            .thenApply(result -> ApiAnswers.of(call.request(), result));
      }
    }
    throw ApiProblem.invalid("presence: expected one of " + List.of(Presence.values()));
  }

  private CompletionStage<GatewayResponse> offers(ApiCall call) {
    var id = call.queryId("agent");
    return partitions
        .look(call.tenant())
        .thenApply(view -> {
          var offers =
              view.openOffers().stream()
                  .filter(o -> id == null || o.agent().value().equals(id))
                  .toList();
          return ApiJson.list(new ArrayList<>(offers), ApiJson::offer, null);
        });
  }

  /// The caller speaks for all agents of its tenant, so the offer itself says whose it is.
  private CompletionStage<GatewayResponse> end(ApiCall call, boolean accept) {
    // The body may be left out; what is in it has to be known.
    if (call.request().body().length > 0) {
      call.body();
    }
    var id = new OfferId(call.id("offer"));
    var offer =
        routing
            .offer(call.tenant(), id)
            .or(() -> routing.loan(call.tenant(), id).map(Loan::asOffer))
            .orElseThrow(ApiProblem::notFound);
    var command =
        accept
            ? new RoutingCommand.AcceptOffer(offer.agent(), id)
            : new RoutingCommand.DeclineOffer(offer.agent(), id);
    return partitions
        .submit(call.tenant(), command)
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private AgentId own(ApiCall call, UUID id) {
    return agents
        .find(call.tenant(), new UserId(id))
        .filter(user -> user.has(Role.AGENT))
        .map(User::agentId)
        .orElseThrow(ApiProblem::notFound);
  }
}
