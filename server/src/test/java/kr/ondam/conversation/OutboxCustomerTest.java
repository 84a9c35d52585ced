package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of messages on a channel that takes one call for each time the customer speaks.
@Timeout(60)
final class OutboxCustomerTest {
  private final Sending sending = new Sending();
  private final Desk desk = sending.desk;
  private final FakeChannel bot = sending.channel;
  private final AtomicBoolean open = new AtomicBoolean();
  private final Outbox outbox = sending.outbox();

  @BeforeEach
  void takesOneCall() {
    bot.repeatable = false;
    bot.together = 3;
    bot.answer =
        _ -> open.getAndSet(false) ? new Outcome.Ok("") : (Outcome) new Outcome.CustomerFirst();
  }

  @AfterEach
  void close() {
    outbox.stop();
    sending.close();
  }

  private List<Delivery> deliveries() {
    return desk.messages().stream()
        .filter(message -> message.direction() == Direction.OUT)
        .map(Message::delivery)
        .toList();
  }

  private void sent(int calls) {
    await().until(() -> bot.said.size() == calls);
  }

  @Test
  void B24_whatCannotGoWaitsVisiblyAndGoesWithTheCustomersNextWords() {
    sending.reply(1);
    outbox.start();
    assertThat(desk.messages().getLast().delivery()).isEqualTo(Delivery.QUEUED);
    assertThat(desk.messages().getLast().failure()).isEqualTo("customer");
    sending.time.advance(Duration.ofHours(20));
    assertThat(deliveries()).containsExactly(Delivery.QUEUED);
    open.set(true);
    desk.stored(spoken("u", "2", "여보세요?"));
    sent(1);
    await().until(() -> deliveries().equals(List.of(Delivery.SENT)));
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void B24_whoDoesNotSpeakForADayLeavesAProblem() {
    sending.reply(2);
    outbox.start();
    sending.time.advance(Duration.ofHours(25));
    assertThat(deliveries()).containsExactly(Delivery.FAILED, Delivery.FAILED);
    assertThat(desk.messages().getLast().failure()).isEqualTo("24 h");
    assertThat(desk.memory.stores().problems().open(LIFE)).isEqualTo(2);
  }

  @Test
  void B24_whatAnEarlierConversationLeftGoesWithTheFirstWordsOfTheNext() {
    var id = sending.reply(1);
    outbox.start();
    Desk.join(desk.replies.end(LIFE, id, EndReason.SYSTEM));
    open.set(true);
    desk.stored(spoken("other", "o", "hi"));
    assertThat(bot.said).isEmpty();
    desk.stored(spoken("u", "2", "다시 왔어요"));
    sent(1);
    assertThat(bot.said.getFirst()).contains("m0");
  }

  @Test
  void B24_asMuchAsOneAnswerHoldsGoesAtOnceAndInOrder() {
    sending.reply(5);
    outbox.start();
    open.set(true);
    desk.stored(spoken("u", "2", "네?"));
    sent(1);
    assertThat(bot.said.getFirst()).containsSubsequence("m0", "|", "m1", "|", "m2");
    await().until(() -> desk.store.waitingOutbounds().size() == 2 && !deliveries().contains(null));
    assertThat(deliveries())
        .containsExactly(
            Delivery.SENT, Delivery.SENT, Delivery.SENT, Delivery.QUEUED, Delivery.QUEUED);
    open.set(true);
    desk.stored(spoken("u", "3", "더요?"));
    sent(2);
    assertThat(bot.said.getLast()).containsSubsequence("m3", "|", "m4");
    await().until(() -> desk.store.waitingOutbounds().isEmpty());
    assertThat(deliveries()).containsOnly(Delivery.SENT);
  }

  /// Begins what waits only when all of it was taken up.
  private Outbox begun() {
    var tasks = new ArrayDeque<Runnable>();
    var begun = sending.outbox(desk.lanes, tasks::add);
    begun.start();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    return begun;
  }

  @Test
  void O1_whoCameAlongAndDidNotGoIsNotInDoubtAfterARestart() {
    sending.reply(3);
    begun().stop();
    assertThat(desk.store.waitingOutbounds())
        .hasSize(3)
        .noneMatch(OutboundRow::calling)
        .allMatch(row -> row.tries() == 0);
    open.set(true);
    begun().stop();
    assertThat(bot.said).singleElement().asString().containsSubsequence("m0", "m1", "m2");
    assertThat(deliveries()).containsOnly(Delivery.SENT);
  }

  /// As the store has it when the process dies while the call is made that brings three.
  @Test
  void O1_whoComesAlongIsStoredAsBeingCalledForAndInDoubtWithTheCall() {
    sending.reply(4);
    List<List<Boolean>> calling = new ArrayList<>();
    bot.sending =
        () ->
            calling.add(desk.store.waitingOutbounds().stream().map(OutboundRow::calling).toList());
    bot.answer = _ -> new Outcome.Uncertain("connection lost");
    begun().stop();
    assertThat(calling.getFirst()).containsExactly(true, true, true, false);
    assertThat(deliveries()).startsWith(Delivery.UNKNOWN, Delivery.UNKNOWN, Delivery.UNKNOWN);
  }

  @Test
  void B24_whoSpeaksWhileItIsLookedIsNotOverheard() {
    sending.reply(1);
    outbox.start();
    sending.time.advance(Duration.ofSeconds(6));
    var once = new AtomicBoolean(true);
    bot.judge =
        _ -> {
          if (once.getAndSet(false)) {
            desk.stored(spoken("u", "2", "여보세요?"));
            await().until(() -> desk.facts.stream().filter(this::heard).count() == 2);
            return new Outcome.CustomerFirst();
          }
          return new Outcome.Ok("");
        };
    sending.time.advance(Duration.ofHours(1));
    sent(1);
    assertThat(deliveries()).containsExactly(Delivery.SENT);
  }

  @Test
  void B24_whatHadTroubleBeforeGoesWithTheCustomersNextWordsAfterARestartToo() {
    sending.reply(1);
    var trouble = new AtomicBoolean(true);
    var usual = bot.answer;
    bot.answer =
        call ->
            trouble.getAndSet(false)
                ? new Outcome.Retry(Duration.ofSeconds(1), "HTTP 503")
                : usual.apply(call);
    outbox.start();
    sending.time.advance(Duration.ofMinutes(1));
    outbox.stop();
    assertThat(desk.store.waitingOutbounds()).extracting(OutboundRow::tries).containsExactly(1);
    var again = sending.outbox();
    again.start();
    open.set(true);
    desk.stored(spoken("u", "2", "여보세요?"));
    sent(1);
    await().until(() -> deliveries().equals(List.of(Delivery.SENT)));
    again.stop();
  }

  @Test
  void B24_whoComesAlongWithOneWhoseTimeIsOverKeepsItsOwn() {
    sending.reply(1);
    outbox.start();
    sending.time.advance(Duration.ofHours(23));
    desk.time.advance(Duration.ofHours(23));
    sending.say(desk.messages().getLast().conversation(), "later", new Part.Text("나중 말"));
    outbox.take(desk.store.waitingOutbounds().getLast());
    sending.time.advance(Duration.ofHours(2));
    await().until(() -> deliveries().contains(Delivery.FAILED));
    assertThat(deliveries()).containsExactly(Delivery.FAILED, Delivery.QUEUED);
  }

  private boolean heard(Object fact) {
    return fact instanceof ConversationFact.MessageReceived;
  }

  @Test
  void B24_aReplyLongerThanOneAnswerGoesOnWithTheCustomersNextWords() {
    var id = sending.reply(0);
    sending.say(id, "c", new Part.Text("하나"), new Part.Text("둘"));
    sending.say(id, "d", new Part.Text("셋"));
    open.set(true);
    outbox.start();
    assertThat(bot.said).singleElement().asString().contains("하나");
    assertThat(deliveries()).containsExactly(Delivery.QUEUED, Delivery.QUEUED);
    open.set(true);
    desk.stored(spoken("u", "2", "그리고요?"));
    sent(2);
    assertThat(bot.said.getLast()).containsSubsequence("둘", "|", "셋");
    await().until(() -> desk.store.waitingOutbounds().isEmpty());
    assertThat(deliveries()).containsOnly(Delivery.SENT);
  }
}
