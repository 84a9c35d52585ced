package kr.ondam.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Two threads behind one gate.
final class Together {
  private static final int PATIENCE_SECONDS = 30;

  private Together() {}

  /// Runs both at the same moment and waits for both.
  static void run(Runnable one, Runnable other)
      throws InterruptedException, ExecutionException, TimeoutException {
    var gate = new CyclicBarrier(2);
    List<CompletableFuture<Void>> both = new ArrayList<>();
    for (var work : List.of(one, other)) {
      var done = new CompletableFuture<Void>();
      both.add(done);
      Thread.ofPlatform()
          .start(() -> {
            try {
              gate.await();
              work.run();
              done.complete(null);
            } catch (Throwable e) {
              done.completeExceptionally(e);
            }
          });
    }
    for (var done : both) {
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
