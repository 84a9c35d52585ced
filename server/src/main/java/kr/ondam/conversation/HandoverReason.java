package kr.ondam.conversation;

/// Why a bot's conversation goes to people (상담사 연결).
public enum HandoverReason {
  /// The bot wished for it.
  BOT,
  /// The customer asked for a counsellor.
  CUSTOMER,
  /// The bot gave no usable answer: none in time, an error, something unreadable.
  BOT_FAILED,
  /// Two answers in a row said nothing.
  BOT_SILENT,
  /// The bot failed so often that it is not asked for a while.
  BOT_DOWN,
  /// So many turns in a minute that two machines talk with each other.
  LOOP,
  /// The process ended before the bot had answered.
  RESTART,
  /// There is no bot for this channel any more.
  BOT_GONE,
  /// A counsellor or manager took it.
  TAKEN;

  /// Whether it says something about the bot that somebody should look at.
  public boolean failure() {
    return switch (this) {
      case BOT_FAILED, BOT_SILENT, BOT_DOWN, LOOP, RESTART, BOT_GONE -> true;
      case BOT, CUSTOMER, TAKEN -> false;
    };
  }
}
