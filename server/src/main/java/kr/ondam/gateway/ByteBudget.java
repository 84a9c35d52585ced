package kr.ondam.gateway;

import java.util.concurrent.atomic.AtomicLong;

/// Memory that requests may take together.
final class ByteBudget {
  private final AtomicLong left;

  /// @param bytes in all
  ByteBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /// Answers whether there was still so much.
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }

  long left() {
    return left.get();
  }
}
