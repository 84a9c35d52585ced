package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Signals;
import kr.ondam.gateway.RawWebSocket;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The web chat over the running server: sessions, sockets and everything a browser may do wrong.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebChatTest {
  private static final String PROTOCOL = "Sec-WebSocket-Protocol: ondam.webchat.v1";

  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  private ChatVisitor visitor() {
    return ChatVisitor.named(server, LIFE, "홍길동", null);
  }

  private RawWebSocket raw(String... headers) {
    return RawWebSocket.open(server.server().gatewayPort(), "/chat/v1/ws", headers);
  }

  private static String origin(String origin) {
    return "Origin: " + origin;
  }

  private static String detail(java.net.http.HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body()).get("detail").asString();
  }

  @Test
  void aFirstVisitGetsATokenATicketAndTheWelcome() {
    try (var visitor = new ChatVisitor(server, LIFE)) {
      var session = visitor.session(ChatVisitor.form("홍길동", "010-1234-0000", true));
      assertThat(session.get("wsUrl").asString()).isEqualTo("/chat/v1/ws");
      assertThat(session.get("ticket").asString()).matches("[A-Za-z0-9_-]{43}");
      assertThat(session.get("visitorToken").asString()).matches("[A-Za-z0-9_-]{43}");
      assertThat(session.get("conversationId").isNull()).isTrue();
      assertThat(session.get("unread").asInt()).isZero();
      assertThat(session.get("hours").get("open").asBoolean()).isTrue();
      assertThat(session.get("config").get("welcome").asString()).isEqualTo("무엇을 도와드릴까요?");
    }
  }

  @Test
  void theCategoryOfALaterVisitCountsToo() {
    try (var visitor = visitor()) {
      visitor.category("claims");
      var line = visitor.open();
      var id = line.told("c1", "청구").get("conv").asString();
      var stored =
          server
              .server()
              .features()
              .conversations()
              .find(new TenantId("life"), new ConversationId(java.util.UUID.fromString(id)))
              .orElseThrow();
      assertThat(stored.routingKey()).isEqualTo("claims");
    }
  }

  @Test
  void theFormIsAnsweredBySentences() {
    try (var visitor = new ChatVisitor(server, LIFE)) {
      for (var form :
          List.of(
              "null",
              ChatVisitor.form(" ", null, true),
              ChatVisitor.form("가".repeat(41), null, true),
              ChatVisitor.form("홍길동", "12", true),
              ChatVisitor.form("홍길동", "전화", true),
              ChatVisitor.form("홍길동", null, false))) {
        var response = visitor.ask(form);
        assertThat(response.statusCode()).as(form).isEqualTo(422);
        assertThat(detail(response)).as(form).matches(".*[가-힣].*\\.?.*");
        assertThat(response.headers().firstValue("content-type"))
            .contains("application/problem+json");
        assertThat(response.headers().firstValue("access-control-allow-origin"))
            .contains(ChatVisitor.ORIGIN);
      }
    }
  }

  @Test
  void anUnknownTokenIs401AndAnUnknownKey404() {
    try (var visitor = visitor()) {
      var card = ChatVisitor.named(server, CARD, "남", null);
      visitor.token(card.token());
      assertThat(visitor.ask("null").statusCode()).as("of another tenant").isEqualTo(401);
      visitor.token("x".repeat(43));
      assertThat(visitor.ask("null").statusCode()).isEqualTo(401);
      visitor.token("x".repeat(5000));
      assertThat(visitor.ask("null").statusCode()).isEqualTo(401);
      card.close();
    }
    for (var key : List.of("pub_none", LIFE.channelKey(), "x".repeat(500))) {
      var response =
          server.send(
              "POST",
              "/chat/v1/sessions",
              "{\"key\":\"" + key + "\",\"prechat\":" + ChatVisitor.form("가", null, true) + "}",
              "Origin",
              ChatVisitor.ORIGIN);
      assertThat(response.statusCode()).as(key).isEqualTo(404);
    }
  }

  @Test
  void WS40_bodiesThatAreNoSessionAre400() {
    for (var body : List.of("[]", "{", "7", "{\"key\":7}", "{\"key\":\"a\",\"key\":\"b\"}")) {
      assertThat(server.send("POST", "/chat/v1/sessions", body).statusCode())
          .as(body)
          .isEqualTo(400);
    }
  }

  @Test
  void WS01_foreignPagesGetNoSession() {
    try (var visitor = new ChatVisitor(server, LIFE)) {
      var form = ChatVisitor.form("홍길동", null, true);
      for (var origin :
          List.of(
              "https://evil.kr",
              "https://shop.example.kr.evil.kr",
              "null",
              "http://shop.example.kr")) {
        assertThat(visitor.ask(form, "Origin", origin).statusCode()).as(origin).isEqualTo(403);
      }
      assertThat(visitor.ask(form, "X-None", "1").statusCode()).as("no origin").isEqualTo(403);
      assertThat(visitor.ask(form, "Origin", "https://SHOP.example.kr").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void WS01_aForeignPageWithATicketIs403BeforeTheUpgrade() {
    try (var visitor = visitor()) {
      var ticket = "Sec-WebSocket-Protocol: ondam.webchat.v1, ticket." + visitor.ticket();
      for (var origin : List.of("https://evil.kr", "null", "https://shop.example.kr.evil.com")) {
        try (var socket = raw(origin(origin), ticket)) {
          assertThat(socket.status()).as(origin).isEqualTo(403);
        }
      }
      try (var socket = raw(ticket)) {
        assertThat(socket.status()).as("no origin").isEqualTo(403);
      }
      try (var socket = raw(origin("https://SHOP.example.kr"), ticket)) {
        assertThat(socket.status()).isEqualTo(101);
        assertThat(socket.header("sec-websocket-protocol")).contains("ondam.webchat.v1");
      }
    }
  }

  @Test
  void aPreflightIsAnsweredForRealOrigins() {
    for (var path :
        List.of(
            "/chat/v1/sessions",
            "/chat/v1/conversations/" + new java.util.UUID(1, 1) + "/messages")) {
      var response =
          server.send(
              "OPTIONS",
              path,
              "",
              "Origin",
              ChatVisitor.ORIGIN,
              "Access-Control-Request-Method",
              "POST");
      assertThat(response.statusCode()).isEqualTo(204);
      var headers = response.headers();
      assertThat(headers.firstValue("access-control-allow-origin")).contains(ChatVisitor.ORIGIN);
      assertThat(headers.firstValue("access-control-allow-methods")).contains("GET, POST");
      assertThat(headers.firstValue("access-control-allow-headers"))
          .contains("authorization, content-type");
      assertThat(headers.firstValue("vary")).contains("Origin");
      assertThat(headers.firstValue("access-control-allow-credentials")).isEmpty();
      assertThat(
              server
                  .send("OPTIONS", path, "", "Origin", "null")
                  .headers()
                  .firstValue("access-control-allow-origin"))
          .isEmpty();
    }
  }

  @Test
  void WS06_aSocketWithoutTheProtocolIs4406() {
    try (var socket = raw(origin(ChatVisitor.ORIGIN))) {
      assertThat(socket.closeCode()).isEqualTo(4406);
    }
    try (var socket = raw(origin(ChatVisitor.ORIGIN), "Sec-WebSocket-Protocol: chat.v2")) {
      assertThat(socket.header("sec-websocket-protocol")).isEmpty();
      assertThat(socket.closeCode()).isEqualTo(4406);
    }
  }

  @Test
  void WS09_aTicketThatIsUnknownMissingOrUsedIs4401() {
    try (var visitor = visitor()) {
      var ticket = PROTOCOL + ", ticket." + visitor.ticket();
      try (var first = raw(origin(ChatVisitor.ORIGIN), ticket);
          var second = raw(origin(ChatVisitor.ORIGIN), ticket)) {
        assertThat(second.closeCode()).isEqualTo(4401);
        first.text("{\"t\":\"hello\",\"v\":1,\"conv\":null,\"lastSeq\":0}");
        assertThat(first.read().orElseThrow().text()).contains("welcome");
      }
    }
    for (var protocols : List.of(PROTOCOL, PROTOCOL + ", ticket.none", PROTOCOL + ", ticket.")) {
      try (var socket = raw(origin(ChatVisitor.ORIGIN), protocols)) {
        assertThat(socket.closeCode()).as(protocols).isEqualTo(4401);
      }
    }
  }

  @Test
  void WS40_aBadFrameIsAnErrorAndTheSocketStays() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      line.send("[]");
      line.send("{\"t\":\"accept\"}");
      line.await("err", f -> f.get("code").asString().equals("bad_frame"));
      line.await("err", f -> f.get("code").asString().equals("unknown_frame"));
      assertThat(line.told("a", "아직 됩니다").get("dup").asBoolean()).isFalse();
    }
  }

  @Test
  void WS40_manyBadFramesAre1008() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      for (int i = 0; i < 21; i++) {
        line.send("{}");
      }
      assertThat(line.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void WS42_sameClientIdTwiceIsOneMessage() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var first = line.told("c1", "한 번만");
      line.say("c1", "한 번만");
      var again = line.await("ack", f -> f.get("dup").asBoolean());
      assertThat(again.get("id")).isEqualTo(first.get("id"));
      assertThat(again.get("seq")).isEqualTo(first.get("seq"));
      assertThat(texts(line.conversation())).containsExactly("한 번만");
      line.say("c1", "다른 글");
      await().until(() -> line.find("ack", f -> f.get("dup").asBoolean()).size() == 2);
      assertThat(texts(line.conversation())).as("A6: the first wins").containsExactly("한 번만");
    }
  }

  @Test
  void WS42_theSameClientIdFromManyTabsAtOnceIsOneMessage() throws Exception {
    try (var visitor = visitor();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<JsonNode>> tabs = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        var line = visitor.open(null, 0, "t" + i);
        tabs.add(() -> line.told("same", "동시에"));
      }
      List<String> ids = new ArrayList<>();
      for (var ack : threads.invokeAll(tabs)) {
        ids.add(ack.get().get("id").asString());
      }
      assertThat(ids).hasSize(5).containsOnly(ids.getFirst());
    }
  }

  @Test
  void WS44_theSameClientIdOfAnotherVisitorIsAnotherMessage() {
    try (var one = visitor();
        var other = visitor()) {
      var first = one.open().told("same", "하나");
      var second = other.open().told("same", "둘");
      assertThat(second.get("dup").asBoolean()).isFalse();
      assertThat(second.get("conv")).isNotEqualTo(first.get("conv"));
    }
  }

  @Test
  void A7_twoFirstMessagesAtOnceAreOneConversation() throws Exception {
    for (int round = 0; round < 10; round++) {
      try (var visitor = visitor();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var a = visitor.open(null, 0, "a");
        var b = visitor.open(null, 0, "b");
        List<Callable<JsonNode>> both = List.of(() -> a.told("1", "첫째"), () -> b.told("2", "둘째"));
        List<String> conversations = new ArrayList<>();
        for (var ack : threads.invokeAll(both)) {
          conversations.add(ack.get().get("conv").asString());
        }
        assertThat(conversations).hasSize(2).containsOnly(conversations.getFirst());
        for (var line : List.of(a, b)) {
          line.awaitText("첫째");
          line.awaitText("둘째");
          assertThat(line.seqs()).containsExactly(1L, 2L);
        }
      }
    }
  }

  @Test
  void WS45_aPositionThatWasNeverGivenIs1008() {
    try (var visitor = visitor()) {
      var conversation = visitor.open().told("a", "안녕").get("conv").asString();
      var line = visitor.connect(visitor.ticket());
      line.hello(conversation, 99, "");
      assertThat(line.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void WS46_aReadMarkThatGoesBackOrIsNoNumberChangesNothing() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      line.told("a", "안녕");
      line.send("{\"t\":\"read\",\"seq\":-3}");
      line.await("err", f -> f.get("code").asString().equals("bad_frame"));
      line.send("{\"t\":\"read\",\"seq\":1}");
      line.send("{\"t\":\"ping\"}");
      line.await("pong");
      assertThat(line.isOpen()).isTrue();
    }
  }

  @Test
  void WS48_aLongAbsenceIsAGapThatCanBeFetched() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      var conversation = line.told("m0", "처음").get("conv").asString();
      fill(conversation, 130);
      line.cut();
      var fresh = visitor.open(conversation, 1, "");
      var gap = fresh.await("gap");
      assertThat(gap.get("from").asLong()).isEqualTo(2);
      await().until(() -> fresh.seqs().contains(131L));
      long first = fresh.seqs().getFirst();
      assertThat(gap.get("to").asLong()).isEqualTo(first - 1);
      List<Long> seqs = new ArrayList<>();
      var next = "1";
      while (next != null) {
        var page = history(visitor.token(), conversation, next);
        page.get("items").forEach(item -> seqs.add(item.get("seq").asLong()));
        next = page.get("next").asString(null);
      }
      assertThat(seqs)
          .containsExactlyElementsOf(
              java.util.stream.LongStream.rangeClosed(2, 131).boxed().toList());
    }
  }

  /// Lines that the system writes, which are not limited in rate.
  private void fill(String conversation, int count) {
    var id = new ConversationId(java.util.UUID.fromString(conversation));
    for (int i = 0; i < count; i++) {
      server
          .server()
          .features()
          .replies()
          .systemLine(new TenantId("life"), id, "test.line", java.util.Map.of(), "line-" + i)
          .toCompletableFuture()
          .join();
    }
  }

  private JsonNode history(String token, String conversation, String after) {
    var response =
        server.send(
            "GET",
            "/chat/v1/conversations/" + conversation + "/messages?after=" + after,
            "",
            "Authorization",
            "Bearer " + token);
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void WS49_somebodyElsesConversationIsAnsweredLikeAnUnknownOne() {
    try (var one = visitor();
        var other = visitor();
        var card = ChatVisitor.named(server, CARD, "남", null)) {
      var conversation = one.open().told("a", "비밀").get("conv").asString();
      for (var foreign : List.of(other, card)) {
        var line = foreign.open(conversation, 0, "");
        assertThat(line.await("welcome").get("conv").isNull()).isTrue();
        line.send("{\"t\":\"read\",\"conv\":\"" + conversation + "\",\"seq\":1}");
        line.send("{\"t\":\"ping\"}");
        line.await("pong");
        assertThat(line.find("msg", _ -> true)).isEmpty();
        var asked =
            server.send(
                "GET",
                "/chat/v1/conversations/" + conversation + "/messages?after=0",
                "",
                "Authorization",
                "Bearer " + foreign.token());
        assertThat(asked.statusCode()).isEqualTo(404);
        assertThat(asked.body()).doesNotContain("비밀");
      }
    }
  }

  @Test
  void WS50_aSecondSocketOfTheSameTabReplacesTheFirst() {
    try (var visitor = visitor()) {
      var first = visitor.open(null, 0, "tab1");
      var other = visitor.open(null, 0, "tab2");
      var second = visitor.open(null, 0, "tab1");
      assertThat(first.closeCode()).isEqualTo(4409);
      assertThat(other.isOpen()).isTrue();
      assertThat(second.told("a", "새 소켓").get("dup").asBoolean()).isFalse();
      other.awaitText("새 소켓");
    }
  }

  @Test
  void WS38_theSixthSocketOfAVisitorClosesTheOldest() {
    try (var visitor = visitor()) {
      List<ChatVisitor.Line> lines = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        lines.add(visitor.open(null, 0, "t" + i));
      }
      assertThat(lines.getFirst().closeCode()).isEqualTo(4409);
      assertThat(lines.subList(1, 6)).allMatch(ChatVisitor.Line::isOpen);
    }
  }

  @Test
  void WS61_textIsCheckedStrippedAndMasked() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      line.say("long", "가".repeat(4001));
      var tooLong = line.await("err", f -> f.path("cmid").asString("").equals("long"));
      assertThat(tooLong.get("code").asString()).isEqualTo("too_long");
      assertThat(tooLong.get("retry").asBoolean()).isFalse();
      line.say("empty", " ");
      assertThat(
              line.await("err", f -> f.path("cmid").asString("").equals("empty"))
                  .get("code")
                  .asString())
          .isEqualTo("bad_part");
      line.told("rrn", "제 번호는 900101-1234567\u0007 입니다");
      assertThat(texts(line.conversation())).containsExactly("제 번호는 900101-******* 입니다");
    }
  }

  @Test
  void WS64_theTokenIsInNoAddressAndNoRefererIsSent() {
    try (var visitor = visitor()) {
      var response = visitor.ask("null");
      assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
      assertThat(response.headers().firstValue("cache-control")).contains("no-store");
      var session = JsonMapper.shared().readTree(response.body());
      assertThat(session.get("wsUrl").asString()).doesNotContain("?").doesNotContain("ticket");
      var inAddress =
          "/chat/v1/conversations/"
              + new java.util.UUID(1, 1)
              + "/messages?token="
              + visitor.token();
      assertThat(server.send("GET", inAddress, "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void WS65_theServersTimeCounts() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      line.send(
          "{\"t\":\"msg\",\"cmid\":\"f\",\"ts\":99999999999999,\"parts\":[{\"k\":\"text\",\"text\":\"미래\"}]}");
      assertThat(line.await("ack").get("ts").asLong()).isLessThan(99_999_999_999_999L);
    }
  }

  @Test
  void theEleventhMessageInTenSecondsIsRefusedAndMayBeSentAgain() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      for (int i = 0; i < 11; i++) {
        line.say("r" + i, "글 " + i);
      }
      var refused = line.await("err");
      assertThat(refused.get("code").asString()).isEqualTo("rate");
      assertThat(refused.get("retry").asBoolean()).isTrue();
      await().until(() -> line.find("ack", _ -> true).size() == 10);
    }
  }

  @Test
  void aFloodOfFramesIs4429() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      for (int i = 0; i < 110 && line.isOpen(); i++) {
        try {
          line.send("{\"t\":\"ping\"}");
        } catch (RuntimeException _) {
          break;
        }
      }
      assertThat(line.closeCode()).isEqualTo(4429);
    }
  }

  @Test
  void aClientIdCannotTakeTheIdsOfTheSystem() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      line.told("a", "안녕");
      var id = new ConversationId(java.util.UUID.fromString(line.conversation()));
      line.told("line-x", "글");
      var written =
          server
              .server()
              .features()
              .replies()
              .systemLine(new TenantId("life"), id, "test.line", java.util.Map.of(), "line-x")
              .toCompletableFuture()
              .join();
      assertThat(written).isInstanceOf(kr.ondam.conversation.ReplyResult.Stored.class);
      line.await("event", f -> f.path("ev").asString("").equals("test.line"));
    }
  }

  @Test
  void typingAndReadMarksPassBetweenCustomerAndAgent() {
    try (var visitor = visitor()) {
      var line = visitor.open();
      line.told("a", "안녕");
      var signals = server.server().features().signals();
      var id = new ConversationId(java.util.UUID.fromString(line.conversation()));
      var life = new TenantId("life");
      List<Signals.Signal> heard = java.util.Collections.synchronizedList(new ArrayList<>());
      try (var _ = signals.subscribe(heard::add)) {
        line.send("{\"t\":\"typing\",\"on\":true}");
        await().until(() -> heard.contains(new Signals.CustomerTyping(life, id, true)));
      }
      signals.send(new Signals.AgentTyping(new TenantId("card"), id, true));
      signals.send(new Signals.AgentTyping(life, id, true));
      line.await("typing", f -> f.get("on").asBoolean());
      signals.send(new Signals.AgentRead(life, id, 99));
      assertThat(line.await("receipt").get("seq").asLong()).as("WS60: clamped").isEqualTo(1);
      assertThat(line.find("typing", _ -> true)).hasSize(1);
    }
  }

  private List<String> texts(String conversation) {
    List<String> texts = new ArrayList<>();
    for (var message :
        server.get(LIFE, "/api/v1/conversations/" + conversation + "/messages").get("items")) {
      if (message.get("direction").asString().equals("IN")) {
        texts.add(message.get("parts").get(0).get("text").asString());
      }
    }
    return texts;
  }
}
