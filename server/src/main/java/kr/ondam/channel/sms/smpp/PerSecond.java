package kr.ondam.channel.sms.smpp;

import java.time.Instant;

/// Counts what a message centre may do so often in a second. Not safe for several threads.
final class PerSecond {
  private final int most;
  private long second = Long.MIN_VALUE;
  private int count;

  PerSecond(int most) {
    this.most = most;
  }

  /// Counts one more; answers whether that is too many.
  boolean exceeded(Instant now) {
    long current = now.getEpochSecond();
    count = current == second ? count + 1 : 1;
    second = current;
    return count > most;
  }
}
