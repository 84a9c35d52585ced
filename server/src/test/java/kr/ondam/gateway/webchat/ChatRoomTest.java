package kr.ondam.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the sockets of one visitor show when conversations follow each other.
final class ChatRoomTest {
  private final ChatFloor floor = new ChatFloor();
  private final FakeSocket socket = new FakeSocket();

  @AfterEach
  void close() {
    floor.close();
  }

  private ChatSocket greeted(FakeSocket to, String tab) {
    var chat = floor.open(to);
    chat.text(ChatFloor.hello(tab));
    assertThat(to.count("welcome")).isEqualTo(1);
    return chat;
  }

  private Conversation latest() {
    var identity = floor.visit(1).visitor().identity();
    return floor.tools.conversations().latestOf(ChatFloor.LIFE, identity).orElseThrow();
  }

  /// A conversation of `messages` messages that has ended.
  private Conversation ended(ChatSocket chat, int messages) {
    for (int i = 0; i < messages; i++) {
      int acks = i + 1;
      chat.text(ChatFloor.say("first" + i, "글"));
      await().until(() -> socket.count("ack") == acks);
    }
    floor.end();
    await().until(() -> socket.sent.getLast().contains("conversation.closed"));
    return latest();
  }

  private void line(Conversation conversation, String id) {
    floor.replies.systemLine(ChatFloor.LIFE, conversation.id(), "test.line", Map.of(), id);
  }

  private static List<String> of(FakeSocket shown, Conversation conversation) {
    return shown.sent.stream()
        .filter(f -> f.contains(conversation.id().toString()) && f.contains("\"seq\""))
        .filter(f -> f.contains("\"t\":\"msg\"") || f.contains("\"t\":\"event\""))
        .toList();
  }

  @Test
  void WS45_aSecondTabThatReadsANewConversationEarlyHidesItFromNobody() throws Exception {
    var committed = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    var chat = greeted(socket, "a");
    var first = ended(chat, 3);
    floor.bus.subscribe(
        ChatFloor.LIFE.value(),
        published -> {
          if (published.fact() instanceof ConversationFact.ConversationOpened) {
            committed.countDown();
            pass(told);
          }
        });
    chat.text(ChatFloor.say("second", "다시"));
    pass(committed);
    var other = new FakeSocket();
    greeted(other, "b");
    told.countDown();
    await().until(() -> socket.count("ack") == 4);
    var second = latest();
    assertThat(second.id()).isNotEqualTo(first.id());
    line(second, "l1");
    await().until(() -> of(other, second).size() == 2);
    assertThat(of(socket, second)).hasSize(2);
  }

  @Test
  void WS46_aReadMarkThatGoesBackTakesNothingBackAndMarksNothing() {
    var chat = greeted(socket, "a");
    chat.text(ChatFloor.say("m", "글"));
    await().until(() -> socket.count("ack") == 1);
    said(2);
    said(3);
    chat.text("{\"t\":\"read\",\"seq\":3}");
    assertThat(deliveries()).containsExactly(Delivery.READ, Delivery.READ);
    said(4);
    for (var back : List.of("2", "1", "-3", "0")) {
      chat.text("{\"t\":\"read\",\"seq\":" + back + "}");
    }
    assertThat(deliveries()).containsExactly(Delivery.READ, Delivery.READ, Delivery.SENT);
    assertThat(socket.closed).isEmpty();
    chat.text("{\"t\":\"read\",\"seq\":4}");
    assertThat(deliveries()).containsExactly(Delivery.READ, Delivery.READ, Delivery.READ);
  }

  private void said(long seq) {
    var message = message(latest(), seq);
    store(List.of(new Incoming(message, null, null)));
    floor.bus.publish(new ConversationFact.MessageSent(message, ChatFloor.NOW));
  }

  /// Of what was said to the customer.
  private List<Delivery> deliveries() {
    return floor.tools.conversations().messages(ChatFloor.LIFE, latest().id(), 1, 100).stream()
        .map(Message::delivery)
        .toList();
  }

