package kr.ondam.time;

import java.time.Duration;
import java.time.Instant;

/// The one way to run something later. Delays are measured on a monotonic clock, so a jump of the
/// wall clock neither fires nor delays an alarm. Tasks run on a timer thread: they must be short
/// and must not block.
@FunctionalInterface
public interface Timers {
  /// Runs the task once after the delay; a delay of zero or less runs it at once on the timer
  /// thread.
  Alarm after(Duration delay, Runnable task);

  /// The time on that clock, which is never set: it says nothing of the day, and only how far two
  /// of them lie apart counts.
  default Instant steady() {
    return Instant.EPOCH.plusNanos(System.nanoTime());
  }
}
