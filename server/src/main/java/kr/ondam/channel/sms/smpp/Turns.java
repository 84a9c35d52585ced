package kr.ondam.channel.sms.smpp;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets few tasks be under way at once; the others wait in their order, and no thread with them.
final class Turns {
  private final int most;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int underway;
  private boolean giving;

  Turns(int most) {
    this.most = most;
  }

  /// Starts a task when it is its turn, on any thread: it must not block, and lasts until its stage
  /// is complete. The answer ends as that does.
  <T> CompletableFuture<T> run(Supplier<CompletionStage<T>> task) {
    var done = new CompletableFuture<T>();
    synchronized (this) {
      waiting.add(() -> begin(task, done));
    }
    give();
    return done;
  }

  private <T> void begin(Supplier<CompletionStage<T>> task, CompletableFuture<T> done) {
    CompletionStage<T> stage;
    try {
      stage = task.get();
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedStage(e);
    }
    stage.whenComplete((result, failure) -> {
      synchronized (this) {
        underway--;
      }
      if (failure == null) {
        done.complete(result);
      } else {
        done.completeExceptionally(failure);
      }
      give();
    });
  }

  /// One thread gives all turns, so that tasks that end at once do not stand on each other's stack.
  private void give() {
    synchronized (this) {
      if (giving) {
        return;
      }
      giving = true;
    }
    for (var next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    giving = underway < most && !waiting.isEmpty();
    if (!giving) {
      return null;
    }
    underway++;
    return waiting.poll();
  }
}
