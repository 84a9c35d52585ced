package kr.ondam.launch.rules;

import java.time.Duration;
import java.util.concurrent.Executor;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;

/// Lets the rules look at their folder and history again and again.
public final class RuleWatch implements AutoCloseable {
  /// How soon a change on disk is noticed.
  public static final Duration EVERY = Duration.ofSeconds(2);

  private final RuleBooks books;
  private final Timers timers;
  private final Executor executor;
  private boolean closed;
  private Alarm next = () -> {};

  /// @param executor reads files, which a timer must not do
  public RuleWatch(RuleBooks books, Timers timers, Executor executor) {
    this.books = books;
    this.timers = timers;
    this.executor = executor;
  }

  public synchronized void start() {
    if (!closed) {
      next = timers.after(EVERY, () -> executor.execute(this::look));
    }
  }

  /// Looks at once, because tenants, centres or agents were edited.
  public void edited() {
    executor.execute(books::refreshEdited);
  }

  private void look() {
    try {
      books.refresh();
    } finally {
      start();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
