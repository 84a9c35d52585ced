package kr.ondam.conversation;

/// What became of the wish to read a dead letter once more.
public sealed interface ReplayResult {
  /// Understood, and the letter is off the list.
  ///
  /// @param stored messages that are new
  /// @param known what was there before, or said nothing that is kept as a message
  record Done(int stored, int known) implements ReplayResult {}

  record NotFound() implements ReplayResult {}

  /// Its account is gone, or nothing on this channel can be read again.
  record NoChannel() implements ReplayResult {}

  /// It is no better than before, and stays.
  ///
  /// @param reason a stable word
  record StillUnreadable(String reason) implements ReplayResult {}

  /// Too much is waiting, or nothing can be stored; it stays.
  record Unavailable() implements ReplayResult {}
}
