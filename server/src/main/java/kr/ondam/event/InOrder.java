package kr.ondam.event;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Runs tasks one after the other in the order they came, on some thread of an executor, so that
/// whoever hands one over never waits. What one task wrote the next one sees; one that throws does
/// not hold up the others.
public final class InOrder implements Executor {
  private final Executor threads;
  private final Consumer<RuntimeException> failed;
  private final IntConsumer backlog;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  /// @param failed hears what a task threw
  public InOrder(Executor threads, Consumer<RuntimeException> failed) {
    this(threads, failed, _ -> {});
  }

  /// @param backlog hears how many wait, after each that came and when none is left; one call at a
  ///   time, which must not block
  public InOrder(Executor threads, Consumer<RuntimeException> failed, IntConsumer backlog) {
    this.threads = threads;
    this.failed = failed;
    this.backlog = backlog;
  }

  @Override
  public void execute(Runnable task) {
    offer(task, Integer.MAX_VALUE);
  }

  /// Answers false, taking nothing, when `most` wait already.
  public boolean offer(Runnable task, int most) {
    synchronized (waiting) {
      if (waiting.size() >= most) {
        return false;
      }
      waiting.add(task);
      backlog.accept(waiting.size());
      if (running) {
        return true;
      }
      running = true;
    }
    threads.execute(this::work);
    return true;
  }

  private void work() {
    while (true) {
      Runnable task;
      synchronized (waiting) {
        task = waiting.poll();
        if (task == null) {
          running = false;
          backlog.accept(0);
          return;
        }
      }
      try {
        task.run();
      } catch (RuntimeException e) {
        failed.accept(e);
      }
    }
  }
}
