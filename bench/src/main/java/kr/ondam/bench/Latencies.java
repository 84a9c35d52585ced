package kr.ondam.bench;

import java.util.Arrays;

/// Durations of many operations, in nanoseconds. One thread adds at a time.
final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int size;

  synchronized void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = duration;
  }

  synchronized int count() {
    return size;
  }

  /// The duration that the given share (0 to 1) of all operations did not exceed, in milliseconds;
  /// NaN without any.
  synchronized double millis(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * size) - 1;
    return sorted[Math.clamp(rank, 0, size - 1)] / 1e6;
  }
}
