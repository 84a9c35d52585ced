package kr.ondam.conversation;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.UserId;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartTexts;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.Unseen;
import org.jspecify.annotations.Nullable;

/// What agents and the system write into a conversation. Every call runs in the lane of the
/// conversation's customer; the stages complete after the commit and never exceptionally. A call
/// itself reads the store and may block.
public final class Replies {
  private static final int LONGEST = 4000;
  private static final int LONGEST_CLIENT_ID = 64;
  private static final String AGENTS_KEY = "a:";

  /// Hides in a text what must not be stored; what it leaves alone may be.
  ///
  /// @param reply for what the customer is told
  /// @param note for what stays inside
  public record Hiding(UnaryOperator<String> reply, UnaryOperator<String> note) {}

  private final Lanes lanes;
  private final ConversationStore store;
  private final EventBus bus;
  private final InstantSource clock;
  private final Hiding hiding;
  private final SentFiles files;
  private final Carriage carriage;
  private final Consumer<OutboundRow> outbox;

  /// `outbox` takes what has to be brought to customers, after the commit; it must not block.
  public Replies(
      Lanes lanes,
      ConversationStore store,
      EventBus bus,
      InstantSource clock,
      Hiding hiding,
      SentFiles files,
      Carriage carriage,
      Consumer<OutboundRow> outbox) {
    this.lanes = lanes;
    this.store = store;
    this.bus = bus;
    this.clock = clock;
    this.hiding = hiding;
    this.files = files;
    this.carriage = carriage;
    this.outbox = outbox;
  }

  /// Stores a message to the customer and puts it on its way. One with something in it that must
  /// not be stored is refused as `must_be_masked`, one after the end of the customer's session as
  /// `session_over`.
  public CompletionStage<ReplyResult> send(Reply reply) {
    String wrong = refusal(reply);
    if (wrong != null) {
      return refused(wrong);
    }
    return reply.parts().stream().allMatch(part -> part.files().isEmpty())
        ? say(own(reply, reply.parts()), PartlySent.NOTHING)
        : sayWithFiles(reply);
  }

  private CompletionStage<ReplyResult> sayWithFiles(Reply reply) {
    try {
      var found = store.find(reply.tenant(), reply.conversation());
      if (found.isEmpty()) {
        return CompletableFuture.completedFuture(new ReplyResult.NotFound());
      }
      return files
          .resolve(reply.tenant(), found.get().identity(), true, reply.parts())
          .map(parts -> say(own(reply, parts), PartlySent.NOTHING))
          .orElseGet(() -> refused("unknown_file"));
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedFuture(new ReplyResult.Unavailable());
    }
  }

  /// Sends a message again that failed or of which nobody knows whether it arrived, as a new
  /// message at the end; what of it the customer has already is not brought again. However often
  /// this is asked for, it is sent again once; another message is refused as `not_failed`.
  public CompletionStage<ReplyResult> resend(
      TenantId tenant, ConversationId conversation, AgentId agent, long seq) {
    try {
      var found =
          store.messages(tenant, conversation, Math.max(0, seq - 1), 1).stream()
              .filter(m -> m.seq() == seq)
              .findFirst();
      if (found.isEmpty()) {
        return CompletableFuture.completedFuture(new ReplyResult.NotFound());
      }
      if (!found.get().resendable()) {
        return refused("not_failed");
      }
      return say(
          new Reply(
              tenant, conversation, agent, hidden(found.get().parts()), Message.RESENDS + seq),
          store.partlySent(tenant, conversation, seq));
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedFuture(new ReplyResult.Unavailable());
    }
  }

  /// What was written before it was checked may still hold something.
  private List<Part> hidden(List<Part> parts) {
    return parts.stream().map(part -> PartTexts.map(part, hiding.reply())).toList();
  }

  private CompletionStage<ReplyResult> say(Reply reply, PartlySent before) {
    return onLane(
        reply.tenant(),
        reply.conversation(),
        (c, done) -> new Work.Say(c.identity(), reply, carriage.refusal(c), before, outbox, done));
  }

  /// An agent's key is never that of a system line or of a customer's message.
  private static Reply own(Reply reply, List<Part> parts) {
    return new Reply(
        reply.tenant(), reply.conversation(), reply.agent(), parts, AGENTS_KEY + reply.clientId());
  }

  /// Adds an internal remark of 1 to 4000 characters, with what must not be stored hidden.
  public CompletionStage<ReplyResult> note(
      TenantId tenant, ConversationId conversation, UserId author, String text) {
    return remark(tenant, conversation, null, author, text);
  }

  /// As without an id; the same id again changes nothing.
  public CompletionStage<ReplyResult> note(
      TenantId tenant, ConversationId conversation, UUID id, UserId author, String text) {
    return remark(tenant, conversation, id, author, text);
  }

  private CompletionStage<ReplyResult> remark(
      TenantId tenant, ConversationId conversation, @Nullable UUID id, UserId author, String text) {
    String wrong = refusal(text);
    if (wrong != null) {
      return refused(wrong);
    }
    return onLane(
        tenant,
        conversation,
        (c, done) ->
            new Work.Remark(
                c.identity(), conversation, id, author, hiding.note().apply(text), done));
  }

  /// Adds a line such as `conversation.assigned`. The same client id again changes nothing.
  public CompletionStage<ReplyResult> systemLine(
      TenantId tenant,
      ConversationId conversation,
      String code,
      Map<String, String> params,
      String clientId) {
    return line(tenant, conversation, code, params, clientId, null);
  }

