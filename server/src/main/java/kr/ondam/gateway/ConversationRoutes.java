package kr.ondam.gateway;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.Loss;
import kr.ondam.channel.Part;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Reply;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.CustomerId;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingStore;
import kr.ondam.routing.TransferTarget;
import kr.ondam.security.Masking;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;
import org.jspecify.annotations.Nullable;

/// REST routes about conversations (`/api/v1/conversations`).
public final class ConversationRoutes {
  private static final String ONE = "/api/v1/conversations/{conversation}";
  private static final int LONGEST_TEXT = 4000;

  private final ApiAccess access;
  private final ConversationStore store;
  private final BotStore bots;
  private final RoutingStore routing;
  private final TenantStore tenants;
  private final Reach reach;
  private final AgentStore agents;
  private final Replies replies;
  private final Partitions partitions;
  private final BiFunction<Conversation, List<Part>, List<Loss>> losses;

  /// @param losses what the channel of a conversation makes of a message, or throws
  ///   [StoreUnavailable]; may block
  public ConversationRoutes(
      ApiAccess access,
      ConversationStore store,
      BotStore bots,
      RoutingStore routing,
      TenantStore tenants,
      Reach reach,
      AgentStore agents,
      Replies replies,
      Partitions partitions,
      BiFunction<Conversation, List<Part>, List<Loss>> losses) {
    this.access = access;
    this.store = store;
    this.bots = bots;
    this.routing = routing;
    this.tenants = tenants;
    this.reach = reach;
    this.agents = agents;
    this.replies = replies;
    this.partitions = partitions;
    this.losses = losses;
  }

