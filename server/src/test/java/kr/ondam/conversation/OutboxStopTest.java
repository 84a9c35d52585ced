package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import kr.ondam.channel.Outcome;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a stop waits for, and what it leaves for the next start.
final class OutboxStopTest {
  private final Sending sending = new Sending();
  private final Desk desk = sending.desk;
  private final VirtualTime time = sending.time;
  private final FakeChannel dealer = sending.channel;
  private final Outbox outbox = sending.outbox();

  @AfterEach
  void close() {
    sending.close();
  }

  /// Seventeen customers of one account, of which sixteen may be sent to at once.
  @Test
  void P1_whatWaitsForItsTurnIsNotBegunAfterTheStop() throws Exception {
    var begun = new CountDownLatch(16);
    var answered = new CountDownLatch(1);
    dealer.sending =
        () -> {
          begun.countDown();
          Desk.await(answered);
        };
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    var busy = sending.outbox(desk.lanes, task -> threads.add(Thread.startVirtualThread(task)));
    for (int i = 0; i < 17; i++) {
      sending.reply(Desk.KAKAO, "u" + i, "네");
    }
    busy.start();
    Desk.await(begun);
    busy.stop();
    answered.countDown();
    busy.close(Duration.ofSeconds(30));
    for (var thread : threads) {
      thread.join();
    }
    assertThat(threads).as("what waits costs none").hasSize(16);
    assertThat(dealer.accepted).hasSize(16);
    assertThat(desk.store.waitingOutbounds()).hasSize(1);
  }

  @Test
  void P1_aStopWaitsUntilTheAnswersOfSentMessagesAreStored() throws Exception {
    var id = sending.reply(2);
    desk.memory.beforeSettle(_ -> {
      throw new StoreUnavailable("away", new IllegalStateException());
    });
    outbox.start();
    assertThat(dealer.accepted).hasSize(1);
    outbox.stop();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var closing = threads.submit(() -> outbox.close(Duration.ofSeconds(30)));
      desk.memory.beforeSettle(_ -> {});
      assertThat(closing.isDone()).isFalse();
      time.advance(Duration.ofSeconds(1));
      closing.get();
    }
    assertThat(desk.store.messages(LIFE, id, 1, 9))
        .extracting(Message::delivery)
        .containsExactly(Delivery.SENT, Delivery.QUEUED);
    sending.outbox().start();
    assertThat(dealer.accepted).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void P1_aStopWaitsUntilTheEndOfAGoneSessionIsStored() {
    dealer.outcomes.add(new Outcome.SessionGone());
    var id = sending.reply(1);
    var lanes =
        new Lanes(
            desk.store,
            desk.memory.stores().customers(),
            desk.bus,
            new TimeOrderedIds(time),
            time,
            Lanes.Limits.USUAL);
    var stopped = sending.outbox(lanes, Runnable::run);
    stopped.start();
    stopped.stop();
    lanes.start();
    time.advance(Duration.ofSeconds(1));
    stopped.close(Duration.ofSeconds(30));
    lanes.close();
    assertThat(desk.store.find(LIFE, id).orElseThrow().endReason())
        .isEqualTo(EndReason.SESSION_GONE);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void P1_aStopWaitsForWhatIsBeingSentAndLeavesTheRestForTheNextStart() throws Exception {
    var begun = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    dealer.sending =
        () -> {
          begun.countDown();
          Desk.await(answered);
        };
    var id = sending.reply(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started = threads.submit(outbox::start);
      Desk.await(begun);
      outbox.close(Duration.ZERO);
      var closing = threads.submit(() -> outbox.close(Duration.ofSeconds(30)));
      answered.countDown();
      closing.get();
      started.get();
    }
    assertThat(desk.store.messages(LIFE, id, 1, 9))
        .extracting(Message::delivery)
        .containsExactly(Delivery.SENT, Delivery.QUEUED);
    assertThat(desk.store.waitingOutbounds()).hasSize(1);
  }
}
