package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an account whose provider is dead does to its own messages and to those of others.
final class DeadProviderTest {
  private static final ChannelAccountId OTHER = new ChannelAccountId("kakao-2");
  private static final int CUSTOMERS = 60;

  private final Sending sending = new Sending();
  private final Desk desk = sending.desk;
  private final VirtualTime time = sending.time;
  private final FakeChannel channel = sending.channel;

  @AfterEach
  void close() {
    sending.close();
  }

  private void another() {
    var account =
        new ChannelAccount(
            LIFE,
            OTHER,
            ChannelKind.KAKAO_COUNSEL,
            "k",
            "",
            "key-2",
            null,
            null,
            Map.of(),
            List.of(),
            List.of(),
            true);
    desk.memory.stores().channels().save(account);
  }

  @Test
  void O7_aProviderThatNeverAnswersLeavesTheOtherAccountsAlone() {
    another();
    var hole = new CountDownLatch(1);
    var swallowed = new AtomicInteger();
    var full = new CountDownLatch(channel.width);
    var arrived = new CountDownLatch(CUSTOMERS);
    channel.answer =
        account -> {
          if (account.id().equals(OTHER)) {
            arrived.countDown();
            return new Outcome.Ok("");
          }
          swallowed.incrementAndGet();
          full.countDown();
          Desk.await(hole);
          return new Outcome.Uncertain("timeout");
        };
    for (int i = 0; i < CUSTOMERS; i++) {
      sending.reply(Desk.KAKAO, "dead" + i, "네");
      sending.reply(OTHER, "live" + i, "네");
    }
    var threads = new Counted();
    var outbox = sending.outbox(desk.lanes, threads);
    outbox.start();
    Desk.await(full);
    Desk.await(arrived);
    assertThat(swallowed).as("calls into the hole").hasValue(channel.width);
    outbox.stop();
    hole.countDown();
    outbox.close(Duration.ofSeconds(30));
    threads.threads.close();
    assertThat(channel.accepted).hasSize(CUSTOMERS);
    assertThat(swallowed).hasValue(channel.width);
    assertThat(threads.busy).hasValue(0);
    assertThat(desk.store.waitingOutbounds())
        .as("only those of the dead account wait")
        .hasSize(CUSTOMERS)
        .allMatch(row -> row.outbound().account().equals(Desk.KAKAO));
  }

  @Test
  void O7_whatWaitsForADeadProviderCostsNoThreads() {
    var hole = new CountDownLatch(1);
    var full = new CountDownLatch(channel.width);
    channel.sending =
        () -> {
          full.countDown();
          Desk.await(hole);
        };
    for (int i = 0; i < CUSTOMERS; i++) {
      sending.reply(Desk.KAKAO, "dead" + i, "네");
    }
    var threads = new Counted();
    var outbox = sending.outbox(desk.lanes, threads);
    outbox.start();
    Desk.await(full);
    assertThat(threads.busy).hasValue(channel.width);
    outbox.stop();
    hole.countDown();
    threads.threads.close();
    assertThat(channel.accepted).hasSize(channel.width);
  }

  /// An account of SMPP is as wide as all its connections together.
  @Test
  void O7_anAccountGetsAsManyCallsAtOnceAsItsAdapterSays() {
    channel.width = 40;
    another();
    var hole = new CountDownLatch(1);
    var full = new CountDownLatch(2 * channel.width);
    var swallowed = new AtomicInteger();
    channel.answer =
        _ -> {
          swallowed.incrementAndGet();
          full.countDown();
          Desk.await(hole);
          return new Outcome.Ok("");
        };
    for (int i = 0; i < CUSTOMERS; i++) {
      sending.reply(Desk.KAKAO, "one" + i, "네");
      sending.reply(OTHER, "other" + i, "네");
    }
    var threads = new Counted();
    var outbox = sending.outbox(desk.lanes, threads);
    outbox.start();
    Desk.await(full);
    assertThat(swallowed).hasValue(2 * channel.width);
    assertThat(threads.busy).as("nobody else has a thread").hasValue(2 * channel.width);
    channel.width = 5;
    hole.countDown();
    outbox.close(Duration.ofSeconds(30));
    threads.threads.close();
  }

  @Test
  void O5_whileItIsOpenNothingIsCalledNoTryIsLostAndTheOrderHolds() {
    var calls = new AtomicInteger();
    var dead = new boolean[] {true};
    channel.answer =
        _ -> {
          calls.incrementAndGet();
          return dead[0]
              ? new Outcome.Retry(Duration.ofSeconds(1), "HTTP 500")
              : new Outcome.Ok("");
        };
    for (int i = 0; i < 8; i++) {
      sending.reply(Desk.KAKAO, "u" + i, "하나", "둘");
    }
    sending.outbox(desk.lanes, Runnable::run).start();
    assertThat(calls).as("five failures, and no call any more").hasValue(5);
    assertThat(sending.gauge()).isEqualTo(2);
    time.advance(Duration.ofSeconds(20));
    assertThat(calls).hasValue(5);
    assertThat(desk.store.waitingOutbounds().stream().mapToInt(OutboundRow::tries).sum())
        .as("tries that were used up")
        .isEqualTo(5);
    time.advance(Duration.ofSeconds(10));
    assertThat(calls).as("one is tried").hasValue(6);
    dead[0] = false;
    time.advance(Duration.ofMinutes(3));
    assertThat(sending.gauge()).isZero();
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    for (var c : desk.conversations()) {
      var sent = desk.store.messages(LIFE, c.id(), 1, 9);
      assertThat(sent).extracting(Message::delivery).containsOnly(Delivery.SENT);
      assertThat(channel.accepted)
          .containsSubsequence(sent.stream().map(m -> m.id().toString()).toList());
    }
  }