  @Test
  void aConversationThatBeginsAfterTheClockWasSetBackIsShown() {
    var chat = greeted(socket, "a");
    var first = ended(chat, 1);
    floor.time.set(floor.time.instant().minusSeconds(1));
    chat.text(ChatFloor.say("second", "다시"));
    await().until(() -> socket.count("ack") == 2);
    var second = latest();
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.openedAt()).isBefore(first.openedAt());
    assertThat(of(socket, second)).hasSize(1);
    var fresh = new FakeSocket();
    greeted(fresh, "b");
    assertThat(of(fresh, second)).hasSize(1);
  }

  @Test
  void aSocketThatCannotCatchUpComesBackLaterInsteadOfMissingWhatItMissed() {
    var chat = greeted(socket, "a");
    chat.text(ChatFloor.say("m", "글"));
    await().until(() -> socket.count("ack") == 1);
    var late = message(latest(), 5);
    floor.memory.down(true);
    floor.bus.publish(new ConversationFact.MessageSent(late, ChatFloor.NOW));
    assertThat(socket.count("bye")).isEqualTo(1);
    assertThat(socket.closed).containsExactly(1013);
  }

  @Test
  void howeverMuchASocketMissedItIsShownAll() {
    var chat = greeted(socket, "a");
    chat.text(ChatFloor.say("m", "글"));
    await().until(() -> socket.count("ack") == 1);
    var conversation = latest();
    var missed =
        LongStream.rangeClosed(2, 450)
            .mapToObj(seq -> new Incoming(message(conversation, seq), null, null))
            .toList();
    store(missed);
    floor.bus.publish(new ConversationFact.MessageSent(missed.getLast().message(), ChatFloor.NOW));
    assertThat(of(socket, conversation)).hasSize(450);
  }

  @Test
  void theCategoryOfAPageCountsForEveryConversationBegunOnIt() {
    var chat = floor.open(socket, "claims");
    chat.text(ChatFloor.hello("a"));
    var first = ended(chat, 1);
    assertThat(first.routingKey()).isEqualTo("claims");
    chat.text(ChatFloor.say("second", "다시"));
    chat.text(ChatFloor.say("third", "또"));
    await().until(() -> socket.count("ack") == 3);
    assertThat(latest().id()).isNotEqualTo(first.id());
    assertThat(latest().routingKey()).isEqualTo("claims");
    assertThat(latest().lastSeq()).isEqualTo(2);
  }

  @Test
  void theCategoryOfAPageChangesNoConversationThatIsOpen() {
    greeted(socket, "a").text(ChatFloor.say("first", "글"));
    await().until(() -> socket.count("ack") == 1);
    var other = new FakeSocket();
    var chat = floor.open(other, "claims");
    chat.text(ChatFloor.hello("b"));
    chat.text(ChatFloor.say("second", "글"));
    await().until(() -> other.count("ack") == 1);
    assertThat(latest().lastSeq()).isEqualTo(2);
    assertThat(latest().routingKey()).isNull();
  }

  @Test
  void A15_aCategoryThatCannotBeStoredIsNotLost() {
    var refusing = new AtomicBoolean(true);
    floor.memory.beforeAppend(batch -> {
      if (refusing.get() && !batch.references().isEmpty()) {
        throw new StoreUnavailable("told to be down", new IllegalStateException());
      }
    });
    var chat = floor.open(socket, "claims");
    chat.text(ChatFloor.hello("a"));
    chat.text(ChatFloor.say("first", "글"));
    await().until(() -> socket.count("err") == 1);
    assertThat(socket.sent.getLast()).contains("unavailable").contains("\"retry\":true");
    refusing.set(false);
    chat.text(ChatFloor.say("first", "글"));
    await().until(() -> socket.count("ack") == 1);
    assertThat(latest().routingKey()).isEqualTo("claims");
  }

  private void store(List<Incoming> messages) {
    floor
        .tools
        .conversations()
        .append(
            new LaneBatch(
                ChatFloor.LIFE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                messages,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  private static Message message(Conversation conversation, long seq) {
    return new Message(
        conversation.tenant(),
        conversation.id(),
        seq,
        new MessageId(new UUID(9, seq)),
        Direction.OUT,
        new Author(AuthorKind.BOT, "b"),
        ChatFloor.NOW,
        null,
        List.of(new Part.Text("글")),
        null,
        Delivery.SENT,
        null);
  }

  private static void pass(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
