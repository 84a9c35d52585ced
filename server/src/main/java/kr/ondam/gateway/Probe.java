package kr.ondam.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// A check that costs something and that anybody can ask for: it runs once a second at most, and
/// whoever asks meanwhile gets the last answer.
public final class Probe implements BooleanSupplier {
  private static final long GOOD_FOR = TimeUnit.SECONDS.toNanos(1);

  private record Answer(boolean holds, long at) {}

  private final BooleanSupplier check;
  private final LongSupplier nanoTime;
  private final ReentrantLock running = new ReentrantLock();
  private volatile Answer last;

  /// Nothing is known yet: whoever asks first waits for the check.
  ///
  /// @param nanoTime monotonic
  public Probe(BooleanSupplier check, LongSupplier nanoTime) {
    this.check = check;
    this.nanoTime = nanoTime;
    last = new Answer(false, nanoTime.getAsLong() - GOOD_FOR);
  }

  @Override
  public boolean getAsBoolean() {
    if (fresh(last)) {
      return last.holds();
    }
    running.lock();
    try {
      if (!fresh(last)) {
        boolean holds = check.getAsBoolean();
        last = new Answer(holds, nanoTime.getAsLong());
      }
      return last.holds();
    } finally {
      running.unlock();
    }
  }

  private boolean fresh(Answer answer) {
    return nanoTime.getAsLong() - answer.at() < GOOD_FOR;
  }
}
