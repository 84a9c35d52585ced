package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The rows of the bad-input catalogue (reliability-security.md 7.5) that concern the REST
/// interface.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiInputTest {
  private static final String CONVERSATIONS = "/api/v1/conversations";

  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids own;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids foreign;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    own = Tenancy.fill(server, LIFE);
    foreign = Tenancy.fill(server, CARD);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic bGlmZTpsaWZl", "Bearer nobody-has-this"})
  void AP01_withoutAKeyTheAnswerIs401AndSaysHow(String authorization) {
    var answer =
        authorization.isEmpty()
            ? server.send("GET", "/api/v1/queues", "")
            : server.send("GET", "/api/v1/queues", "", "Authorization", authorization);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
  }

  @Test
  void AP02_AP06_whatIsNotOnesOwnIs404AndSoIsWhatIsNoId() {
    var tried = List.of(foreign.conversation(), "1", "abc", "'", "%27%3B--", "0".repeat(36));
    for (var id : tried) {
      for (var tail : List.of("", "/messages", "/notes", "/decisions")) {
        refused(404, "not_found", "GET", CONVERSATIONS + "/" + encoded(id) + tail, "");
      }
      refused(404, "not_found", "GET", "/api/v1/customers/" + encoded(id), "");
    }
  }

  @Test
  void AP04_aKeyThatOnlyReadsChangesNothing() {
    var reader = "Bearer " + LIFE.apiKey() + "-reader";
    var path = CONVERSATIONS + "/" + own.conversation();
    assertThat(server.send("GET", path, "", "Authorization", reader).statusCode()).isEqualTo(200);
    var body = "{\"agent\":\"" + own.agent() + "\",\"text\":\"x\"}";
    var answer = server.send("POST", path + "/notes", body, "Authorization", reader);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(server.get(LIFE, path + "/notes").get("items").isEmpty()).isTrue();
  }

  @Test
  void AP05_aKeyInTheAddressIsRefusedEvenWhenItIsRight() {
    for (var name : List.of("key", "access_token")) {
      refused(400, "key_in_address", "GET", "/api/v1/queues?" + name + "=" + LIFE.apiKey(), "");
      var bare = server.send("GET", "/api/v1/queues?" + name + "=" + LIFE.apiKey(), "");
      assertThat(bare.statusCode()).isEqualTo(400);
      assertThat(bare.body()).doesNotContain(LIFE.apiKey());
    }
  }

  @Test
  void AP08_AP09_aForeignIdInABodyIsAnUnknownReference() {
    var path = CONVERSATIONS + "/" + own.conversation();
    var text = ",\"parts\":[{\"k\":\"text\",\"text\":\"x\"}]}";
    for (var id : List.of(foreign.agent(), "3e0f1b9c-7d52-4a83-9f10-5c6b7a8d9e0f")) {
      unknown("agent", path + "/messages", "{\"agent\":\"" + id + "\"" + text);
      unknown("to.agent", path + "/transfer", to("agent", id));
    }
    for (var id : List.of(foreign.queue(), "nowhere")) {
      unknown("to.queue", path + "/transfer", to("queue", id));
    }
    for (var id : List.of(foreign.centre(), "nowhere")) {
      unknown("to.centre", path + "/transfer", to("centre", id));
    }
    assertThat(server.get(LIFE, path).get("assignee").asString()).isEqualTo(own.agent());
  }

  @Test
  void AP10_aForeignIdInAFilterFindsNothing() {
    for (var query : List.of("customer=" + foreign.customer(), "agent=" + foreign.agent())) {
      assertThat(server.get(LIFE, CONVERSATIONS + "?" + query).get("items").isEmpty()).isTrue();
    }
    assertThat(server.get(LIFE, "/api/v1/offers?agent=" + foreign.agent()).get("items").isEmpty())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenantId", "id", "createdAt", "role", "passwordHash", "x"})
  void AP12_AP13_aFieldThatIsUnknownOrNotTheCallersIs422(String field) {
    var more = ",\"" + field + "\":\"x\"}";
    var events = "/api/v1/customers/" + own.customer() + "/events";
    refused(
        422,
        "unknown_or_readonly_field",
        "POST",
        events,
        "{\"kind\":\"order\",\"title\":\"x\"" + more);
    var part =
        "{\"agent\":\"" + own.agent() + "\",\"parts\":[{\"k\":\"text\",\"text\":\"x\"" + more;
    var path = CONVERSATIONS + "/" + own.conversation() + "/messages";
    var answer = refused(422, "unknown_or_readonly_field", "POST", path, part + "]}");
    assertThat(answer.body()).contains("parts[0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | agent",
        "{'agent':null} | agent",
        "{'agent':1} | agent",
        "{'agent':'AGENT'} | parts",
        "{'agent':'AGENT','parts':null} | parts",
        "{'agent':'AGENT','parts':[]} | parts",
        "{'agent':'AGENT','parts':{}} | parts",
        "{'agent':'AGENT','parts':[1]} | parts[0]",
        "{'agent':'AGENT','parts':[{'k':'text'}]} | parts[0].text",
        "{'agent':'AGENT','parts':[{'k':'video','text':'x'}]} | parts[0].k",
        "{'agent':'AGENT','parts':[{'k':'text','text':'x'},{'k':'text','text':7}]} | parts[1].text",
        "{'agent':'AGENT','parts':[{'k':'text','text':'x'}],'clientId':''} | clientId",
        "[] | body",
        "7 | body",
        "null | body",
      })
  void AP14_whatIsMissingOrOfAnotherTypeIsNamedByItsPath(String body, String path) {
    var sent = body.replace('\'', '"').replace("AGENT", own.agent());
    var messages = CONVERSATIONS + "/" + own.conversation() + "/messages";
    assertThat(refused(422, "invalid", "POST", messages, sent).body())
        .contains(path + ": expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\u200b\\u2060", "\\u3000", "a\\u0000b", "\\u001b[31m"})
  void AP16_aTextWithoutAVisibleCharacterOrWithControlsIs422(String text) {
    var events = "/api/v1/customers/" + own.customer() + "/events";
    refused(422, "invalid", "POST", events, "{\"kind\":\"order\",\"title\":\"" + text + "\"}");
    refused(
        422,
        "invalid",
        "POST",
        events,
        "{\"kind\":\"order\",\"title\":\"" + "가".repeat(201) + "\"}");
  }

  @Test
  void AP18_markupAndRareCharactersAreStoredAsTheyAre() {
    var title = "<b>\\\"'&</b> 👩‍👩‍👧 漢字 ᄒᆞᆫ글";
    var events = "/api/v1/customers/" + own.customer() + "/events";
    var body = "{\"kind\":\"visit\",\"title\":\"" + title + "\"}";
    var answer = server.api(LIFE, "POST", events, body);
    assertThat(ApiDocument.JSON.readTree(answer.body()).get("title"))
        .isEqualTo(ApiDocument.JSON.readTree(body).get("title"));
  }

  @Test
  void AP24_anAgentWhoTakesNothingIsNotTransferredTo() {
    var lee = server.agent(LIFE, "lee");
    var path = CONVERSATIONS + "/" + own.conversation() + "/transfer";
    refused(409, "agent_not_ready", "POST", path, to("agent", lee));
  }

  @Test
  void AP26_whatIsOverIsNotMoved() {
    var user = new Tenancy.Talk(server, LIFE, own.agent());
    var over = user.held("life-over", 26);
    var path = CONVERSATIONS + "/" + over;
    var body = "{\"agent\":\"" + own.agent() + "\",\"disposition\":\"911\"}";
    assertThat(server.api(LIFE, "POST", path + "/close", body).statusCode()).isEqualTo(200);
    refused(409, "conversation_over", "POST", path + "/transfer", to("queue", "general"));
    for (var tail : List.of("/hold", "/resume")) {
      refused(409, "conversation_over", "POST", path + tail, "{\"agent\":\"" + own.agent() + "\"}");
    }
    refused(409, "conversation_over", "POST", path + "/close", body);
  }

  @Test
  void AP28_WS54_ofAHundredTransfersAtOnceOneWins() throws Exception {
    var path =
        CONVERSATIONS + "/" + new Tenancy.Talk(server, LIFE, own.agent()).held("life-28", 28);
    var body = to("queue", own.queue());
    var answers = together(100, () -> server.api(LIFE, "POST", path + "/transfer", body));
    assertThat(answers).filteredOn(a -> a.statusCode() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.statusCode() != 200)
        .allSatisfy(a -> {
          assertThat(a.statusCode()).isEqualTo(409);
          assertThat(a.body()).contains("stale_assignee");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "201", "10001", "all", "", "1.5", "٣"})
  void AP34_aPageSizeOutOfRangeIs422(String limit) {
    refused(422, "invalid", "GET", CONVERSATIONS + "?limit=" + encoded(limit), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"offset=1000000000", "sort=passwordHash", "page=2", "filter=(a%2B)%2B%24"})
  void AP36_AP37_AP38_parametersThatDoNotExistAre422(String query) {
    refused(422, "unknown_parameter", "GET", CONVERSATIONS + "?" + query, "");
    refused(422, "unknown_parameter", "GET", "/api/v1/agents?" + query, "");
  }

  @Test
  void UI06_S3_whatMustNotBeStoredIs422UnlessTheCallerAsksForMasking() {
    var path = CONVERSATIONS + "/" + own.conversation();
    var body = "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]%s}";
    for (var secret : List.of("주민번호 900101-1234567", "카드 4111 1111 1111 1111")) {
      var plain = body.formatted(own.agent(), secret, "");
      var answer = refused(422, "must_be_masked", "POST", path + "/messages", plain);
      assertThat(answer.body()).contains("mask").doesNotContain("1234567", "1111 1111");
      var unclear = body.formatted(own.agent(), secret, ",\"mask\":1");
      refused(422, "invalid", "POST", path + "/messages", unclear);
      var masked = body.formatted(own.agent(), secret, ",\"mask\":true");
      for (int i = 0; i < 2; i++) {
        var sent =
            server.api(
                LIFE,
                "POST",
                path + "/messages",
                masked,
                "Idempotency-Key",
                "m-" + secret.length());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        assertThat(sent.body()).contains("*").doesNotContain("1234567", "1111 1111");
      }
    }
    var note =
        server.api(
            LIFE,
            "POST",
            CONVERSATIONS + "/" + own.waiting() + "/notes",
            "{\"agent\":\"%s\",\"text\":\"900101-1234567\"}".formatted(own.agent()),
            "Idempotency-Key",
            "masked-note");
    assertThat(note.body()).contains("900101-*******");
    assertThat(server.get(LIFE, path + "/messages").toString())
        .doesNotContain("1234567", "1111 1111");
  }

  @Test
  void AP36_theHistoryIsPagedByKeyWithoutHolesOrRepeats() {
    var customer = "/api/v1/customers/" + own.customer();
    for (int i = 0; i < 5; i++) {
      // Two of them at the same moment.
      var event =
          "{\"kind\":\"visit\",\"title\":\"방문 %d\",\"at\":\"2026-11-2%dT01:02:03Z\"}"
              .formatted(i, i / 2);
      assertThat(server.api(LIFE, "POST", customer + "/events", event).statusCode()).isEqualTo(201);
    }
    var all = server.get(LIFE, customer + "/history").get("items");
    List<JsonNode> paged = new ArrayList<>();
    var next = "";
    do {
      var page =
          server.get(
              LIFE, customer + "/history?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next));
      assertThat(page.get("items").size()).isBetween(1, 2);
      page.get("items").forEach(paged::add);
      next = page.get("next").asString("");
    } while (!next.isEmpty());
    assertThat(all.size()).isGreaterThanOrEqualTo(6);
    assertThat(paged).containsExactlyElementsOf(all);
    refused(422, "invalid", "GET", customer + "/history?cursor=2026", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stage=OPEN", "stage=", "agent=1", "customer=x", "cursor=2026"})
  void AP37_aFilterOfTheWrongFormIs422(String query) {
    refused(422, "invalid", "GET", CONVERSATIONS + "?" + query, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T00:00:00Z",
        "0000-00-00T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-24",
        "2026-11-24T09:00:00",
        "+99999-01-01T00:00:00Z",
        "1700000000"
      })
  void AP40_whatIsNoInstantIs422(String at) {
    var events = "/api/v1/customers/" + own.customer() + "/events";
    var body = "{\"kind\":\"order\",\"title\":\"x\",\"at\":\"" + at + "\"}";
    refused(422, "invalid", "POST", events, body);
  }

  @Test
  void AP65_thereIsNoRouteToDeleteAnything() {
    for (var path : List.of(CONVERSATIONS + "/" + own.conversation(), "/api/v1/queues")) {
      var answer = server.api(LIFE, "DELETE", path, "");
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("allow")).contains("GET");
    }
  }

  private static String to(String kind, String id, String agent) {
    return "{\"agent\":\"" + agent + "\",\"to\":{\"" + kind + "\":\"" + id + "\"}}";
  }

  private String to(String kind, String id) {
    return to(kind, id, own.agent());
  }

  private void unknown(String field, String path, String body) {
    var answer = refused(422, "unknown_reference", "POST", path, body);
    assertThat(answer.body()).contains("\"" + field + ": expected the id of one of yours\"");
  }

  private HttpResponse<String> refused(
      int status, String code, String method, String path, String body) {
    var answer = server.api(LIFE, method, path, body);
    assertThat(answer.statusCode()).as("%s %s: %s", path, body, answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("urn:ondam:problem:" + code + "\"");
    return answer;
  }

  private static String encoded(String text) {
    return text.startsWith("%")
        ? text
        : java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  /// Calls so often at the same moment and answers all answers.
  static <T> List<T> together(int times, Callable<T> call)
      throws InterruptedException, ExecutionException {
    var gate = new CyclicBarrier(times);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          java.util.Collections.nCopies(
              times,
              (Callable<T>)
                  () -> {
                    gate.await();
                    return call.call();
                  });
      List<T> answers = new ArrayList<>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
