package kr.ondam.rules;

/// The longest a conversation waits in a queue and what happens then (최대대기). Counted from the start
/// of the current wait: the arrival, a transfer, the loss of the agent or the opening.
///
/// @param afterMillis 0 for no limit
public record MaxWait(long afterMillis, Action action) {
  /// No limit.
  public static final MaxWait NONE = new MaxWait(0, Action.NOTICE);

  public MaxWait {
    if (afterMillis < 0) {
      throw new IllegalArgumentException("afterMillis: " + afterMillis + " (expected: >= 0)");
    }
  }

  /// What the host must do (초과처리).
  public enum Action {
    /// 콜백예약: it leaves the partition.
    CALLBACK,
    /// 챗봇: it leaves the partition; a bot that gives up lets it arrive again with its age.
    BOT,
    /// 관리자호출: a manager is called; it goes on waiting.
    MANAGER,
    /// 안내: the customer is told; it goes on waiting.
    NOTICE;

    boolean leaves() {
      return this == CALLBACK || this == BOT;
    }
  }
}
