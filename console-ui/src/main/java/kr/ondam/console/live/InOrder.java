package kr.ondam.console.live;

import com.vaadin.flow.component.UIDetachedException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/// Runs tasks one after the other on virtual threads, so that whoever hands one over never waits
/// for a screen. Tasks for a screen that is gone do nothing.
public final class InOrder implements Executor {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    Thread.startVirtualThread(this::work);
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
      } catch (UIDetachedException _) {
        // The screen was closed while the news were on their way.
      }
    }
  }
}
