package kr.ondam.conversation;

/// What became of an inbound.
public sealed interface Receipt {
  /// Stored durably.
  record Stored(Message message, boolean opened) implements Receipt {}

  /// Already stored earlier. `conflict` tells that the content differs from the first time; the
  /// first time stays.
  record Duplicate(Message message, boolean conflict) implements Receipt {}

  /// A reference or the end of a session was taken note of.
  record Noted() implements Receipt {}

  /// It could not be stored for a reason of its own, and is kept as a dead letter.
  record SetAside(String reason) implements Receipt {}

  /// Too much is waiting; nothing was stored.
  record Busy() implements Receipt {}

  /// The store is not writable; nothing was stored.
  record Unavailable() implements Receipt {}
}
