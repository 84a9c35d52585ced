package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Opening the web chat over the running server: visitors, forms, tickets and where pages come
/// from.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebChatSessionTest {
  @SuppressWarnings("NullAway.Init")
  private ChatServer chat;

  @BeforeAll
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
  }

  @AfterAll
  void close() {
    chat.close();
  }

  @Test
  void aFirstVisitGetsATokenATicketAndTheWelcome() {
    try (var visitor = new ChatVisitor(chat.server(), LIFE)) {
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
    try (var visitor = chat.visitor()) {
      visitor.category("claims");
      var line = visitor.open();
      var id = line.told("c1", "청구").get("conv").asString();
      var stored =
          chat.server()
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
    try (var visitor = new ChatVisitor(chat.server(), LIFE)) {
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
    try (var visitor = chat.visitor()) {
      var card = ChatVisitor.named(chat.server(), CARD, "남", null);
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
          chat.server()
              .send(
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
      assertThat(chat.server().send("POST", "/chat/v1/sessions", body).statusCode())
          .as(body)
          .isEqualTo(400);
    }
  }

  @Test
  void WS01_foreignPagesGetNoSession() {
    try (var visitor = new ChatVisitor(chat.server(), LIFE)) {
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
    try (var visitor = chat.visitor()) {
      var ticket = "Sec-WebSocket-Protocol: ondam.webchat.v1, ticket." + visitor.ticket();
      for (var origin : List.of("https://evil.kr", "null", "https://shop.example.kr.evil.com")) {
        try (var socket = chat.raw(ChatServer.origin(origin), ticket)) {
          assertThat(socket.status()).as(origin).isEqualTo(403);
        }
      }
      try (var socket = chat.raw(ticket)) {
        assertThat(socket.status()).as("no origin").isEqualTo(403);
      }
      try (var socket = chat.raw(ChatServer.origin("https://SHOP.example.kr"), ticket)) {
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
          chat.server()
              .send(
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
              chat.server()
                  .send("OPTIONS", path, "", "Origin", "null")
                  .headers()
                  .firstValue("access-control-allow-origin"))
          .isEmpty();
    }
  }

  @Test
  void WS64_theTokenIsInNoAddressAndNoRefererIsSent() {
    try (var visitor = chat.visitor()) {
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
      assertThat(chat.server().send("GET", inAddress, "").statusCode()).isEqualTo(401);
    }
  }

  private static String detail(java.net.http.HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body()).get("detail").asString();
  }
}
