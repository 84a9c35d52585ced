package kr.ondam.conversation;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// As a pool of threads of which it counts those that have something to do.
final class Counted implements Executor {
  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final AtomicInteger busy = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    busy.incrementAndGet();
    threads.execute(() -> {
      try {
        task.run();
      } finally {
        busy.decrementAndGet();
      }
    });
  }
}
