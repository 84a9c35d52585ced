package kr.ondam.conversation;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.UserId;
import kr.ondam.channel.Inbound;
import kr.ondam.customer.IdentityKey;
import org.jspecify.annotations.Nullable;

/// One thing a lane has to do; its future completes after the commit, never exceptionally.
sealed interface Work {
  /// The customer whose lane this is.
  IdentityKey identity();

  /// Completes it without anything stored, because nothing can be.
  void unavailable();

  /// Something a customer or a provider told us.
  ///
  /// @param kept whether a dead letter holds it, so that none is written where it cannot be stored
  record Hear(Inbound inbound, boolean kept, CompletableFuture<Receipt> done) implements Work {
    @Override
    public IdentityKey identity() {
      return new IdentityKey(inbound.account(), inbound.externalUser());
    }

    @Override
    public void unavailable() {
      done.complete(new Receipt.Unavailable());
    }
  }

  /// Something that concerns a conversation that exists.
  sealed interface Write extends Work {
    ConversationId conversation();

    CompletableFuture<ReplyResult> done();

    @Override
    default void unavailable() {
      done().complete(new ReplyResult.Unavailable());
    }
  }

  /// A message to the customer. `handOver` gets its outbound row after the commit.
  ///
  /// @param before what of it need not be brought, because the customer has it
  /// @param unreachable why nothing can be sent to the customer, null when something can
  record Say(
      IdentityKey identity,
      Reply reply,
      @Nullable String unreachable,
      PartlySent before,
      Consumer<OutboundRow> handOver,
      CompletableFuture<ReplyResult> done)
      implements Write {
    @Override
    public ConversationId conversation() {
      return reply.conversation();
    }
  }

  /// A line of the system in the thread. With `handOver` it is meant for the customer and goes out
  /// where the channel has to be sent it, unless it cannot be for the reason `unreachable`.
  record Line(
      IdentityKey identity,
      ConversationId conversation,
      String code,
      Map<String, String> params,
      String clientId,
      @Nullable Consumer<OutboundRow> handOver,
      @Nullable String unreachable,
      CompletableFuture<ReplyResult> done)
      implements Write {}

  /// An internal remark. With an `id` of the caller's it is kept once, however often it is asked
  /// for.
  record Remark(
      IdentityKey identity,
      ConversationId conversation,
      @Nullable UUID id,
      UserId author,
      String text,
      CompletableFuture<ReplyResult> done)
      implements Write {}

  /// What a bot says, or what is done for it. `handOver` gets the outbound rows of its messages
  /// after the commit.
  record Turned(
      IdentityKey identity,
      BotSaid said,
      Consumer<OutboundRow> handOver,
      CompletableFuture<BotResult> done)
      implements Work {
    ConversationId conversation() {
      return said.conversation();
    }

    @Override
    public void unavailable() {
      done.complete(new BotResult.Unavailable());
    }
  }

  /// The end. `agent` is null when the system ends it; `thread` is the session that is over, null
  /// when the conversation ends whatever session it is in by now; `settled` is true when nothing is
  /// left to classify; `handOver` gets the outbound row that ends the customer's session, after the
  /// commit.
  record Finish(
      IdentityKey identity,
      ConversationId conversation,
      @Nullable String thread,
      @Nullable AgentId agent,
      EndReason reason,
      @Nullable String disposition,
      boolean settled,
      Consumer<OutboundRow> handOver,
      CompletableFuture<ReplyResult> done)
      implements Write {}
}
