package kr.ondam.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiFunction;

/// Time that passes only when a test says so. Due tasks run on the thread that moves the time, in
/// the order they are due.
public final class VirtualTime implements InstantSource, Timers {
  private record Due(Instant at, long order, Runnable task) {}

  private final PriorityQueue<Due> alarms =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
  private Instant now;
  private Instant steady;
  private long order;

  public VirtualTime(Instant start) {
    now = start;
    steady = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /// The same time with other alarms.
  public Timers with(BiFunction<Duration, Runnable, Alarm> alarms) {
    return new Timers() {
      @Override
      public Alarm after(Duration delay, Runnable task) {
        return alarms.apply(delay, task);
      }

      @Override
      public Instant steady() {
        return VirtualTime.this.steady();
      }
    };
  }

  @Override
  public synchronized Instant steady() {
    return steady;
  }

  @Override
  public synchronized Alarm after(Duration delay, Runnable task) {
    var due = new Due(steady.plus(delay.isNegative() ? Duration.ZERO : delay), order++, task);
    alarms.add(due);
    return () -> cancel(due);
  }

  private synchronized void cancel(Due due) {
    alarms.remove(due);
  }

  /// Lets time pass and runs what becomes due on the way, each task at its own instant.
  public void advance(Duration duration) {
    Instant end = steady().plus(duration);
    for (var due = next(end); due.isPresent(); due = next(end)) {
      due.get().task().run();
    }
    pass(end);
  }

  private synchronized void pass(Instant to) {
    if (to.isAfter(steady)) {
      now = now.plus(Duration.between(steady, to));
      steady = to;
    }
  }

  /// Sets the clock, also back, without running anything; what is due stays so far away.
  public synchronized void set(Instant to) {
    now = to;
  }

  private synchronized Optional<Due> next(Instant end) {
    var first = alarms.peek();
    if (first == null || first.at().isAfter(end)) {
      return Optional.empty();
    }
    alarms.remove(first);
    pass(first.at());
    return Optional.of(first);
  }
}
