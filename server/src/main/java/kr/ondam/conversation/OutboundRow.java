package kr.ondam.conversation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.Outbound;

/// A message to a customer that still has to be brought there. Rows of one conversation go out in
/// the order of `seq`.
///
/// @param tries how often it was tried, 0 before the first
/// @param answered how many of its calls the provider has taken; the next try begins after them
/// @param dueAt not tried before this instant
/// @param calling whether a call had begun whose answer was not stored, and which must not be made
///   again
/// @param leftBehind the files of its parts that were away when its first call was made; they stay
///   away, so that its calls are the same on every try
public record OutboundRow(
    Outbound outbound,
    ConversationId conversation,
    MessageId message,
    long seq,
    int tries,
    int answered,
    Instant dueAt,
    boolean calling,
    Set<UUID> leftBehind) {
  public OutboundRow {
    if (answered < 0) {
      throw new IllegalArgumentException("answered: " + answered + " (expected: >= 0)");
    }
    leftBehind = Set.copyOf(leftBehind);
  }

  /// A row of which no call is being made, with all its files.
  public OutboundRow(
      Outbound outbound,
      ConversationId conversation,
      MessageId message,
      long seq,
      int tries,
      int answered,
      Instant dueAt) {
    this(outbound, conversation, message, seq, tries, answered, dueAt, false, Set.of());
  }

  /// The same row this far on its way.
  OutboundRow reached(int triesNow, int answeredNow, Instant due) {
    return new OutboundRow(
        outbound, conversation, message, seq, triesNow, answeredNow, due, false, leftBehind);
  }

  /// The same row with these files left behind.
  OutboundRow leaving(Set<UUID> files) {
    return new OutboundRow(
        outbound, conversation, message, seq, tries, answered, dueAt, calling, files);
  }
}
