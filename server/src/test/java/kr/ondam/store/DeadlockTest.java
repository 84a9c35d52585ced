package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Queue;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lane and a partition write the same conversations in opposite orders.
final class DeadlockTest {
  private static final int PATIENCE_SECONDS = 30;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private Transactions transactions;

  @SuppressWarnings("NullAway.Init")
  private Stores stores;

  @SuppressWarnings("NullAway.Init")
  private Sample sample;

  @BeforeEach
  void open() {
    database = Database.file(folder);
    transactions = new Transactions(database, new Checkpoints(database, false));
    stores = Stores.of(transactions);
    sample = new Sample(stores);
    sample.fill();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void twoThatWaitForEachOtherAreHealedByOneMoreTry()
      throws InterruptedException, ExecutionException, TimeoutException {
    var first = sample.open(Sample.LIFE, "u1", "s/1").id().value();
    var second = sample.open(Sample.LIFE, "u2", "s/2").id().value();
    var attempts = new AtomicInteger();
    var bothHoldOne = new CountDownLatch(2);
    Together.run(
        () -> touch("thread_key", first, second, attempts, bothHoldOne),
        () -> touch("routing_key", second, first, attempts, bothHoldOne));

    // The database may see the circle from both sides at once; then both begin again.
    assertThat(attempts.get()).as("attempts of two transactions").isBetween(3, 4);
    for (var conversation :
        stores
            .conversations()
            .list(Sample.LIFE, kr.ondam.conversation.ConversationFilter.ALL, null, 10)
            .items()) {
      assertThat(conversation.threadKey()).isEqualTo("touched");
      assertThat(conversation.routingKey()).isEqualTo("touched");
    }
  }

  private void touch(
      String column, UUID one, UUID other, AtomicInteger attempts, CountDownLatch bothHoldOne) {
    transactions.change(
        Sample.LIFE,
        session -> {
          attempts.incrementAndGet();
          session.doWork(connection -> {
            try (var statement =
                connection.prepareStatement(
                    "update conversation set " + column + " = 'touched' where id = ?")) {
              statement.setObject(1, one);
              statement.executeUpdate();
              bothHoldOne.countDown();
              await(bothHoldOne);
              statement.setObject(1, other);
              statement.executeUpdate();
            }
          });
        });
  }

  @Test
  void aLaneAndAPartitionBothGetTheirBatchesThrough()
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Conversation> conversations = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      conversations.add(sample.open(Sample.LIFE, "u" + i, "s/" + i));
    }
    long epoch = stores.routing().takeOver(Sample.LIFE);
    for (int round = 2; round < 22; round++) {
      long seq = round;
      var progressed = conversations.stream().map(c -> Sample.progress(c, seq)).toList();
      var moves =
          conversations.reversed().stream()
              .<RoutingChange>map(
                  c -> new RoutingChange.MoveStage(c.id(), Stage.QUEUED, null, Queue.GENERAL))
              .toList();
      Together.run(
          () ->
              stores
                  .conversations()
                  .append(Sample.messages(Sample.LIFE, List.of(), List.of(), progressed)),
          () -> stores.routing().commit(new RoutingBatch(Sample.LIFE, epoch, moves)));
    }
    for (var conversation : conversations) {
      assertThat(stores.conversations().find(Sample.LIFE, conversation.id()))
          .hasValueSatisfying(stored -> {
            assertThat(stored.lastSeq()).isEqualTo(21);
            assertThat(stored.queue()).isEqualTo(Queue.GENERAL);
          });
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
