package kr.ondam.conversation;

import java.util.concurrent.CompletionStage;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.UserId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What agents and the system write into a conversation. Every call runs in the lane of the
/// conversation's customer; the stages complete after the commit and never exceptionally.
public final class Replies {
  /// Stores a message to the customer and puts it on its way.
  public CompletionStage<ReplyResult> send(Reply reply) {
    throw new UnsupportedOperationException("being built: " + reply.tenant());
  }

  /// Adds an internal remark.
  public CompletionStage<ReplyResult> note(
      TenantId tenant, ConversationId conversation, UserId author, String text) {
    throw new UnsupportedOperationException(
        "being built: " + tenant + conversation + author + text);
  }

  /// Ends a conversation by its assignee, or classifies one in wrap-up. With a null disposition it
  /// goes to wrap-up.
  public CompletionStage<ReplyResult> close(
      TenantId tenant, ConversationId conversation, AgentId agent, @Nullable String disposition) {
    throw new UnsupportedOperationException(
        "being built: " + tenant + conversation + agent + disposition);
  }
}
