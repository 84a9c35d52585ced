package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A counsellor of `card` helps out with a conversation of `life`, through the REST interface of a
/// whole server (routing.md 4.7, S1, K-29). The steps build on each other.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GrantEndToEndTest {
  private static final String RULES =
      """
      문서: 상담배정규칙/1
      대상: {계열사: life}
      어휘: {채널: [카카오톡], 기술: [상담기본]}
      큐:
        - {이름: 일반, 기술: {상담기본: 1}, 순위: 1, 완화: [{후: 5초, 범위: 그룹}]}
      분류:
        - {이름: 모두, 조건: "참", 큐: 일반}
      """;

  private static final String AGREED =
      ", overflow: [{from: life, to: card, basis: 위탁, contract: '2026-11', approver: 정통합}]";

  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  private String agent = "";
  private String offer = "";
  private String lent = "";
  private String other = "";
  private String file = "";

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri(), AGREED, RULES);
    agent = server.agent(CARD, "kim");
    // One of life's own takes the first conversation and has gone when the second comes.
    var own = server.agent(LIFE, "kim");
    presence(LIFE, own, "READY");
    say("first", 1);
    var taken = await().until(() -> offer(LIFE), Optional::isPresent).orElseThrow();
    server.api(LIFE, "POST", "/api/v1/offers/" + id(taken) + "/accept", "");
    other = taken.get("conversation").asString();
    presence(LIFE, own, "AWAY");
    presence(CARD, agent, "READY");
    say("second", 2);
    var offered = await().until(() -> offer(CARD), Optional::isPresent).orElseThrow();
    offer = id(offered);
    lent = offered.get("conversation").asString();
    assertThat(offered.get("conversationTenant").asString()).isEqualTo("life");
    assertThat(offered.get("agent").asString()).isEqualTo(agent);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  @Test
  @Order(1)
  void S1_theOfferAloneOpensNothing() {
    for (var tail : List.of("", "/messages", "/attachments", "/notes", "/decisions")) {
      assertThat(status(CARD, "GET", conversation(lent) + tail, "")).as(tail).isEqualTo(404);
    }
    assertThat(status(CARD, "POST", conversation(lent) + "/messages", reply())).isEqualTo(404);
  }

  @Test
  @Order(2)
  void theBorrowedAgentReadsAndAnswersThroughTheOwnersAccount() {
    assertThat(status(CARD, "POST", "/api/v1/offers/" + offer + "/accept", "{}")).isEqualTo(200);
    var seen = server.get(CARD, conversation(lent));
    assertThat(seen.get("tenant").asString()).isEqualTo("life");
    assertThat(seen.get("assignee").asString()).isEqualTo(agent);
    assertThat(server.get(CARD, conversation(lent) + "/messages").get("items").get(0).toString())
        .contains("문의 second");
    assertThat(status(CARD, "POST", conversation(lent) + "/messages", reply())).isEqualTo(201);
    await()
        .untilAsserted(() ->
            assertThat(dealer.calls())
                .anyMatch(call ->
                    call.text().contains("도와드리겠습니다") && call.clientId().equals("life-client")));
  }

  @Test
  @Order(3)
  void S1_theGrantOpensThatConversationAndNothingElse() {
    var customer = server.get(LIFE, conversation(lent)).get("customer").asString();
    for (var path :
        List.of(
            conversation(other),
            conversation(other) + "/messages",
            conversation(lent) + "/notes",
            conversation(lent) + "/decisions",
            "/api/v1/customers/" + customer,
            "/api/v1/customers/" + customer + "/history")) {
      assertThat(status(CARD, "GET", path, "")).as(path).isEqualTo(404);
    }
    var note = "{\"agent\":\"" + agent + "\",\"text\":\"메모\"}";
    assertThat(status(CARD, "POST", conversation(lent) + "/notes", note)).isEqualTo(404);
    assertThat(status(CARD, "POST", conversation(other) + "/messages", reply())).isEqualTo(404);
    assertThat(server.get(CARD, "/api/v1/conversations").get("items").toString())
        .doesNotContain(lent);
    var colleague = reply().replace(agent, server.agent(CARD, "lee"));
    assertThat(status(CARD, "POST", conversation(lent) + "/messages", colleague)).isEqualTo(409);
  }

  @Test
  @Order(4)
  void S1_theGrantOpensTheFilesOfThatConversationAndNoOthers() {
    var inside = photo("second", 2, lent, 3);
    var outside = photo("first", 1, other, 4);
    var path = "/api/v1/attachments/";
    int before = uses(LIFE);
    assertThat(server.get(CARD, conversation(lent) + "/attachments").get("items").get(0).toString())
        .contains(inside);
    for (var tail : List.of("", "/thumbnail")) {
      assertThat(status(CARD, "GET", path + inside + tail, "")).isEqualTo(200);
      assertThat(status(CARD, "GET", path + outside + tail, "")).isEqualTo(404);
      assertThat(reader(path + inside + tail)).isEqualTo(404);
    }
    assertThat(uses(LIFE)).isEqualTo(before + 3);
    assertThat(uses(CARD)).isEqualTo(before + 3);
    assertThat(status(CARD, "GET", conversation(other) + "/attachments", "")).isEqualTo(404);
    var upload = path.substring(0, path.length() - 1) + "?name=a.txt&conversation=" + lent;
    assertThat(status(CARD, "POST", upload, "hello")).isEqualTo(404);
    file = inside;
  }

  @Test
  @Order(5)
  void K29_everyUseIsInBothRecordsAndTheOwnerReadsWhy() {
    for (var home : List.of(LIFE, CARD)) {
      var events =
          server.server().features().auditRecord().latest(new TenantId(home.tenant()), 100);
      assertThat(events)
          .as(home.tenant())
          .anyMatch(e -> e.action().equals("grant.read") && lent.equals(e.object()))
          .anyMatch(e -> e.action().equals("grant.write") && e.subject() != null);
    }
    var decisions = server.get(LIFE, conversation(lent) + "/decisions").get("items");
    assertThat(decisions.get(0).get("kind").asString()).isEqualTo("OVERFLOW");
    assertThat(decisions.get(0).get("explanation").toString())
        .contains("card 김상담 상담사에게")
        .contains("김상담 of card")
        .contains("위탁 2026-11");
  }

  @Test
  @Order(6)
  void S1_theGrantEndsWithTheConversation() {
    var body = "{\"agent\":\"" + agent + "\",\"disposition\":\"911\"}";
    assertThat(status(CARD, "POST", conversation(lent) + "/close", body)).isEqualTo(200);
    await().until(() -> status(CARD, "GET", conversation(lent), "") == 404);
    assertThat(status(CARD, "GET", conversation(lent) + "/messages", "")).isEqualTo(404);
    assertThat(status(CARD, "GET", conversation(lent) + "/attachments", "")).isEqualTo(404);
    assertThat(status(CARD, "GET", "/api/v1/attachments/" + file, "")).isEqualTo(404);
    assertThat(status(LIFE, "GET", "/api/v1/attachments/" + file, "")).isEqualTo(200);
    assertThat(status(CARD, "POST", conversation(lent) + "/messages", reply())).isEqualTo(404);
    var over = server.get(LIFE, conversation(lent));
    assertThat(over.get("stage").asString()).isEqualTo("CLOSED");
    assertThat(over.get("disposition").asString()).isEqualTo("911");
    await().until(() -> load(CARD, agent) == 0);
  }

  /// A photo that a customer sends in a conversation: the id of its copy.
  private String photo(String user, int session, String conversation, int serial) {
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"%d\",\"serial_number\":%d,\"type\":\"photo\",\"contents\":[{\"url\":\"%s/dna/%d/i_1.png\"}]}";
    server.post(
        LIFE,
        "message",
        body.formatted(user, LIFE.sender(), session, serial, dealer.uri(), serial));
    var path = conversation(conversation) + "/attachments";
    return await()
        .until(
            () -> server.get(LIFE, path).get("items"),
            files -> files.size() == 1 && files.get(0).get("state").asString().equals("READY"))
        .get(0)
        .get("id")
        .asString();
  }

  private int uses(TestServer.Home home) {
    return (int)
        server.server().features().auditRecord().latest(new TenantId(home.tenant()), 1000).stream()
            .filter(e -> e.action().equals("grant.read"))
            .count();
  }

  /// As a key that only reads.
  private int reader(String path) {
    return server
        .send("GET", path, "", "Authorization", "Bearer " + CARD.apiKey() + "-reader")
        .statusCode();
  }

  private int load(TestServer.Home home, String id) {
    for (JsonNode one : server.get(home, "/api/v1/agents").get("items")) {
      if (id(one).equals(id)) {
        return one.get("load").asInt();
      }
    }
    throw new AssertionError(id);
  }

  private Optional<JsonNode> offer(TestServer.Home home) {
    return server.get(home, "/api/v1/offers").get("items").valueStream().findFirst();
  }

  private void presence(TestServer.Home home, String id, String presence) {
    var body = "{\"presence\":\"" + presence + "\"}";
    assertThat(status(home, "PUT", "/api/v1/agents/" + id + "/presence", body)).isEqualTo(200);
  }

  private void say(String user, int serial) {
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"%d\",\"serial_number\":%d,\"type\":\"text\",\"contents\":[\"문의 %s\"]}";
    server.post(LIFE, "message", body.formatted(user, LIFE.sender(), serial, serial, user));
  }

  private String reply() {
    return "{\"agent\":\"" + agent + "\",\"parts\":[{\"k\":\"text\",\"text\":\"도와드리겠습니다\"}]}";
  }

  private int status(TestServer.Home home, String method, String path, String body) {
    return server.api(home, method, path, body).statusCode();
  }

  private static String id(JsonNode node) {
    return node.get("id").asString();
  }

  private static String conversation(String id) {
    return "/api/v1/conversations/" + id;
  }
}