  /// As [#systemLine], and the customer is told on the own channel.
  public CompletionStage<ReplyResult> tell(
      TenantId tenant,
      ConversationId conversation,
      String code,
      Map<String, String> params,
      String clientId) {
    return line(tenant, conversation, code, params, clientId, outbox);
  }

  private CompletionStage<ReplyResult> line(
      TenantId tenant,
      ConversationId conversation,
      String code,
      Map<String, String> params,
      String clientId,
      @Nullable Consumer<OutboundRow> handOver) {
    return onLane(
        tenant,
        conversation,
        (c, done) ->
            new Work.Line(
                c.identity(),
                conversation,
                code,
                Map.copyOf(params),
                clientId,
                handOver,
                handOver == null ? null : carriage.refusal(c),
                done));
  }

  /// Ends a conversation that nobody holds. One that is over already stays as it is.
  public CompletionStage<ReplyResult> end(
      TenantId tenant, ConversationId conversation, EndReason reason) {
    return onLane(
        tenant,
        conversation,
        (c, done) ->
            new Work.Finish(
                c.identity(), conversation, null, null, reason, null, false, outbox, done));
  }

  /// Ends a conversation by its assignee, or classifies one in wrap-up. With a null disposition it
  /// goes to wrap-up. An unknown or disabled disposition is refused as `unknown_disposition`.
  public CompletionStage<ReplyResult> close(
      TenantId tenant, ConversationId conversation, AgentId agent, @Nullable String disposition) {
    try {
      if (disposition != null && !known(tenant, disposition)) {
        return refused("unknown_disposition");
      }
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedFuture(new ReplyResult.Unavailable());
    }
    return close(tenant, conversation, agent, disposition, disposition != null);
  }

  /// Ends a conversation by its assignee, or ends its wrap-up, in a tenant that has no dispositions
  /// in use. Where there are some it is refused as `disposition_required`.
  public CompletionStage<ReplyResult> closeUnclassified(
      TenantId tenant, ConversationId conversation, AgentId agent) {
    try {
      if (store.dispositions(tenant).stream().anyMatch(Disposition::enabled)) {
        return refused("disposition_required");
      }
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedFuture(new ReplyResult.Unavailable());
    }
    return close(tenant, conversation, agent, null, true);
  }

  private CompletionStage<ReplyResult> close(
      TenantId tenant,
      ConversationId conversation,
      AgentId agent,
      @Nullable String disposition,
      boolean settled) {
    try {
      var found = store.find(tenant, conversation).orElse(null);
      if (found != null && found.endedAt() != null) {
        return CompletableFuture.completedFuture(classify(found, agent, disposition, settled));
      }
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedFuture(new ReplyResult.Unavailable());
    }
    return onLane(
        tenant,
        conversation,
        (c, done) ->
            new Work.Finish(
                c.identity(),
                conversation,
                null,
                agent,
                EndReason.AGENT,
                disposition,
                settled,
                outbox,
                done));
  }

  private ReplyResult classify(
      Conversation ended, AgentId agent, @Nullable String disposition, boolean settled) {
    if (!agent.equals(ended.assignee())) {
      return new ReplyResult.NotAssignee(ended.assignee());
    }
    if (ended.stage() == Stage.CLOSED || ended.stage() == Stage.ABANDONED) {
      return new ReplyResult.Over();
    }
    var reason = ended.endReason();
    if (settled && reason != null) {
      if (disposition != null && !store.classify(ended.tenant(), ended.id(), disposition)) {
        return new ReplyResult.NotFound();
      }
      bus.publish(
          new ConversationFact.ConversationEnded(
              ended.tenant(), ended.id(), reason, disposition, true, clock.instant()));
    }
    return new ReplyResult.Done();
  }

  private boolean known(TenantId tenant, String code) {
    return store.dispositions(tenant).stream().anyMatch(d -> d.enabled() && d.code().equals(code));
  }

  private CompletionStage<ReplyResult> onLane(
      TenantId tenant,
      ConversationId conversation,
      BiFunction<Conversation, CompletableFuture<ReplyResult>, Work> work) {
    var done = new CompletableFuture<ReplyResult>();
    try {
      var found = store.find(tenant, conversation);
      if (found.isEmpty()) {
        done.complete(new ReplyResult.NotFound());
      } else if (lanes.put(tenant, work.apply(found.get(), done)) != Lanes.Put.TAKEN) {
        done.complete(new ReplyResult.Unavailable());
      }
    } catch (StoreUnavailable e) {
      done.complete(new ReplyResult.Unavailable());
    }
    return done;
  }

  private static CompletionStage<ReplyResult> refused(String code) {
    return CompletableFuture.completedFuture(new ReplyResult.Refused(code));
  }

  private @Nullable String refusal(Reply reply) {
    if (reply.clientId().isBlank() || reply.clientId().length() > LONGEST_CLIENT_ID) {
      return "bad_client_id";
    }
    if (reply.parts().isEmpty()) {
      return "empty";
    }
    for (var part : reply.parts()) {
      String wrong = part instanceof Part.Text(var text) ? refusal(text) : null;
      if (wrong != null) {
        return wrong;
      }
      if (!PartTexts.map(part, hiding.reply()).equals(part)) {
        return "must_be_masked";
      }
    }
    return null;
  }

  private static @Nullable String refusal(String text) {
    if (Unseen.all(text)) {
      return "empty";
    }
    if (text.length() > LONGEST) {
      return "too_long";
    }
    boolean controls =
        text.chars()
            .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    return controls ? "control_characters" : null;
  }
}
