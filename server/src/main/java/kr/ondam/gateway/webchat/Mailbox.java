package kr.ondam.gateway.webchat;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs tasks one after the other in the order they came, on some thread of an executor. What one
/// task wrote the next one sees.
final class Mailbox {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private final Executor executor;
  private final int most;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  Mailbox(Executor executor, int most) {
    this.executor = executor;
    this.most = most;
  }

  /// Answers false, taking nothing, when too much waits.
  boolean put(Runnable task) {
    synchronized (waiting) {
      if (waiting.size() >= most) {
        return false;
      }
      waiting.add(task);
      if (running) {
        return true;
      }
      running = true;
    }
    executor.execute(this::work);
    return true;
  }

  private void work() {
    while (true) {
      Runnable task;
      synchronized (waiting) {
        task = waiting.poll();
        if (task == null) {
          running = false;
          return;
        }
      }
      try {
        task.run();
      } catch (RuntimeException e) {
        log.warn("a task of a chat failed: {}", e.getClass().getName());
      }
    }
  }
}
