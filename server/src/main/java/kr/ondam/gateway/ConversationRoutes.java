package kr.ondam.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Reply;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.CustomerId;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingStore;
import kr.ondam.routing.TransferTarget;
import kr.ondam.security.ApiKeys;
import kr.ondam.tenant.CentreId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// REST routes about conversations (`/api/v1/conversations`).
public final class ConversationRoutes {
  private static final String ONE = "/api/v1/conversations/{conversation}";
  private static final int LONGEST_TEXT = 4000;
  private static final int MOST_PARTS = 10;

  private final ApiAccess access;
  private final ConversationStore store;
  private final RoutingStore routing;
  private final AgentStore agents;
  private final Replies replies;
  private final Partitions partitions;

  public ConversationRoutes(
      ApiKeys keys,
      ConversationStore store,
      RoutingStore routing,
      AgentStore agents,
      Replies replies,
      Partitions partitions) {
    access = new ApiAccess(keys);
    this.store = store;
    this.routing = routing;
    this.agents = agents;
    this.replies = replies;
    this.partitions = partitions;
  }

  public List<Route> routes() {
    return List.of(
        get("/api/v1/conversations", this::list),
        get(ONE, this::one),
        get(ONE + "/messages", this::messages),
        get(ONE + "/notes", this::notes),
        get(ONE + "/decisions", this::decisions),
        post(ONE + "/messages", this::say),
        post(ONE + "/notes", this::note),
        post(ONE + "/close", this::close),
        post(ONE + "/transfer", this::transfer),
        post(ONE + "/hold", call -> hold(call, true)),
        post(ONE + "/resume", call -> hold(call, false)));
  }

  private Route get(String pattern, ApiAccess.Handler handler) {
    return Route.get(pattern, Access.API_KEY, access.allow(Role.AGENT, handler));
  }

  private Route post(String pattern, ApiAccess.Handler handler) {
    return Route.post(pattern, Access.API_KEY, access.allow(Role.AGENT, handler));
  }

  private CompletionStage<GatewayResponse> list(ApiCall call) {
    var customer = call.queryId("customer");
    var agent = call.queryId("agent");
    var cursor = call.queryId("cursor");
    var filter =
        new ConversationFilter(
            stages(call.query("stage")),
            customer == null ? null : new CustomerId(customer),
            agent == null ? null : new AgentId(agent),
            null);
    var page =
        store.list(
            call.tenant(),
            filter,
            cursor == null ? null : new ConversationId(cursor),
            call.limit());
    var next = page.next();
    return ApiAccess.answer(
        ApiJson.list(page.items(), ApiJson::conversation, next == null ? null : next.toString()));
  }

  private static Set<Stage> stages(@Nullable String typed) {
    Set<Stage> stages = new HashSet<>();
    if (typed != null) {
      for (String name : typed.split(",")) {
        try {
          stages.add(Stage.valueOf(name));
        } catch (IllegalArgumentException _) {
          throw ApiProblem.invalid("stage: expected some of " + List.of(Stage.values()));
        }
      }
    }
    return stages;
  }

  private CompletionStage<GatewayResponse> one(ApiCall call) {
    return ApiAccess.answer(GatewayResponse.json(200, ApiJson.conversation(own(call)).toString()));
  }

  private CompletionStage<GatewayResponse> messages(ApiCall call) {
    var conversation = own(call);
    var after = call.query("after");
    if (after != null && !after.matches("[0-9]{1,18}")) {
      throw ApiProblem.invalid("after: expected a seq, 0 or more");
    }
    var messages =
        store.messages(
            call.tenant(),
            conversation.id(),
            after == null ? 0 : Long.parseLong(after),
            call.limit());
    var more = messages.size() == call.limit();
    return ApiAccess.answer(
        ApiJson.list(
            messages, ApiJson::message, more ? Long.toString(messages.getLast().seq()) : null));
  }

  private CompletionStage<GatewayResponse> notes(ApiCall call) {
    return ApiAccess.answer(
        ApiJson.list(store.notes(call.tenant(), own(call).id()), ApiJson::note, null));
  }

