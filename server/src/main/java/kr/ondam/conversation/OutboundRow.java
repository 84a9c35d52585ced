package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;

/// A message to a customer that still has to be brought there. Rows of one conversation go out in
/// the order of `seq`.
///
/// @param tries how often it was tried, 0 before the first
/// @param answered how many of its calls the provider has taken; the next try begins after them
/// @param dueAt not tried before this instant
/// @param calling whether a call had begun whose answer was not stored, and which must not be made
///   again
/// @param doubtful whether the call that comes next may have been taken on an earlier try, whose
///   answer was lost
/// @param made what the calls were that the provider has taken, as [#print]; 0 when none or not
///   known
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
    boolean doubtful,
    int made,
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
    this(outbound, conversation, message, seq, tries, answered, dueAt, false, false, 0, Set.of());
  }

  /// Whether it tells of the end of its conversation, and ends the customer's session.
  boolean closing() {
    return outbound.parts().stream()
        .anyMatch(part ->
            part instanceof Part.SystemEvent event && event.code().equals(Part.SystemEvent.CLOSED));
  }

  /// Whether a file goes along with one of its parts.
  boolean carriesFiles() {
    return outbound.parts().stream().anyMatch(part -> !part.files().isEmpty());
  }

  /// The same row this far on its way.
  OutboundRow reached(int triesNow, int answeredNow, Instant due) {
    return new OutboundRow(
        outbound,
        conversation,
        message,
        seq,
        triesNow,
        answeredNow,
        due,
        false,
        doubtful,
        made,
        leftBehind);
  }

  /// The same row, in doubt or not.
  OutboundRow inDoubt(boolean yes) {
    return with(yes, made, leftBehind);
  }

  /// The same row, of whose calls these were taken.
  OutboundRow made(int calls) {
    return with(doubtful, calls, leftBehind);
  }

  /// The same row with these files left behind.
  OutboundRow leaving(Set<UUID> files) {
    return with(doubtful, made, files);
  }

  private OutboundRow with(boolean doubt, int calls, Set<UUID> files) {
    return new OutboundRow(
        outbound, conversation, message, seq, tries, answered, dueAt, calling, doubt, calls, files);
  }

  /// The fingerprint of the first calls of a plan and of how many there are in all, never 0. It is
  /// the same for another message with the same words.
  static int print(List<ProviderCall> calls, int first) {
    int print = calls.size();
    for (var call : calls.subList(0, Math.min(first, calls.size()))) {
      print = 31 * print + call.body().replace(call.serial(), "").hashCode();
    }
    return print == 0 ? 1 : print;
  }
}
