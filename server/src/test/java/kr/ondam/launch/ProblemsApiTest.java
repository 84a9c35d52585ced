package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.security.AuditEvent;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Problems of replies and notices, and dead letters, over REST, on a running server.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProblemsApiTest {
  private static final String PROBLEMS = "/api/v1/deliveries/problems";
  private static final String NOTICES = "/api/v1/notices/problems";
  private static final String LETTERS = "/api/v1/dead-letters";

  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids ids;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids card;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    ids = Tenancy.fill(server, LIFE);
    card = Tenancy.fill(server, CARD);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  /// A reply that the dealer refuses.
  private JsonNode failed(String text) {
    var messages = "/api/v1/conversations/" + ids.conversation() + "/messages";
    await().until(() -> !server.get(LIFE, messages).toString().contains("\"QUEUED\""));
    int before = server.get(LIFE, PROBLEMS).get("items").size();
    dealer.next(200, "{\"code\":-203,\"message\":\"BlockedUser\"}");
    server.api(
        LIFE,
        "POST",
        messages,
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}"
            .formatted(ids.agent(), text));
    return await()
        .until(() -> server.get(LIFE, PROBLEMS).get("items"), items -> items.size() > before)
        .get(0);
  }

  @Test
  void O2_aFailedReplyIsListedSentAgainAndGone() {
    var problem = failed("거절될 답장");
    assertThat(problem.at("/message/delivery").asString()).isEqualTo("FAILED");
    assertThat(problem.at("/message/failure").asString()).contains("BlockedUser");
    assertThat(problem.at("/message/parts").isMissingNode())
        .as("administrators do not read what it says")
        .isTrue();
    var one = PROBLEMS + "/" + problem.get("id").asString();
    assertThat(server.api(CARD, "POST", one + "/resend", "").statusCode()).isEqualTo(404);
    assertThat(server.api(LIFE, "POST", one + "/resend", "{\"x\":1}").statusCode()).isEqualTo(422);
    assertThat(server.api(LIFE, "POST", one + "/resend", "").statusCode()).isEqualTo(201);
    assertThat(server.api(LIFE, "POST", one + "/resend", "").statusCode()).isEqualTo(404);
    assertThat(server.api(LIFE, "POST", one + "/dismiss", "").statusCode()).isEqualTo(404);
    assertThat(audited("delivery.resent")).isTrue();
  }

  @Test
  void O2_aNoticeThatFailedIsListedSentAgainOnceAndGone() {
    var id = Tenancy.failedNotice(server, LIFE, ids);
    var listed = server.get(LIFE, NOTICES).at("/items/0");
    assertThat(listed.get("id").asString()).isEqualTo(id);
    assertThat(listed.get("delivery").asString()).isEqualTo("FAILED");
    assertThat(listed.get("failure").asString()).isEqualTo("3018 NoSendAvailable");
    assertThat(listed.toString()).as("neither a phone nor words").doesNotContain("12345678", "홍길동");
    assertThat(server.get(CARD, NOTICES).get("items")).isEmpty();
    var one = NOTICES + "/" + id;
    assertThat(server.api(CARD, "POST", one + "/resend", "").statusCode()).isEqualTo(404);
    assertThat(server.api(LIFE, "POST", one + "/resend", "{\"x\":1}").statusCode()).isEqualTo(422);
    var sent = server.api(LIFE, "POST", one + "/resend", "");
    assertThat(sent.statusCode()).isEqualTo(201);
    assertThat(sent.body()).contains("\"CS_01\"").doesNotContain(id);
    assertThat(server.api(LIFE, "POST", one + "/resend", "").statusCode()).isEqualTo(404);
    assertThat(server.api(LIFE, "POST", one + "/dismiss", "").statusCode()).isEqualTo(404);
    var path = "/api/v1/customers/" + ids.customer() + "/notices";
    assertThat(server.get(LIFE, path).get("items")).as("sent again once").hasSize(2);
    assertThat(audited("notice.resent")).isTrue();
  }

  @Test
  void noticesThatFailedArePagedAndDismissed() {
    var first = Tenancy.failedNotice(server, CARD, card);
    var second = Tenancy.failedNotice(server, CARD, card);
    var page = server.get(CARD, NOTICES + "?limit=1");
    assertThat(page.at("/items/0/id").asString()).isEqualTo(second);
    var rest = server.get(CARD, NOTICES + "?limit=1&cursor=" + page.get("next").asString());
    assertThat(rest.at("/items/0/id").asString()).isEqualTo(first);
    assertThat(rest.get("next").isNull()).isTrue();
    assertThat(server.api(CARD, "GET", NOTICES + "?cursor=x", "").statusCode()).isEqualTo(422);
    for (var id : new String[] {first, second}) {
      var path = NOTICES + "/" + id + "/dismiss";
      assertThat(server.api(CARD, "POST", path, "").statusCode()).isEqualTo(200);
      assertThat(server.api(CARD, "POST", path, "").statusCode()).isEqualTo(404);
    }
    assertThat(server.get(CARD, NOTICES).get("items")).isEmpty();
  }

  @Test
  void problemsArePagedAndDismissed() {
    var first = failed("하나").get("id").asString();
    var second = failed("둘").get("id").asString();
    var page = server.get(LIFE, PROBLEMS + "?limit=1");
    assertThat(page.at("/items/0/id").asString()).isEqualTo(second);
    var rest = server.get(LIFE, PROBLEMS + "?limit=1&cursor=" + page.get("next").asString());
    assertThat(rest.at("/items/0/id").asString()).isEqualTo(first);
    for (var id : new String[] {first, second}) {
      assertThat(server.api(LIFE, "POST", PROBLEMS + "/" + id + "/dismiss", "").statusCode())
          .isEqualTo(200);
    }
    assertThat(audited("delivery.dismissed")).isTrue();
  }

  @Test
  void A12_aDeadLetterIsListedStaysUnreadableAndIsDiscarded() {
    server.post(
        LIFE,
        "message",
        "{\"sender_key\":\"%s\",\"type\":\"text\",\"contents\":[\"비밀\"]}".formatted(LIFE.sender()));
    var items = server.get(LIFE, LETTERS).get("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).get("reason").asString()).isEqualTo("missing_user_key");
    assertThat(items.toString()).doesNotContain("비밀");
    var one = LETTERS + "/" + items.get(0).get("id").asString();
    assertThat(server.get(CARD, LETTERS).get("items")).isEmpty();
    assertThat(server.api(CARD, "POST", one + "/discard", "").statusCode()).isEqualTo(404);
    var replayed = server.api(LIFE, "POST", one + "/replay", "");
    assertThat(replayed.statusCode()).isEqualTo(409);
    assertThat(replayed.body()).contains("still_unreadable");
    assertThat(server.api(LIFE, "POST", one + "/discard", "").statusCode()).isEqualTo(200);
    assertThat(server.get(LIFE, LETTERS).get("items")).isEmpty();
    assertThat(audited("dead_letter.discarded")).isTrue();
  }

  @Test
  void keysOfNeitherManagersNorAdministratorsMayNotLook() {
    for (var path : new String[] {PROBLEMS, NOTICES, LETTERS}) {
      var answer =
          server.send("GET", path, "", "Authorization", "Bearer " + LIFE.apiKey() + "-reader");
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  private boolean audited(String action) {
    return server.server().features().auditRecord().latest(new TenantId(LIFE.tenant()), 50).stream()
        .map(AuditEvent::action)
        .anyMatch(action::equals);
  }
}
