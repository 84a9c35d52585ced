package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long a message waits for the copies of its files.
final class OutboxFilesTest {
  private final Sending sending = new Sending();
  private final Desk desk = sending.desk;
  private final VirtualTime time = sending.time;
  private final FakeChannel dealer = sending.channel;
  private final Outbox outbox = sending.outbox();

  @AfterEach
  void close() {
    sending.close();
  }

  private UUID replyWithAPictureThatIsBeingCopied() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, Sending.KIM);
    var file = new UUID(7, 8);
    var picture = new Part.Image("https://a.kr/a.png", null, file);
    desk.files.know(picture);
    Desk.join(
        desk.replies.send(
            new Reply(LIFE, id, Sending.KIM, List.of(new Part.Text("보세요"), picture), "p")));
    desk.files.awaiting.add(file);
    return file;
  }

  @Test
  void aMessageWaitsForTheCopiesOfItsPictures() {
    var file = replyWithAPictureThatIsBeingCopied();
    outbox.start();
    time.advance(Luggage.PATIENCE.minusSeconds(1));
    assertThat(dealer.accepted).isEmpty();
    desk.files.awaiting.remove(file);
    time.advance(Duration.ofMillis(250));
    assertThat(dealer.accepted).hasSize(2);
  }

  @Test
  void aMessageWaitsForTheCopiesOfItsPicturesAfterARestartToo() {
    var file = replyWithAPictureThatIsBeingCopied();
    outbox.start();
    time.advance(Luggage.PATIENCE.minusSeconds(1));
    outbox.stop();
    time.advance(Duration.ofMinutes(10));
    assertThat(dealer.accepted).isEmpty();
    sending.outbox().start();
    assertThat(dealer.accepted).isEmpty();
    desk.files.awaiting.remove(file);
    time.advance(Duration.ofMillis(250));
    assertThat(dealer.accepted).hasSize(2);
  }

  @Test
  void aMessageWhosePictureDoesNotComeGoesWithoutItAfterAFewSeconds() {
    replyWithAPictureThatIsBeingCopied();
    outbox.start();
    time.advance(Luggage.PATIENCE);
    assertThat(dealer.accepted).hasSize(2);
    assertThat(desk.messages().getLast().delivery()).isEqualTo(Delivery.SENT);
  }

  /// Goes in two calls without its picture, and in three with it.
  private UUID replyWhoseCallsDependOnItsPicture() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, Sending.KIM);
    var file = new UUID(7, 8);
    var picture = new Part.Image("https://a.kr/a.png", null, file);
    desk.files.know(picture);
    var items =
        Stream.of("가", "나", "다", "라", "마", "바")
            .map(label -> new Part.Button(label, Part.ButtonAction.REPLY, label))
            .toList();
    List<Part> parts = List.of(picture, new Part.QuickReplies(items), new Part.Text("끝"));
    Desk.join(desk.replies.send(new Reply(LIFE, id, Sending.KIM, parts, "p")));
    desk.files.awaiting.add(file);
    return file;
  }

  private void assertNothingCameTwice() {
    assertThat(dealer.said).hasSize(2);
    assertThat(dealer.said.getFirst()).contains("https://a.kr/a.png", "6) 바");
    assertThat(dealer.said.getLast()).contains("끝");
  }

  @Test
  void aPictureThatWasAwayAtTheFirstCallStaysAwayForTheWholeMessage() {
    var file = replyWhoseCallsDependOnItsPicture();
    dealer.outcomes.add(new Outcome.Ok(""));
    dealer.outcomes.add(new Outcome.Retry(Duration.ofSeconds(1), "busy"));
    outbox.start();
    time.advance(Luggage.PATIENCE);
    assertThat(dealer.said).hasSize(1);
    desk.files.awaiting.remove(file);
    time.advance(Duration.ofMinutes(1));
    assertNothingCameTwice();
  }

  @Test
  void itStaysAwayAfterARestartToo() {
    var file = replyWhoseCallsDependOnItsPicture();
    dealer.sending = outbox::stop; // during the first call
    outbox.start();
    time.advance(Luggage.PATIENCE);
    assertThat(dealer.said).hasSize(1);
    dealer.sending = () -> {};
    desk.files.awaiting.remove(file);
    sending.outbox().start();
    assertNothingCameTwice();
  }

  @Test
  void aMessageThatIsSentAgainBringsWhatIsLeftOfTheFirstPlan() {
    var file = replyWhoseCallsDependOnItsPicture();
    dealer.outcomes.add(new Outcome.Ok(""));
    dealer.outcomes.add(new Outcome.Permanent("-1", "no"));
    outbox.start();
    time.advance(Luggage.PATIENCE);
    var failed = desk.messages().getLast();
    assertThat(failed.delivery()).isEqualTo(Delivery.FAILED);
    desk.files.awaiting.remove(file);
    Desk.join(desk.replies.resend(LIFE, failed.conversation(), Sending.KIM, failed.seq()));
    sending.outbox().start();
    assertNothingCameTwice();
  }

  @Test
  void aPictureThatComesBeforeTheFirstCallIsMadeGoesAlong() {
    var file = replyWhoseCallsDependOnItsPicture();
    outbox.start();
    time.advance(Luggage.PATIENCE.minusSeconds(1));
    desk.files.awaiting.remove(file);
    time.advance(Duration.ofSeconds(1));
    assertThat(dealer.said).hasSize(3);
  }
}
