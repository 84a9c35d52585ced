package kr.ondam.console.live;

import java.time.Duration;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// Says when a live page reads afresh: at once on the first news, then at most once per `gap`
/// however much happens, and every `tick` without any news. The task runs on a virtual thread of
/// its own, so neither a publisher nor the timer thread waits for it.
public final class Pulse implements AutoCloseable {
  private final Timers timers;
  private final Duration gap;
  private final Duration tick;
  private final Runnable task;
  private boolean resting;
  private boolean news;
  private boolean closed;
  private @Nullable Alarm rest;
  private @Nullable Alarm next;

  public Pulse(Timers timers, Duration gap, Duration tick, Runnable task) {
    this.timers = timers;
    this.gap = gap;
    this.tick = tick;
    this.task = task;
  }

  public synchronized void start() {
    if (!closed) {
      next = timers.after(tick, this::ticked);
      poke();
    }
  }

  /// Something happened.
  public synchronized void poke() {
    if (closed) {
      return;
    }
    if (resting) {
      news = true;
      return;
    }
    resting = true;
    rest = timers.after(gap, this::rested);
    Thread.startVirtualThread(task);
  }

  private synchronized void rested() {
    resting = false;
    if (news) {
      news = false;
      poke();
    }
  }

  private synchronized void ticked() {
    if (!closed) {
      next = timers.after(tick, this::ticked);
      poke();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (rest != null) {
      rest.cancel();
    }
    if (next != null) {
      next.cancel();
    }
  }
}
