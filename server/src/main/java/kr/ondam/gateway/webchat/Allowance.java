package kr.ondam.gateway.webchat;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Allows a number of things in any ten seconds: the times of the last ones are kept. Safe for use
/// by many threads.
final class Allowance {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoTime;
  private final long[] taken;
  private int next;
  private int count;

  Allowance(int perTenSeconds, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    taken = new long[perTenSeconds];
  }

  /// Answers false, counting nothing, when there were enough.
  synchronized boolean take() {
    long now = nanoTime.getAsLong();
    if (count == taken.length && now - taken[next] < WINDOW) {
      return false;
    }
    taken[next] = now;
    next = (next + 1) % taken.length;
    count = Math.min(count + 1, taken.length);
    return true;
  }
}