  public List<Route> routes() {
    return List.of(
        access.get(
            "/api/v1/conversations",
            this::list,
            "stage",
            "customer",
            "agent",
            "reason",
            "cursor",
            "limit"),
        access.get(ONE, this::one),
        access.get(ONE + "/messages", this::messages, "after", "cursor", "limit"),
        access.get(ONE + "/notes", this::notes),
        access.get(ONE + "/bot-notes", this::botNotes),
        access.post(ONE + "/messages", this::say),
        access.post(ONE + "/messages/{seq}/resend", this::resend),
        access.post(ONE + "/notes", this::note),
        access.post(ONE + "/close", this::close),
        access.post(ONE + "/transfer", this::transfer),
        access.post(ONE + "/hold", call -> hold(call, true)),
        access.post(ONE + "/resume", call -> hold(call, false)));
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
            null,
            reason(call.query("reason")));
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
      for (String name : typed.split(",", -1)) {
        try {
          stages.add(Stage.valueOf(name));
        } catch (IllegalArgumentException _) {
          throw ApiProblem.invalid("stage: expected some of " + List.of(Stage.values()));
        }
      }
    }
    return stages;
  }

  private static @Nullable EndReason reason(@Nullable String typed) {
    try {
      return typed == null ? null : EndReason.valueOf(typed);
    } catch (IllegalArgumentException _) {
      throw ApiProblem.invalid("reason: expected one of " + List.of(EndReason.values()));
    }
  }

  private CompletionStage<GatewayResponse> one(ApiCall call) {
    return ApiAccess.answer(
        GatewayResponse.json(200, ApiJson.conversation(reach.find(call, "read")).toString()));
  }

  private CompletionStage<GatewayResponse> messages(ApiCall call) {
    var conversation = reach.find(call, "read");
    var after = seq(call, "after");
    var cursor = seq(call, "cursor");
    var messages =
        store.messages(
            conversation.tenant(), conversation.id(), Math.max(after, cursor), call.limit());
    var more = messages.size() == call.limit();
    return ApiAccess.answer(
        ApiJson.list(
            messages, ApiJson::message, more ? Long.toString(messages.getLast().seq()) : null));
  }

  private static long seq(ApiCall call, String name) {
    var text = call.query(name);
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw ApiProblem.invalid(name + ": expected a seq, 0 or more");
    }
    return Long.parseLong(text);
  }

  private CompletionStage<GatewayResponse> notes(ApiCall call) {
    return ApiAccess.answer(
        ApiJson.list(store.notes(call.tenant(), own(call).id()), ApiJson::note, null));
  }

  private CompletionStage<GatewayResponse> botNotes(ApiCall call) {
    return ApiAccess.answer(
        ApiJson.list(bots.notes(call.tenant(), own(call).id()), ApiJson::botNote, null));
  }

  private CompletionStage<GatewayResponse> say(ApiCall call) {
    var conversation = reach.find(call, "write");
    var body = call.body("agent", "parts", "clientId", "mask");
    var agent = agent(call, body);
    var parts = ApiParts.of(body);
    var key = call.idempotencyKey();
    String clientId =
        key != null
            ? key.value()
            : body.has("clientId")
                ? IdempotencyKey.of(body.text("clientId", 64)).value()
                : UUID.randomUUID().toString();
    return replies
        .send(new Reply(conversation.tenant(), conversation.id(), agent, parts, clientId))
        .thenApplyAsync(
            result -> {
              if (result instanceof ReplyResult.Repeated(var before)
                  && !same(before.parts(), parts)) {
                throw ApiProblem.keyReused();
              }
              return said(call, conversation, result);
            },
            Thread::startVirtualThread);
  }

  /// With what the customer does not get of it.
  private GatewayResponse said(ApiCall call, Conversation conversation, ReplyResult result) {
    Message message;
    switch (result) {
      case ReplyResult.Stored(var stored) -> message = stored;
      case ReplyResult.Repeated(var before) -> message = before;
      case ReplyResult.Done _,
          ReplyResult.NotFound _,
          ReplyResult.NotAssignee _,
          ReplyResult.Over _,
          ReplyResult.Refused _,
          ReplyResult.Unavailable _ -> {
        return ApiAnswers.of(call.request(), result);
      }
    }
    var body = ApiJson.message(message);
    try {
      body.set("losses", ApiJson.losses(losses.apply(conversation, message.parts())));
    } catch (StoreUnavailable _) {
      // The message is stored all the same.
    }
    return GatewayResponse.json(201, body.toString());
  }

  /// A stored file is named as it is known here, and not as whoever sent it says.
  private static boolean same(List<Part> stored, List<Part> asked) {
    boolean same = stored.size() == asked.size();
    for (int i = 0; same && i < asked.size(); i++) {
      var file = asked.get(i).file();
      same =
          file == null || asked.get(i) instanceof Part.Card
              ? stored.get(i).equals(asked.get(i))
              : file.equals(stored.get(i).file());
    }
    return same;
  }

  /// A seq that is no number is as unknown as one that nobody gave.
  private CompletionStage<GatewayResponse> resend(ApiCall call) {
    var conversation = reach.find(call, "write");
    var agent = agent(call, call.body("agent"));
    var seq = call.request().param("seq");
    if (!seq.matches("[0-9]{1,18}")) {
      throw ApiProblem.notFound();
    }
    return replies
        .resend(conversation.tenant(), conversation.id(), agent, Long.parseLong(seq))
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private CompletionStage<GatewayResponse> note(ApiCall call) {
    var conversation = own(call).id();
    var body = call.body("agent", "text");
    var author = agent(call, body).user();
    var text = Masking.mask(body.text("text", LONGEST_TEXT));
    var key = call.idempotencyKey();
    var id = key == null ? UUID.randomUUID() : key.id("note", conversation.value());
    return replies
        .note(call.tenant(), conversation, id, author, text)
        .thenApply(result ->
            result instanceof ReplyResult.Done
                ? noted(call, conversation, id, text)
                : ApiAnswers.of(call.request(), result));
  }

  private GatewayResponse noted(ApiCall call, ConversationId conversation, UUID id, String text) {
    var note =
        store.notes(call.tenant(), conversation).stream()
            .filter(n -> n.id().equals(id))
            .findFirst()
            .orElseThrow(ApiProblem::notFound);
    if (!note.text().equals(text)) {
      throw ApiProblem.keyReused();
    }
    return GatewayResponse.json(201, ApiJson.note(note).toString());
  }

  private CompletionStage<GatewayResponse> close(ApiCall call) {
    var conversation = reach.find(call, "close");
    var body = call.body("agent", "disposition");
    return replies
        .close(
            conversation.tenant(),
            conversation.id(),
            agent(call, body),
            body.text("disposition", 32))
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  private CompletionStage<GatewayResponse> transfer(ApiCall call) {
    var conversation = reach.find(call, "transfer");
    var body = call.body("agent", "to");
    var agent = agent(call, body);
    var target = target(call, conversation.tenant(), body.object("to", "queue", "agent", "centre"));
    return routed(
        call, conversation, new RoutingCommand.Transfer(agent, conversation.id(), target));
  }

  private TransferTarget target(ApiCall call, TenantId tenant, ApiBody to) {
    return switch (to.only()) {
      case "queue" -> {
        var id = to.text("queue", 64);
        yield routing.queues(tenant).stream()
            .filter(q -> q.inForce() && q.id().value().equals(id))
            .findFirst()
            .map(q -> new TransferTarget.ToQueue(q.id()))
            .orElseThrow(() -> ApiProblem.unknownReference("to.queue"));
      }
      case "centre" -> {
        var id = to.text("centre", 64);
        yield tenants.centres(tenant).stream()
            .filter(c -> c.id().value().equals(id))
            .findFirst()
            .map(c -> new TransferTarget.ToCentre(c.id()))
            .orElseThrow(() -> ApiProblem.unknownReference("to.centre"));
      }
      default -> new TransferTarget.ToAgent(agent(call, to));
    };
  }

  private CompletionStage<GatewayResponse> hold(ApiCall call, boolean hold) {
    var conversation = reach.find(call, hold ? "hold" : "resume");
    var agent = agent(call, call.body("agent"));
    return routed(
        call,
        conversation,
        hold
            ? new RoutingCommand.Hold(agent, conversation.id())
            : new RoutingCommand.Resume(agent, conversation.id()));
  }

  /// What is over stays where it is.
  private CompletionStage<GatewayResponse> routed(
      ApiCall call, Conversation conversation, RoutingCommand command) {
    if (conversation.endedAt() != null) {
      throw ApiProblem.over();
    }
    return partitions
        .submit(conversation.tenant(), command)
        .thenApply(result -> ApiAnswers.of(call.request(), result));
  }

  /// What an agent of another tenant sees under a grant is the thread, not what is noted inside.
  private Conversation own(ApiCall call) {
    return reach.own(call).orElseThrow(ApiProblem::notFound);
  }

  /// The agent a body names; another tenant's is as unknown as none.
  private AgentId agent(ApiCall call, ApiBody body) {
    var id = body.id("agent");
    return agents
        .find(call.tenant(), new UserId(id))
        .filter(user -> user.has(Role.AGENT))
        .map(User::agentId)
        .orElseThrow(() -> ApiProblem.unknownReference(body.named("agent")));
  }
}