  private CompletionStage<GatewayResponse> decisions(ApiCall call) {
    return ApiAccess.answer(
        ApiJson.list(
            routing.decisions(call.tenant(), own(call).id()),
            decision -> {
              var node = ApiJson.object();
              node.put("id", decision.id().toString());
              node.put("kind", decision.kind());
              node.put("agent", decision.agent().toString());
              node.put("at", decision.at().toString());
              node.putRawValue(
                  "explanation", new tools.jackson.databind.util.RawValue(decision.explanation()));
              return node;
            },
            null));
  }

  private CompletionStage<GatewayResponse> say(ApiCall call) {
    var conversation = own(call);
    var body = call.body("agent", "parts", "clientId");
    var agent = agent(call, body);
    var header = call.request().header("idempotency-key");
    String clientId =
        header != null
            ? header
            : body.has("clientId")
                ? ApiCall.text(body, "clientId", 64)
                : UUID.randomUUID().toString();
    if (clientId.isBlank() || clientId.length() > 64) {
      throw ApiProblem.invalid("Idempotency-Key: expected 1 to 64 characters");
    }
    return replies
        .send(new Reply(call.tenant(), conversation.id(), agent, parts(body), clientId))
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private static List<Part> parts(JsonNode body) {
    var array = body.path("parts");
    if (!array.isArray() || array.isEmpty() || array.size() > MOST_PARTS) {
      throw ApiProblem.invalid("parts: expected 1 to " + MOST_PARTS + " parts");
    }
    List<Part> parts = new ArrayList<>();
    for (JsonNode node : array) {
      if (!node.path("k").asString("").equals("text")) {
        throw ApiProblem.invalid("parts.k: expected text");
      }
      parts.add(new Part.Text(ApiCall.text(node, "text", LONGEST_TEXT)));
    }
    return parts;
  }

  private CompletionStage<GatewayResponse> note(ApiCall call) {
    var conversation = own(call);
    var body = call.body("agent", "text");
    return replies
        .note(
            call.tenant(),
            conversation.id(),
            agent(call, body).user(),
            ApiCall.text(body, "text", LONGEST_TEXT))
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private CompletionStage<GatewayResponse> close(ApiCall call) {
    var conversation = own(call);
    var body = call.body("agent", "disposition");
    return replies
        .close(
            call.tenant(),
            conversation.id(),
            agent(call, body),
            ApiCall.text(body, "disposition", 32))
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private CompletionStage<GatewayResponse> transfer(ApiCall call) {
    var conversation = own(call);
    var body = call.body("agent", "to");
    return partitions
        .submit(
            call.tenant(),
            new RoutingCommand.Transfer(
                agent(call, body), conversation.id(), target(call, body.path("to"))))
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private TransferTarget target(ApiCall call, JsonNode to) {
    try {
      if (to.has("queue")) {
        return new TransferTarget.ToQueue(new QueueId(ApiCall.text(to, "queue", 64)));
      }
      if (to.has("centre")) {
        return new TransferTarget.ToCentre(new CentreId(ApiCall.text(to, "centre", 64)));
      }
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalid("to: expected the id of a queue or centre");
    }
    return new TransferTarget.ToAgent(agent(call, to));
  }

  private CompletionStage<GatewayResponse> hold(ApiCall call, boolean hold) {
    var conversation = own(call);
    var agent = agent(call, call.body("agent"));
    var command =
        hold
            ? new RoutingCommand.Hold(agent, conversation.id())
            : new RoutingCommand.Resume(agent, conversation.id());
    return partitions
        .submit(call.tenant(), command)
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private Conversation own(ApiCall call) {
    return store
        .find(call.tenant(), new ConversationId(call.id("conversation")))
        .orElseThrow(ApiProblem::notFound);
  }

  /// The agent a body names; another tenant's is as unknown as none.
  private AgentId agent(ApiCall call, JsonNode body) {
    var id = ApiCall.id(body, "agent");
    return agents
        .find(call.tenant(), new UserId(id))
        .filter(user -> user.has(Role.AGENT))
        .map(User::agentId)
        .orElseThrow(ApiProblem::notFound);
  }
}
