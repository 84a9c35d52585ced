package kr.ondam.conversation;

import java.util.concurrent.atomic.AtomicInteger;

/// Places where a test of durability lets the process die at once, as `kill -9` would. The system
/// property `ondam.crash` names one and how many passes it takes: `after-commit:20`. Without the
/// property a pass costs one comparison (reliability-security.md A1).
public enum CrashPoint {
  BEFORE_INSERT("before-insert"),
  BEFORE_COMMIT("before-commit"),
  AFTER_COMMIT("after-commit"),
  AFTER_REPLY("after-reply"),
  /// A customer's line is stored, and the bot is about to hear of it.
  BEFORE_BOT("before-bot"),
  /// The bot has answered, and nothing of the answer is stored.
  AFTER_BOT("after-bot"),
  /// A bot's conversation is stored as handed over, and perhaps nobody has heard of it.
  AFTER_HANDOVER("after-handover"),
  /// A message that names a file is stored, and the copy of the file is about to be made.
  BEFORE_COPY("before-copy"),
  /// The copy lies in the storage, and nobody knows.
  AFTER_COPY("after-copy"),
  /// A provider is about to be called; where it knows no serials, it is stored that the call
  /// begins.
  BEFORE_CALL("before-call"),
  /// A provider has answered, and nothing of the answer is stored.
  AFTER_CALL("after-call"),
  /// How a message to a customer ended is known and about to be stored.
  BEFORE_SETTLE("before-settle"),
  /// How a message to a customer ended is stored, and nobody has heard of it.
  AFTER_SETTLE("after-settle");

  private static final int KILLED = 137;
  private static final String ARMED = System.getProperty("ondam.crash", "");
  private static final AtomicInteger LEFT = new AtomicInteger(passes(ARMED));

  private final boolean armed;

  CrashPoint(String name) {
    String wanted = System.getProperty("ondam.crash", "");
    armed = wanted.equals(name) || wanted.startsWith(name + ":");
  }

  /// Halts the process when this point is armed and its passes are used up.
  public void pass() {
    if (armed && LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  private static int passes(String property) {
    int colon = property.indexOf(':');
    return colon < 0 ? 1 : Integer.parseInt(property.substring(colon + 1));
  }
}
