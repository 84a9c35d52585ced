package kr.ondam.console.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;

/// Timers that run when a test moves their clock.
public final class ManualTimers implements Timers {
  private final List<Entry> entries = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private record Entry(Duration due, Runnable task) {}

  @Override
  public Alarm after(Duration delay, Runnable task) {
    var entry = new Entry(now.plus(delay), task);
    entries.add(entry);
    return () -> entries.removeIf(each -> each == entry);
  }

  @Override
  public Instant steady() {
    return Instant.EPOCH.plus(now);
  }

  public void advance(Duration duration) {
    var end = now.plus(duration);
    while (true) {
      var next =
          entries.stream()
              .filter(each -> each.due().compareTo(end) <= 0)
              .min(java.util.Comparator.comparing(Entry::due));
      if (next.isEmpty()) {
        now = end;
        return;
      }
      entries.remove(next.get());
      now = next.get().due();
      next.get().task().run();
    }
  }

  public int waiting() {
    return entries.size();
  }
}
