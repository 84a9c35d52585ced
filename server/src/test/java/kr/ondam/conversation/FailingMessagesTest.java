package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What messages that fail or take long do to the others of their account.
final class FailingMessagesTest {
  private static final int CUSTOMERS = 60;

  private final Sending sending = new Sending();
  private final Desk desk = sending.desk;
  private final VirtualTime time = sending.time;
  private final FakeChannel channel = sending.channel;

  @AfterEach
  void close() {
    sending.close();
  }

  @Test
  void O2_aMessageThatWaitsForLongSaysWhy() {
    var dead = new boolean[] {true};
    channel.answer =
        _ -> dead[0] ? new Outcome.Retry(Duration.ZERO, "unreachable") : new Outcome.Ok("");
    var first = sending.reply(Desk.KAKAO, "u1", "하나", "둘");
    var outbox = sending.outbox(desk.lanes, Runnable::run);
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
      sending.reply(Desk.KAKAO, "u" + i, "하나");
    }
    sending.outbox(desk.lanes, Runnable::run).start();
    assertThat(sending.gauge()).isZero();
    time.advance(Duration.ofMinutes(15));
    assertThat(desk.store.waitingOutbounds()).as("given up after their tries").isEmpty();
  }

  /// A text at which the provider fails each time.
  @Test
  void O7_aMessageThatAlwaysFailsKeepsNoOthersBack() {
    var poison = sending.reply(Desk.KAKAO, "u1", "독");
    var outbox = sending.outbox(desk.lanes, Runnable::run);
    var ill = desk.store.messages(LIFE, poison, 1, 9).getFirst().id().toString();
    channel.judge =
        call ->
            call.serial().equals(ill)
                ? new Outcome.Retry(Duration.ofSeconds(1), "HTTP 503")
                : new Outcome.Ok("");
    desk.store.waitingOutbounds().forEach(outbox::take);
    time.advance(Duration.ofSeconds(40));
    assertThat(sending.gauge()).as("it alone has stopped the calls").isEqualTo(2);
    var next = sending.reply(Desk.KAKAO, "u2", "네", "네네");
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
      desk.assign(id, Stage.ACTIVE, Sending.KIM);
      Desk.join(desk.replies.send(new Reply(LIFE, id, Sending.KIM, List.of(picture), "p")));
    }
    sending.reply(Desk.KAKAO, "words", "네");
    var threads = new Counted();
    var outbox = sending.outbox(desk.lanes, threads);
    outbox.start();
    Desk.await(hanging);
    Desk.await(said);
    outbox.stop();
    hole.countDown();
    outbox.close(Duration.ofSeconds(30));
    threads.threads.close();
    assertThat(channel.accepted).hasSize(Passage.WITH_FILES + 1);
  }
}
