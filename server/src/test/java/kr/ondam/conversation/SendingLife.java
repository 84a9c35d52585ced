package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;

/// One run of the process in a [SendingWorld]: what it left to threads and timers ends with it.
final class SendingLife implements Executor, Timers {
  /// The end of the process, at once.
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("the process ends here", null, false, false);
    }
  }

  private final Thread driver = Thread.currentThread();
  private final Timers time;
  private final BooleanSupplier ending;
  private final Runnable lanesDone;
  private final Queue<Runnable> told = new ConcurrentLinkedQueue<>();
  private final Deque<Runnable> fresh = new ArrayDeque<>();
  private final Deque<Runnable> begun = new ArrayDeque<>();
  private boolean alive = true;
  private int depth;

  /// @param ending whether a lane is ending a conversation
  /// @param lanesDone waits until the lanes have done and told all that they were given
  SendingLife(Timers time, BooleanSupplier ending, Runnable lanesDone) {
    this.time = time;
    this.ending = ending;
    this.lanesDone = lanesDone;
  }

  boolean alive() {
    return alive;
  }

  void end() {
    alive = false;
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    return time.after(delay, () -> run(task));
  }

  @Override
  public Instant steady() {
    return time.steady();
  }

  /// Runs at once, on the thread of the world. While a lane ends a conversation whatever begins
  /// waits for it, so that all of it follows from the seed.
  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() != driver) {
      told.add(task);
    } else if (!ending.getAsBoolean()) {
      run(task);
    } else {
      fresh.add(task);
    }
  }

  void run(Runnable task) {
    live(task);
    if (depth == 0 && ending.getAsBoolean()) {
      meet();
    }
  }

  private void live(Runnable task) {
    if (!alive) {
      return;
    }
    depth++;
    try {
      task.run();
    } catch (Death e) {
      if (depth > 1) {
        throw e;
      }
    } finally {
      depth--;
    }
  }

  /// Lets the lane do its work, then what has waited for it, one after the other. What follows from
  /// the lane's work comes first, whichever of the two threads began it.
  private void meet() {
    while (true) {
      lanesDone.run();
      while (!fresh.isEmpty()) {
        begun.addFirst(fresh.removeLast());
      }
      var answer = told.poll();
      var task = answer == null ? begun.poll() : answer;
      if (task == null) {
        return;
      }
      live(task);
    }
  }
}
