package kr.ondam.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import kr.ondam.tenant.StoreUnavailable;

/// Runs transactions on tables in memory one after the other; what a failed one changed is taken
/// back.
final class MemoryLedger {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private volatile boolean down;
  private boolean running;

  /// Whether every transaction is refused, as while the database is away.
  void down(boolean refused) {
    down = refused;
  }

  /// Lets no transaction in while `work` runs; `work` itself must not start one.
  void hold(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  <T> T run(Supplier<T> work) {
    lock.lock();
    try {
      enter();
      return work.get();
    } catch (RuntimeException | Error e) {
      undo.forEach(Runnable::run);
      throw e;
    } finally {
      undo.clear();
      running = false;
      lock.unlock();
    }
  }

  void change(Runnable work) {
    run(() -> {
      work.run();
      return true;
    });
  }

  private void enter() {
    if (down) {
      throw new StoreUnavailable("told to be down", new IllegalStateException());
    }
    if (running) {
      throw new IllegalStateException("a transaction in a transaction (expected: one)");
    }
    running = true;
  }

  /// Notes how a change is taken back; the latest change goes first.
  void undo(Runnable back) {
    undo.addFirst(back);
  }
}
