package kr.ondam.conversation;

/// What became of the wish to send a notice.
public sealed interface NoticeResult {
  /// Kept; it is on its way, or has been before.
  record Kept(Notice notice) implements NoticeResult {}

  /// The same id was used for something else.
  record IdTaken() implements NoticeResult {}

  /// It cannot be sent; `reason` says what is wrong and what was expected.
  record Refused(String reason) implements NoticeResult {}
}
