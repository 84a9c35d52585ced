package kr.ondam.rules.simulation;

/// A past conversation as the forecast sees it. Conversations a bot settled alone do not belong
/// here.
///
/// @param at arrival in the queue, epoch milliseconds
/// @param waitMillis until it was answered, given up or found silent
/// @param handleMillis talk and wrap-up, 0 when it was not answered
public record HistoryRecord(
    String queue, long at, Ending ending, long waitMillis, long handleMillis) {
  public HistoryRecord {
    Erlang.check("waitMillis", waitMillis, waitMillis >= 0, ">= 0");
    Erlang.check("handleMillis", handleMillis, handleMillis >= 0, ">= 0");
  }

  /// How the wait ended.
  public enum Ending {
    ANSWERED,
    /// Gave up and said so.
    LEFT,
    /// Nobody knows when this customer gave up: the wait is a lower bound.
    SILENT
  }
}
