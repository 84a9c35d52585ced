package kr.ondam.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class InOrderTest {
  private final List<RuntimeException> failures = new ArrayList<>();
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final List<Integer> backlogs = new ArrayList<>();
  private final List<Integer> done = new ArrayList<>();

  @Test
  void tasksOfManyThreadsRunOneAtATimeAndEachThreadsInItsOrder() throws Exception {
    int senders = 8;
    int each = 500;
    var all = new CountDownLatch(senders * each);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var order = new InOrder(pool, failures::add);
      for (int s = 0; s < senders; s++) {
        int sender = s;
        pool.execute(() -> {
          for (int i = 0; i < each; i++) {
            int number = i;
            order.execute(() -> {
              // Not a list for many threads: what one task wrote the next one sees.
              done.add(sender * each + number);
              all.countDown();
            });
          }
        });
      }
      all.await();
    }
    assertThat(done).hasSize(senders * each);
    for (int s = 0; s < senders; s++) {
      int from = s * each;
      assertThat(done).filteredOn(n -> n / each == from / each).isSorted();
    }
  }

  @Test
  void A12_aTaskThatThrowsDoesNotHoldUpTheOthers() {
    var order = new InOrder(Runnable::run, failures::add);
    var bad = new IllegalStateException("told to");
    order.execute(() -> {
      throw bad;
    });
    order.execute(() -> done.add(1));
    assertThat(failures).containsExactly(bad);
    assertThat(done).containsExactly(1);
  }

  @Test
  void C6_noMoreThanAskedForWaitAndTheBacklogIsTold() {
    var order = new InOrder(threads::add, failures::add, backlogs::add);
    assertThat(order.offer(() -> done.add(1), 2)).isTrue();
    assertThat(order.offer(() -> done.add(2), 2)).isTrue();
    assertThat(order.offer(() -> done.add(3), 2)).isFalse();
    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(done).containsExactly(1, 2);
    assertThat(backlogs).containsExactly(1, 2, 0);
    assertThat(order.offer(() -> done.add(3), 2)).isTrue();
    threads.remove().run();
    assertThat(done).containsExactly(1, 2, 3);
  }
}