  @Test
  void O5_aProviderThatCanBeReachedAgainGetsAtOnceWhatWaits() {
    var dead = new boolean[] {true};
    channel.answer =
        _ ->
            dead[0]
                ? new Outcome.Retry(Duration.ofSeconds(2), "not connected")
                : new Outcome.Ok("");
    sending.reply(Desk.KAKAO, "u1", "하나");
    sending.reply(Desk.KAKAO, "u2", "둘", "셋");
    var outbox = sending.outbox(desk.lanes, Runnable::run);
    outbox.start();
    time.advance(Duration.ofSeconds(150));
    assertThat(sending.gauge()).isEqualTo(2);
    assertThat(desk.store.waitingOutbounds()).hasSize(3);
    dead[0] = false;
    outbox.reachable(LIFE, Desk.KAKAO);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    assertThat(sending.gauge()).isZero();
  }

  @Test
  void O5_aConnectionThatComesAndGoesDoesNotUseUpTheTries() {
    channel.answer = _ -> new Outcome.Retry(Duration.ofSeconds(2), "not connected");
    sending.reply(Desk.KAKAO, "u1", "하나");
    var outbox = sending.outbox(desk.lanes, Runnable::run);
    outbox.start();
    int before = desk.store.waitingOutbounds().getFirst().tries();
    for (int i = 0; i < 20; i++) {
      outbox.reachable(LIFE, Desk.KAKAO);
    }
    assertThat(desk.store.waitingOutbounds().getFirst().tries()).isEqualTo(before + 1);
  }

  @Test
  void O2_whatWaitedForADayEndsVisiblyAlsoWhileItIsOpen() {
    channel.answer = _ -> new Outcome.Throttled(Duration.ofHours(23));
    var first = sending.reply(Desk.KAKAO, "u1", "하나", "둘");
    var outbox = sending.outbox(desk.lanes, Runnable::run);
    desk.store.waitingOutbounds().forEach(outbox::take);
    assertThat(sending.gauge()).isEqualTo(1);
    var second = sending.reply(Desk.KAKAO, "u2", "셋");
    desk.store.waitingOutbounds().forEach(outbox::take);
    time.advance(Duration.ofHours(24).minusSeconds(1));
    // The second one was the trial after the pause, and its next would come too late.
    assertThat(desk.store.messages(LIFE, first, 1, 9))
        .extracting(Message::delivery)
        .containsOnly(Delivery.QUEUED);
    time.advance(Duration.ofSeconds(2));
    for (var id : List.of(first, second)) {
      assertThat(desk.store.messages(LIFE, id, 1, 9))
          .allMatch(m -> m.delivery() == Delivery.FAILED && "24 h".equals(m.failure()));
    }
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  /// A message of three calls whose account opens between two of them goes on where it was.
  @Test
  void O1_aMessageThatIsHalfWayWaitsAndGoesOnWithItsNextCall() {
    var id = desk.stored(Desk.spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, Sending.KIM);
    List<Part> parts = List.of(new Part.Text("하나"), new Part.Text("둘"), new Part.Text("셋"));
    Desk.join(desk.replies.send(new Reply(LIFE, id, Sending.KIM, parts, "c")));
    for (int i = 0; i < 5; i++) {
      sending.reply(Desk.KAKAO, "u" + i, "네");
    }
    var inside = new AtomicInteger();
    var outbox = new Outbox[1];
    channel.answer =
        _ -> {
          int call = inside.getAndIncrement();
          if (call == 0) {
            desk.conversations().stream()
                .filter(c -> !c.id().equals(id))
                .forEach(c ->
                    desk.store.waitingOutbounds().stream()
                        .filter(row -> row.conversation().equals(c.id()))
                        .forEach(outbox[0]::take));
            return new Outcome.Ok("");
          }
          return call <= 5
              ? new Outcome.Retry(Duration.ofSeconds(1), "HTTP 500")
              : new Outcome.Ok("");
        };
    outbox[0] = sending.outbox(desk.lanes, Runnable::run);
    desk.store.waitingOutbounds().stream()
        .filter(row -> row.conversation().equals(id))
        .forEach(outbox[0]::take);
    assertThat(inside).hasValue(6);
    assertThat(channel.accepted).hasSize(1);
    time.advance(Duration.ofMinutes(5));
    assertThat(channel.accepted).hasSize(3 + 5).doesNotHaveDuplicates();
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }
}
