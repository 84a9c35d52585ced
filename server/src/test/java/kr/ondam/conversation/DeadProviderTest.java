package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.agent.AgentId;
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
  private static final AgentId KIM = new AgentId(new UUID(0, 1));
  private static final ChannelAccountId OTHER = new ChannelAccountId("kakao-2");
  private static final int CUSTOMERS = 60;

  private final Desk desk = new Desk();
  private final VirtualTime time = new VirtualTime(NOW);
  private final FakeChannel channel = new FakeChannel();

  private Outbox outbox(Executor executor) {
    return new Outbox(
        new Outbox.Tools(
            desk.store,
            desk.memory.stores().channels(),
            Map.of(ChannelKind.KAKAO_COUNSEL, channel),
            desk.lanes,
            new Reports(desk.memory.stores().sentCalls(), desk.bus, time),
            desk.bus,
            time,
            time,
            new Random(7),
            executor,
            SentFiles.NONE),
        desk.meters);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private ConversationId reply(ChannelAccountId account, String user, String... texts) {
    var id = desk.stored(Desk.spoken(account, user, user, "hi", null, null)).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    for (var text : texts) {
      Desk.join(
          desk.replies.send(new Reply(LIFE, id, KIM, List.of(new Part.Text(text)), "c" + text)));
    }
    return id;
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

  /// As a pool of threads of which it counts those that have something to do.
  private static final class Counted implements Executor {
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
      reply(Desk.KAKAO, "dead" + i, "네");
      reply(OTHER, "live" + i, "네");
    }
    var threads = new Counted();
    var outbox = outbox(threads);
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
      reply(Desk.KAKAO, "dead" + i, "네");
    }
    var threads = new Counted();
    var outbox = outbox(threads);
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
      reply(Desk.KAKAO, "one" + i, "네");
      reply(OTHER, "other" + i, "네");
    }
    var threads = new Counted();
    var outbox = outbox(threads);
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
      reply(Desk.KAKAO, "u" + i, "하나", "둘");
    }
    outbox(Runnable::run).start();
    assertThat(calls).as("five failures, and no call any more").hasValue(5);
    assertThat(gauge()).isEqualTo(2);
    time.advance(Duration.ofSeconds(20));
    assertThat(calls).hasValue(5);
    assertThat(desk.store.waitingOutbounds().stream().mapToInt(OutboundRow::tries).sum())
        .as("tries that were used up")
        .isEqualTo(5);
    time.advance(Duration.ofSeconds(10));
    assertThat(calls).as("one is tried").hasValue(6);
    dead[0] = false;
    time.advance(Duration.ofMinutes(3));
    assertThat(gauge()).isZero();
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    for (var c : desk.conversations()) {
      var sent = desk.store.messages(LIFE, c.id(), 1, 9);
      assertThat(sent).extracting(Message::delivery).containsOnly(Delivery.SENT);
      assertThat(channel.accepted)
          .containsSubsequence(sent.stream().map(m -> m.id().toString()).toList());
    }
  }

  @Test
  void O2_aMessageThatWaitsForLongSaysWhy() {
    var dead = new boolean[] {true};
    channel.answer =
        _ -> dead[0] ? new Outcome.Retry(Duration.ZERO, "unreachable") : new Outcome.Ok("");
    var first = reply(Desk.KAKAO, "u1", "하나", "둘");
    var outbox = outbox(Runnable::run);
    outbox.start();
    assertThat(desk.store.messages(LIFE, first, 1, 9)).allMatch(m -> m.failure() == null);
    time.advance(Duration.ofSeconds(95));
    assertThat(desk.store.messages(LIFE, first, 1, 9))
        .allMatch(m -> m.delivery() == Delivery.QUEUED)
        .extracting(Message::failure)
        .containsExactly("unreachable", "behind");
    assertThat(desk.facts)
        .filteredOn(ConversationFact.DeliveryChanged.class::isInstance)
        .as("told once each")
        .hasSize(2);
    dead[0] = false;
    outbox.reachable(LIFE, Desk.KAKAO);
    assertThat(desk.store.messages(LIFE, first, 1, 9))
        .allMatch(m -> m.delivery() == Delivery.SENT && m.failure() == null);
  }

  /// The interface that takes files is dead, the one that takes messages is not.
  @Test
  void O7_filesThatCannotBeHandedOverStopNoWords() {
    channel.answer = _ -> new Outcome.Aside(new Outcome.Retry(Duration.ZERO, "unreachable"));
    for (int i = 0; i < 8; i++) {
      reply(Desk.KAKAO, "u" + i, "하나");
    }
    outbox(Runnable::run).start();
    assertThat(gauge()).isZero();
    time.advance(Duration.ofMinutes(15));
    assertThat(desk.store.waitingOutbounds()).as("given up after their tries").isEmpty();
  }

  /// A text at which the provider fails each time.
  @Test
  void O7_aMessageThatAlwaysFailsKeepsNoOthersBack() {
    var poison = reply(Desk.KAKAO, "u1", "독");
    var outbox = outbox(Runnable::run);
    var ill = desk.store.messages(LIFE, poison, 1, 9).getFirst().id().toString();
    channel.judge =
        call ->
            call.serial().equals(ill)
                ? new Outcome.Retry(Duration.ofSeconds(1), "HTTP 503")
                : new Outcome.Ok("");
    desk.store.waitingOutbounds().forEach(outbox::take);
    time.advance(Duration.ofSeconds(40));
    assertThat(gauge()).as("it alone has stopped the calls").isEqualTo(2);
    var next = reply(Desk.KAKAO, "u2", "네", "네네");
    desk.store.waitingOutbounds().forEach(outbox::take);
    assertThat(desk.store.messages(LIFE, next, 1, 9))
        .extracting(Message::delivery)
        .containsOnly(Delivery.SENT);
    time.advance(Duration.ofHours(1));
    assertThat(desk.store.messages(LIFE, poison, 1, 9).getFirst().delivery())
        .isEqualTo(Delivery.FAILED);
  }

  /// Each picture hangs while it is handed over.
  @Test
  void O7_messagesWithFilesLeaveRoomForTheOthers() {
    var hole = new CountDownLatch(1);
    var hanging = new CountDownLatch(Passage.WITH_FILES);
    var said = new CountDownLatch(1);
    channel.judge =
        call -> {
          if (call.body().startsWith("Image")) {
            hanging.countDown();
            Desk.await(hole);
          } else {
            said.countDown();
          }
          return new Outcome.Ok("");
        };
    for (int i = 0; i < CUSTOMERS; i++) {
      var picture = new Part.Image(null, "영수증.jpg", new UUID(7, i));
      desk.files.know(picture);
      var id = desk.stored(Desk.spoken("u" + i, "u" + i, "hi")).conversation();
      desk.assign(id, Stage.ACTIVE, KIM);
      Desk.join(desk.replies.send(new Reply(LIFE, id, KIM, List.of(picture), "p")));
    }
    reply(Desk.KAKAO, "words", "네");
    var threads = new Counted();
    var outbox = outbox(threads);
    outbox.start();
    Desk.await(hanging);
    Desk.await(said);
    outbox.stop();
    hole.countDown();
    outbox.close(Duration.ofSeconds(30));
    threads.threads.close();
    assertThat(channel.accepted).hasSize(Passage.WITH_FILES + 1);
  }

  @Test
  void O5_aProviderThatCanBeReachedAgainGetsAtOnceWhatWaits() {
    var dead = new boolean[] {true};
    channel.answer =
        _ ->
            dead[0]
                ? new Outcome.Retry(Duration.ofSeconds(2), "not connected")
                : new Outcome.Ok("");
    reply(Desk.KAKAO, "u1", "하나");
    reply(Desk.KAKAO, "u2", "둘", "셋");
    var outbox = outbox(Runnable::run);
    outbox.start();
    time.advance(Duration.ofSeconds(150));
    assertThat(gauge()).isEqualTo(2);
    assertThat(desk.store.waitingOutbounds()).hasSize(3);
    dead[0] = false;
    outbox.reachable(LIFE, Desk.KAKAO);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
    assertThat(gauge()).isZero();
  }

  @Test
  void O5_aConnectionThatComesAndGoesDoesNotUseUpTheTries() {
    channel.answer = _ -> new Outcome.Retry(Duration.ofSeconds(2), "not connected");
    reply(Desk.KAKAO, "u1", "하나");
    var outbox = outbox(Runnable::run);
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
    var first = reply(Desk.KAKAO, "u1", "하나", "둘");
    var outbox = outbox(Runnable::run);
    desk.store.waitingOutbounds().forEach(outbox::take);
    assertThat(gauge()).isEqualTo(1);
    var second = reply(Desk.KAKAO, "u2", "셋");
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
    desk.assign(id, Stage.ACTIVE, KIM);
    List<Part> parts = List.of(new Part.Text("하나"), new Part.Text("둘"), new Part.Text("셋"));
    Desk.join(desk.replies.send(new Reply(LIFE, id, KIM, parts, "c")));
    for (int i = 0; i < 5; i++) {
      reply(Desk.KAKAO, "u" + i, "네");
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
    outbox[0] = outbox(Runnable::run);
    desk.store.waitingOutbounds().stream()
        .filter(row -> row.conversation().equals(id))
        .forEach(outbox[0]::take);
    assertThat(inside).hasValue(6);
    assertThat(channel.accepted).hasSize(1);
    time.advance(Duration.ofMinutes(5));
    assertThat(channel.accepted).hasSize(3 + 5).doesNotHaveDuplicates();
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  private double gauge() {
    return desk.meters
        .get("ondam.outbox.breaker")
        .tag("account", Desk.KAKAO.value())
        .gauge()
        .value();
  }
}
