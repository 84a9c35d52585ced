package kr.ondam.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Time that passes only when a test says so. Due tasks run on the thread that moves the time, in
/// the order they are due.
public final class VirtualTime implements InstantSource, Timers {
  private record Due(Instant at, long order, Runnable task) {}

  private final PriorityQueue<Due> alarms =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
  private Instant now;
  private long order;

  public VirtualTime(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Alarm after(Duration delay, Runnable task) {
    var due = new Due(now.plus(delay.isNegative() ? Duration.ZERO : delay), order++, task);
    alarms.add(due);
    return () -> cancel(due);
  }

  private synchronized void cancel(Due due) {
    alarms.remove(due);
  }

  /// Lets time pass and runs what becomes due on the way, each task at its own instant.
  public void advance(Duration duration) {
    Instant end = instant().plus(duration);
    for (var due = next(end); due.isPresent(); due = next(end)) {
      due.get().task().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  /// Sets the clock, also back, without running anything.
  public synchronized void set(Instant to) {
    now = to;
  }

  private synchronized Optional<Due> next(Instant end) {
    var first = alarms.peek();
    if (first == null || first.at().isAfter(end)) {
      return Optional.empty();
    }
    alarms.remove(first);
    if (first.at().isAfter(now)) {
      now = first.at();
    }
    return Optional.of(first);
  }
}
