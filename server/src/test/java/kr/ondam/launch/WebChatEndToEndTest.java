package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A customer at the web chat and a counsellor at the REST interface, over the running server, with
/// cut lines and a restart in between.
@Timeout(120)
final class WebChatEndToEndTest {
  private static final URI NO_DEALER = URI.create("http://127.0.0.1:9");

  private final AtomicInteger numbers = new AtomicInteger();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(folder, NO_DEALER);
    var path = "/api/v1/agents/" + server.agent(LIFE, "kim") + "/presence";
    assertThat(server.api(LIFE, "PUT", path, "{\"presence\":\"READY\"}").statusCode())
        .isEqualTo(200);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private ChatVisitor visitor() {
    return ChatVisitor.named(server, LIFE, "홍길동", null);
  }

  @Test
  void aVisitorIsAnsweredAndTheirConversationClosed() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var conversation = line.told("a", "청구하고 싶어요").get("conv").asString();
      accept(conversation);
      var assigned = line.await("event", f -> f.has("seq"));
      assertThat(assigned.get("ev").asString()).isEqualTo("conversation.assigned");
      assertThat(assigned.get("data").get("agent").asString()).isEqualTo("김상담");
      answer(conversation, "도와드리겠습니다");
      var answered = line.awaitText("도와드리겠습니다");
      assertThat(answered.get("from").asString()).isEqualTo("agent");
      assertThat(answered.get("name").asString()).isEqualTo("김상담");
      assertThat(line.await("receipt").get("seq").asLong()).isEqualTo(answered.get("seq").asLong());
      assertThat(visitor.session("null").get("unread").asInt()).isEqualTo(1);
      awaitDelivery(conversation, 3, "DELIVERED");
      line.send("{\"t\":\"read\",\"seq\":3}");
      awaitDelivery(conversation, 3, "READ");
      assertThat(visitor.session("null").get("unread").asInt()).isZero();
      closing(conversation);
      var closed = line.await("event", f -> f.get("ev").asString().equals("conversation.closed"));
      assertThat(closed.get("seq").asLong()).isEqualTo(4);
      assertThat(closed.get("data").isEmpty()).as("not why").isTrue();
      assertThat(visitor.session("null").get("conversationId").isNull()).isTrue();
      assertThat(line.seqs()).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void WS60_aReadMarkAheadOfTheLastMessageCountsForNoneThatFollows() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var conversation = line.told("a", "안녕하세요").get("conv").asString();
      accept(conversation);
      line.await("event", f -> f.has("seq"));
      answer(conversation, "하나");
      line.awaitText("하나");
      line.send("{\"t\":\"read\",\"seq\":9000000000}");
      awaitDelivery(conversation, 3, "READ");
      answer(conversation, "둘");
      line.awaitText("둘");
      awaitDelivery(conversation, 4, "DELIVERED");
      line.send("{\"t\":\"read\",\"seq\":4}");
      awaitDelivery(conversation, 4, "READ");
    }
  }

  @Test
  void O6_aMessageIsSentUntilSomebodyGotIt() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var conversation = line.told("a", "안녕하세요").get("conv").asString();
      accept(conversation);
      line.await("event", f -> f.has("seq"));
      line.stopAnsweringPings();
      answer(conversation, "하나");
      line.awaitText("하나");
      awaitDelivery(conversation, 3, "SENT");
      line.cut();
      var back = visitor.open(conversation, 3, "");
      awaitDelivery(conversation, 3, "DELIVERED");
      assertThat(back.seqs()).isEmpty();
    }
  }

  @Test
  void everyMessageOfAQuickAgentIsDelivered() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var conversation = line.told("a", "안녕하세요").get("conv").asString();
      accept(conversation);
      line.await("event", f -> f.has("seq"));
      for (int i = 0; i < 10; i++) {
        answer(conversation, "글 " + i);
      }
      for (int seq = 3; seq < 13; seq++) {
        awaitDelivery(conversation, seq, "DELIVERED");
      }
    }
  }

  @Test
  void whatWasChosenInTheFormChoosesTheQueue() {
    try (var visitor = new ChatVisitor(server, LIFE)) {
      var session =
          visitor.session(
              "{\"name\":\"홍길동\",\"phone\":null,\"category\":\"busan_billing\",\"consent\":true}");
      var line = visitor.connect(session.get("ticket").asString());
      line.hello(null, 0, "");
      var conversation = line.told("a", "요금이 이상해요").get("conv").asString();
      await()
          .until(() ->
              server
                  .get(LIFE, "/api/v1/conversations/" + conversation)
                  .get("queue")
                  .asString("")
                  .equals("life-claims"));
    }
  }

  @Test
  void afterTheEndTheNextMessageOpensANewConversationAndRepeatedOnesDoNot() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var first = line.told("a", "처음").get("conv").asString();
      accept(first);
      closing(first);
      line.await("event", f -> f.get("ev").asString().equals("conversation.closed"));
      line.say("a", "처음");
      var again = line.await("ack", f -> f.get("dup").asBoolean());
      assertThat(again.get("conv").asString()).isEqualTo(first);
      var second = line.told("b", "다음");
      assertThat(second.get("conv").asString()).isNotEqualTo(first);
      assertThat(second.get("seq").asLong()).isEqualTo(1);
      line.await(
          "event",
          f ->
              f.get("ev").asString().equals("conversation.opened")
                  && f.get("conv").equals(second.get("conv")));
      assertThat(visitor.session("null").get("conversationId")).isEqualTo(second.get("conv"));
      var stale = visitor.open(first, 2, "");
      assertThat(stale.await("welcome").get("conv")).isEqualTo(second.get("conv"));
      assertThat(stale.awaitText("다음").get("seq").asLong()).isEqualTo(1);
    }
  }

  @Test
  void C1_whoComesBackWithTheLastSeqMissesNothing() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var conversation = line.told("a", "안녕하세요").get("conv").asString();
      accept(conversation);
      line.await("event", f -> f.has("seq"));
      List<Long> got = new ArrayList<>(line.seqs());
      for (int round = 0; round < 5; round++) {
        line.cut();
        answer(conversation, "끊긴 동안 " + round);
        long last = got.getLast();
        line = visitor.open(conversation, last, "tab");
        answer(conversation, "돌아온 뒤 " + round);
        line.awaitText("돌아온 뒤 " + round);
        got.addAll(line.seqs());
      }
      assertThat(got)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).toList());
    }
  }

  @Test
  void C1_messagesWhileTheHandshakeRunsAreNeitherLostNorDoubled() throws Exception {
    try (var visitor = visitor();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = visitor.open();
      var conversation = first.told("a", "안녕하세요").get("conv").asString();
      accept(conversation);
      first.await("event", f -> f.has("seq"));
      var writing =
          threads.submit(() -> {
            for (int i = 0; i < 30; i++) {
              answer(conversation, "글 " + i);
            }
          });
      for (int i = 0; i < 8; i++) {
        var line = visitor.open(conversation, 2, "tab");
        line.cut();
      }
      var last = visitor.open(conversation, 2, "tab");
      writing.get();
      last.awaitText("글 29");
      assertThat(last.seqs())
          .containsExactlyElementsOf(IntStream.rangeClosed(3, 32).mapToObj(Long::valueOf).toList());
    }
  }

  @Test
  void WS66_theServerSaysGoodbyeAndARestartKeepsEverything() {
    ChatVisitor visitor = visitor();
    var line = visitor.open();
    var conversation = line.told("a", "재시작 전").get("conv").asString();
    accept(conversation);
    answer(conversation, "답 하나");
    line.awaitText("답 하나");
    var token = visitor.token();
    server.close();
    assertThat(line.await("bye").get("retryAfter").asInt()).isBetween(1, 8);
    assertThat(line.closeCode()).isEqualTo(1012);
    visitor.close();

    server = new TestServer(folder, NO_DEALER);
    try (var back = new ChatVisitor(server, LIFE)) {
      back.token(token);
      assertThat(back.session("null").get("conversationId").asString()).isEqualTo(conversation);
      var again = back.open(conversation, 1, "");
      assertThat(again.await("welcome").get("agent").get("name").asString()).isEqualTo("김상담");
      again.awaitText("답 하나");
      assertThat(again.seqs()).containsExactly(2L, 3L);
      again.say("a", "재시작 전");
      assertThat(again.await("ack").get("dup").asBoolean()).as("A5").isTrue();
      answer(conversation, "답 둘");
      again.awaitText("답 둘");
    }
  }

  @Test
  void theSamePhoneAsOnKakaoTalkIsTheSameCustomer() {
    var kakao =
        "{\"user_key\":\"u1\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":1,\"type\":\"text\",\"contents\":[\"카카오톡에서\"]}"
            .formatted(LIFE.sender());
    assertThat(server.post(LIFE, "message", kakao)).isEqualTo(200);
    var earlier = conversations().get(0);
    var customer =
        server
            .server()
            .features()
            .customers()
            .find(
                new kr.ondam.tenant.TenantId("life"),
                new kr.ondam.customer.CustomerId(
                    java.util.UUID.fromString(earlier.get("customer").asString())))
            .orElseThrow();
    server
        .server()
        .features()
        .customers()
        .save(
            new kr.ondam.customer.Customer(
                customer.tenant(),
                customer.id(),
                "홍길동",
                "+821012345678",
                customer.grade(),
                customer.memo(),
                customer.traits(),
                customer.createdAt()));
    try (var visitor = ChatVisitor.named(server, LIFE, "홍길동", "010-1234-5678");
        var card = ChatVisitor.named(server, CARD, "홍길동", "010-1234-5678")) {
      var conversation = visitor.open().told("a", "웹에서").get("conv").asString();
      assertThat(server.get(LIFE, "/api/v1/conversations/" + conversation).get("customer"))
          .isEqualTo(earlier.get("customer"));
      var elsewhere = card.open().told("a", "카드에서").get("conv").asString();
      assertThat(server.get(CARD, "/api/v1/conversations/" + elsewhere).get("customer"))
          .as("not over tenants")
          .isNotEqualTo(earlier.get("customer"));
    }
  }

  @Test
  void whoWaitsIsToldTheirPlace() {
    var path = "/api/v1/agents/" + server.agent(LIFE, "kim") + "/presence";
    server.api(LIFE, "PUT", path, "{\"presence\":\"AWAY\"}");
    try (var one = visitor();
        var two = visitor()) {
      var first = one.open();
      first.told("a", "첫째");
      var second = two.open();
      second.told("a", "둘째");
      assertThat(place(first, 1)).isNotNull();
      assertThat(place(second, 2)).isNotNull();
      server.api(LIFE, "PUT", path, "{\"presence\":\"READY\"}");
      accept(first.conversation());
      assertThat(place(second, 1)).isNotNull();
    }
  }

  private static JsonNode place(ChatVisitor.Line line, int wanted) {
    return line.await(
        "event",
        f ->
            f.get("ev").asString().equals("conversation.queued")
                && f.get("data").get("position").asInt() == wanted);
  }

  private JsonNode conversations() {
    return await()
        .until(
            () -> server.get(LIFE, "/api/v1/conversations").get("items"),
            found -> !found.isEmpty());
  }

  private void accept(String conversation) {
    var offers = await().until(() -> offers(conversation), found -> !found.isEmpty());
    var path = "/api/v1/offers/" + offers.getFirst() + "/accept";
    assertThat(server.api(LIFE, "POST", path, "{}").statusCode()).isEqualTo(200);
  }

  private List<String> offers(String conversation) {
    List<String> ids = new ArrayList<>();
    for (JsonNode offer : server.get(LIFE, "/api/v1/offers").get("items")) {
      if (offer.get("conversation").asString().equals(conversation)) {
        ids.add(offer.get("id").asString());
      }
    }
    return ids;
  }

  private void answer(String conversation, String text) {
    var body =
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}"
            .formatted(server.agent(LIFE, "kim"), text);
    var sent =
        server.api(
            LIFE,
            "POST",
            "/api/v1/conversations/" + conversation + "/messages",
            body,
            "Idempotency-Key",
            "k" + numbers.incrementAndGet());
    assertThat(sent.statusCode()).isEqualTo(201);
  }

  private void closing(String conversation) {
    var body = "{\"agent\":\"%s\",\"disposition\":\"911\"}".formatted(server.agent(LIFE, "kim"));
    var path = "/api/v1/conversations/" + conversation + "/close";
    assertThat(server.api(LIFE, "POST", path, body).statusCode()).isEqualTo(200);
  }

  private void awaitDelivery(String conversation, int seq, String delivery) {
    await()
        .untilAsserted(() -> {
          var message =
              server
                  .get(LIFE, "/api/v1/conversations/" + conversation + "/messages")
                  .get("items")
                  .get(seq - 1);
          assertThat(message.get("delivery").asString()).isEqualTo(delivery);
        });
  }
}
