package kr.ondam.conversation;

import kr.ondam.agent.AgentId;
import org.jspecify.annotations.Nullable;

/// What became of a reply, a note, a system line or the wish to end a conversation.
public sealed interface ReplyResult {
  /// Stored; for a message to the customer it is on its way.
  record Stored(Message message) implements ReplyResult {}

  /// The same client id was used before; this is the message of that time.
  record Repeated(Message message) implements ReplyResult {}

  /// Done, where there is no message to show.
  record Done() implements ReplyResult {}

  record NotFound() implements ReplyResult {}

  /// Somebody else, or nobody, is the assignee now.
  record NotAssignee(@Nullable AgentId assignee) implements ReplyResult {}

  /// The conversation is over.
  record Over() implements ReplyResult {}

  /// The content is not acceptable. `code` is a stable word such as `too_long`.
  record Refused(String code) implements ReplyResult {}

  record Unavailable() implements ReplyResult {}
}
