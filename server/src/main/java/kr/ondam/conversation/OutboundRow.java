package kr.ondam.conversation;

import java.time.Instant;
import kr.ondam.channel.Outbound;

/// A message to a customer that still has to be brought there. Rows of one conversation go out in
/// the order of `seq`.
///
/// @param tries how often it was tried, 0 before the first
/// @param answered how many of its calls the provider has taken; the next try begins after them
/// @param dueAt not tried before this instant
/// @param calling whether a call had begun whose answer was not stored, and which must not be made
///   again
public record OutboundRow(
    Outbound outbound,
    ConversationId conversation,
    MessageId message,
    long seq,
    int tries,
    int answered,
    Instant dueAt,
    boolean calling) {
  public OutboundRow {
    if (answered < 0) {
      throw new IllegalArgumentException("answered: " + answered + " (expected: >= 0)");
    }
  }

  /// A row of which no call is being made.
  public OutboundRow(
      Outbound outbound,
      ConversationId conversation,
      MessageId message,
      long seq,
      int tries,
      int answered,
      Instant dueAt) {
    this(outbound, conversation, message, seq, tries, answered, dueAt, false);
  }

  /// The same row this far on its way.
  OutboundRow reached(int triesNow, int answeredNow, Instant due) {
    return new OutboundRow(outbound, conversation, message, seq, triesNow, answeredNow, due);
  }
}
