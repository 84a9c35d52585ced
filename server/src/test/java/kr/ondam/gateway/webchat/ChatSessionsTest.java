package kr.ondam.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.gateway.GatewayRequest;
import kr.ondam.gateway.GatewayResponse;
import kr.ondam.gateway.Route;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import kr.ondam.security.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sessions as time passes.
final class ChatSessionsTest {
  private final ChatFloor floor = new ChatFloor();
  private final WebChat chat =
      new WebChat(
          floor.memory.stores().channels(),
          floor.memory.stores().visitors(),
          floor.memory.stores().tenants(),
          floor.tools,
          "https://chat.example.kr/");

  @AfterEach
  void close() {
    chat.close();
    floor.close();
  }

  private GatewayResponse ask(@Nullable String token, String address) {
    var body = JsonMapper.shared().createObjectNode().put("key", "pub_life_1");
    body.put("visitorToken", token);
    if (token == null) {
      body.putObject("prechat").put("name", " 홍  길동 ").put("consent", true);
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("origin", "https://shop.kr");
    var request =
        new GatewayRequest(
            "POST",
            ChatSessions.PATH,
            Map.of(),
            Map.of(),
            headers,
            body.toString().getBytes(StandardCharsets.UTF_8),
            address,
            "r");
    return route().handler().handle(request).toCompletableFuture().join();
  }

  private Route route() {
    return chat.routes().stream().filter(r -> r.method().equals("POST")).findFirst().orElseThrow();
  }

  private static JsonNode body(GatewayResponse response) {
    return switch (response) {
      case GatewayResponse.Full full ->
          JsonMapper.shared().readTree(new String(full.body(), StandardCharsets.UTF_8));
      case GatewayResponse.Stream _, GatewayResponse.OnDisk _, GatewayResponse.Piped _ ->
          throw new AssertionError("a stream");
    };
  }

  @Test
  void theSocketIsWhereBrowsersReachTheGateway() {
    assertThat(body(ask(null, "10.0.0.1")).get("wsUrl").asString())
        .isEqualTo("wss://chat.example.kr/chat/v1/ws");
  }

  @Test
  void theWidgetIsToldWhenItIsOutOfHoursAndFromWhenOnItIsNot() {
    assertThat(hours()).isEqualTo("{\"open\":true,\"nextOpen\":null}");
    floor.rules = rules("주간");
    assertThat(hours()).as("10 o'clock in Seoul").isEqualTo("{\"open\":true,\"nextOpen\":null}");
    floor.rules = rules("밤");
    assertThat(hours()).isEqualTo("{\"open\":false,\"nextOpen\":\"2026-11-26T11:00:00Z\"}");
    floor.rules = rules("휴업");
    assertThat(hours()).isEqualTo("{\"open\":false,\"nextOpen\":null}");
  }

  private String hours() {
    return body(ask(null, "10.0.0.1")).get("hours").toString();
  }

  private static RuleBook rules(String hours) {
    var yaml =
        """
        문서: 상담배정규칙/1
        대상: {계열사: 한빛생명}
        어휘: {채널: [카카오톡, 문자, 챗봇, 웹채팅], 기술: [상담기본]}
        영업시간:
          주간: {매일: "09:00-18:00"}
          밤: {매일: "20:00-23:00"}
          휴업: {매일: 휴무}
        큐:
          - {이름: 일반, 기술: {상담기본: 1}, 순위: 1, 영업시간: %s, 시간외: 안내후보류}
        분류:
          - {이름: 나머지, 조건: "참", 큐: 일반}
        """
            .formatted(hours);
    return switch (RuleBook.read(
        List.of(new RuleText("t.yaml", yaml)),
        Optional.empty(),
        HolidayTable.shipped(),
        LocalDate.of(2026, 11, 24))) {
      case Reading.Accepted accepted -> accepted.book();
      case Reading.Rejected rejected -> throw new AssertionError(rejected.diagnostics().toString());
    };
  }

  @Test
  void onlyTheHashOfATokenIsKeptAndTheNameInOneForm() {
    var token = body(ask(null, "10.0.0.1")).get("visitorToken").asString();
    var visitors = floor.memory.stores().visitors();
    assertThat(visitors.byTokenHash(token)).isEmpty();
    var visitor = visitors.byTokenHash(ApiKeys.hashOf(token)).orElseThrow();
    assertThat(visitor.name()).isEqualTo("홍 길동");
    assertThat(visitor.consentedAt()).isEqualTo(ChatFloor.NOW);
  }

  @Test
  void aTokenIsGoodForFourHundredDays() {
    var token = body(ask(null, "10.0.0.1")).get("visitorToken").asString();
    floor.time.advance(Duration.ofDays(400).minusSeconds(1));
    assertThat(ask(token, "10.0.0.1").status()).isEqualTo(200);
    floor.time.advance(Duration.ofSeconds(1));
    assertThat(ask(token, "10.0.0.1").status()).isEqualTo(401);
  }

  @Test
  void aVisitorIsForgottenWithinADayAfterTheTokenHasExpired() {
    var token = body(ask(null, "10.0.0.1")).get("visitorToken").asString();
    var visitors = floor.memory.stores().visitors();
    floor.time.advance(Duration.ofDays(400).minusSeconds(1));
    assertThat(visitors.byTokenHash(ApiKeys.hashOf(token))).isPresent();
    floor.memory.down(true);
    floor.time.advance(Duration.ofDays(1));
    floor.memory.down(false);
    floor.time.advance(Duration.ofDays(1));
    assertThat(visitors.byTokenHash(ApiKeys.hashOf(token))).isEmpty();
  }

  @Test
  void WS37_missedMessagesAreAskedForOnlySoOften() {
    var history =
        chat.routes().stream().filter(r -> r.method().equals("GET")).findFirst().orElseThrow();
    var request =
        new GatewayRequest(
            "GET",
            ChatHistory.PATH,
            Map.of("conversation", "c"),
            Map.of(),
            Map.of("origin", "https://shop.kr"),
            new byte[0],
            "10.0.0.1",
            "r");
    for (int i = 0; i < ChatLimits.USUAL.callsPerSecond(); i++) {
      assertThat(history.handler().handle(request).toCompletableFuture().join().status())
          .isEqualTo(401);
    }
    var refused = history.handler().handle(request).toCompletableFuture().join();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("retry-after", "1");
  }

  @Test
  void WS37_oneAddressMakesOnlySoManyVisitorsASecond() {
    for (int i = 0; i < ChatLimits.USUAL.visitorsPerSecond(); i++) {
      assertThat(ask(null, "10.0.0.1").status()).isEqualTo(200);
    }
    var refused = ask(null, "10.0.0.1");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsKey("retry-after");
    assertThat(refused.headers()).containsEntry("access-control-allow-origin", "https://shop.kr");
    assertThat(ask(null, "10.0.0.2").status()).isEqualTo(200);
  }

  @Test
  void A15_aStoreThatIsDownIs503() {
    floor.memory.down(true);
    var refused = ask(null, "10.0.0.1");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsKey("retry-after");
  }
}
