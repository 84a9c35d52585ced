package kr.ondam.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Reply;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Forms as a visitor is sent and answers them.
final class ChatFormsTest {
  private static final Part.Form FORM =
      new Part.Form(
          "방문 예약",
          List.of(
              new Part.Field("name", "이름", Part.FieldKind.TEXT, true, List.of()),
              new Part.Field("where", "센터", Part.FieldKind.CHOICE, false, List.of("서울", "부산"))));

  private static final AgentId KIM = new AgentId(new UUID(0, 7));

  private final ChatFloor floor = new ChatFloor();
  private final FakeSocket socket = new FakeSocket();

  @AfterEach
  void close() {
    floor.close();
  }

  private ChatSocket greeted(FakeSocket to, int visitor, String tab) {
    var chat = floor.open(to, visitor);
    chat.text(ChatFloor.hello(tab));
    assertThat(to.count("welcome")).isEqualTo(1);
    return chat;
  }

  private Conversation latest() {
    var identity = floor.visit(1).visitor().identity();
    return floor.tools.conversations().latestOf(ChatFloor.LIFE, identity).orElseThrow();
  }

  /// A conversation in which a form was sent as message 2.
  private Conversation asked(ChatSocket chat) {
    chat.text(ChatFloor.say("m", "예약하고 싶어요"));
    await().until(() -> socket.count("ack") == 1);
    var c = latest();
    var routing = floor.memory.stores().routing();
    var move = new RoutingChange.MoveStage(c.id(), Stage.ACTIVE, KIM, null);
    routing.commit(new RoutingBatch(c.tenant(), routing.takeOver(c.tenant()), List.of(move)));
    List<Part> parts = List.of(new Part.Text("적어 주세요"), FORM);
    var sent =
        floor
            .replies
            .send(new Reply(c.tenant(), c.id(), KIM, parts, "r"))
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    assertThat(sent).isInstanceOf(ReplyResult.Stored.class);
    await().until(() -> socket.sent.stream().anyMatch(f -> f.contains("\"k\":\"form\"")));
    return c;
  }

  private static String filled(Conversation c, String place, String name) {
    return """
    {"t":"msg","cmid":"form_%s_%s","parts":[{"k":"formReply","answers":[{"name":"name","value":"%s"}]}]}
    """
        .formatted(c.id(), place, name);
  }

  @Test
  void aFormIsShownAndItsAnswersComeBackWithTheQuestionsThatWereAsked() {
    var chat = greeted(socket, 1, "a");
    var c = asked(chat);
    assertThat(socket.sent)
        .anyMatch(f -> f.contains("\"k\":\"form\"") && f.contains("\"options\":[\"서울\",\"부산\"]"));
    chat.text(filled(c, "2_1", "홍길동"));
    await().until(() -> socket.count("ack") == 2);
    var stored = floor.tools.conversations().messages(c.tenant(), c.id(), 2, 1).getFirst();
    assertThat(stored.parts())
        .containsExactly(
            new Part.FormReply(
                List.of(new Part.Answer("name", "이름", "홍길동"), new Part.Answer("where", "센터", ""))));
    assertThat(socket.sent)
        .anyMatch(f -> f.contains("\"k\":\"formReply\"") && f.contains("form_" + c.id() + "_2_1"));
  }

  @Test
  void WS42_aFormIsAnsweredOnceFromHoweverManyTabs() {
    var chat = greeted(socket, 1, "a");
    var c = asked(chat);
    var second = new FakeSocket();
    var other = greeted(second, 1, "b");
    chat.text(filled(c, "2_1", "홍길동"));
    await().until(() -> socket.count("ack") == 2);
    other.text(filled(c, "2_1", "김철수"));
    await().until(() -> second.count("ack") == 1);
    assertThat(second.sent.stream().filter(f -> f.contains("\"t\":\"ack\"")).toList())
        .singleElement()
        .asString()
        .contains("\"dup\":true");
    assertThat(latest().lastSeq()).isEqualTo(3);
  }

  @Test
  void WS62_noFormButOneThatThisVisitorWasSentIsAnswered() {
    var chat = greeted(socket, 1, "a");
    var c = asked(chat);
    var stranger = new FakeSocket();
    greeted(stranger, 2, "s").text(filled(c, "2_1", "홍길동"));
    await().until(() -> stranger.count("err") == 1);
    assertThat(stranger.sent.getLast()).contains("bad_part");
    // The customer's own message, another part, a message that is not there, nothing required.
    for (var frame :
        List.of(
            filled(c, "1_0", "홍길동"),
            filled(c, "2_0", "홍길동"),
            filled(c, "2_7", "홍길동"),
            filled(c, "9_1", "홍길동"),
            filled(c, "2_1", " "))) {
      long before = socket.count("err");
      chat.text(frame);
      await().until(() -> socket.count("err") == before + 1);
      assertThat(socket.sent.getLast()).contains("bad_part");
    }
    assertThat(latest().lastSeq()).isEqualTo(2);
  }

  @Test
  void theFormOfAConversationThatEndedIsOverUnlessItWasAnswered() {
    var chat = greeted(socket, 1, "a");
    var c = asked(chat);
    chat.text(filled(c, "2_1", "홍길동"));
    await().until(() -> socket.count("ack") == 2);
    floor.end();
    await().until(() -> latest().endedAt() != null);
    chat.text(filled(c, "2_1", "홍길동"));
    await().until(() -> socket.count("ack") == 3);
    chat.text(filled(c, "2_0", "홍길동"));
    await().until(() -> socket.count("err") == 1);
    assertThat(socket.sent.getLast()).contains("form_over").contains("\"retry\":false");
    assertThat(latest().id()).isEqualTo(c.id());
  }
}
