package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.alimtalk.FakeNotices;
import kr.ondam.channel.kakao.skill.FakeBot;
import kr.ondam.channel.kakao.skill.SkillAccounts;
import kr.ondam.conversation.Conversation;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What Kakao offers beside 상담톡, over the running server: a customer of a chatbot and a counsellor,
/// and a notice to a customer's phone.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SkillEndToEndTest {
  private static final String PATH = "/ch/kakao-skill/" + SkillAccounts.KEY;

  private final FakeBot bot = new FakeBot();
  private final FakeNotices dealer = new FakeNotices();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    var account =
        "{id: life-bot, kind: KAKAO_SKILL, key: %s, base-url: '%s', inbound-secret: s3cret, callback-origins: '%s', bot-id: '%s', api-key: rest-key, event: agent_reply}"
            .formatted(SkillAccounts.KEY, bot.uri(), bot.uri(), SkillAccounts.BOT);
    server = new TestServer(folder, dealer.uri(), List.of(account));
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
    bot.close();
  }

  @Test
  void theFirstReplyIsFreeAndTheNextIsAnEvent() {
    var kim = server.agent(LIFE, "kim");
    server.api(LIFE, "PUT", "/api/v1/agents/" + kim + "/presence", "{\"presence\":\"READY\"}");
    var body = SkillAccounts.skill("9f8e7d", "상담원 연결해 주세요", bot.callback());
    assertThat(server.send("POST", PATH, body).statusCode()).isEqualTo(401);
    for (int i = 0; i < 2; i++) {
      var heard = server.send("POST", PATH, body, "X-Ondam-Key", "s3cret");
      assertThat(heard.statusCode()).isEqualTo(200);
      assertThat(heard.body()).contains("\"useCallback\":true");
    }
    var conversation = conversation("9f8e7d").id().toString();
    await().until(() -> taken().contains(conversation));
    var path = "/api/v1/conversations/" + conversation + "/messages";
    for (var words : List.of("안녕하세요", "무엇을 도와드릴까요?")) {
      var reply =
          "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}".formatted(kim, words);
      var key = "k" + words.length();
      assertThat(server.api(LIFE, "POST", path, reply, "Idempotency-Key", key).statusCode())
          .isEqualTo(201);
    }
    await().until(() -> bot.calls().size() == 2);
    assertThat(bot.calls()).extracting(FakeBot.Call::complaint).containsOnly("");
    assertThat(bot.calls().getFirst().body().at("/template/outputs/0/simpleText/text").asString())
        .isEqualTo("안녕하세요");
    assertThat(bot.calls().getLast().path()).endsWith("/talk");
    var messages = server.get(LIFE, path).get("items");
    assertThat(messages.get(0).at("/parts/0/text").asString()).isEqualTo("상담원 연결해 주세요");
    await()
        .until(() ->
            server
                .get(LIFE, path)
                .get("items")
                .valueStream()
                .filter(m -> m.get("direction").asString().equals("OUT"))
                .allMatch(m -> m.get("delivery").asString().equals("SENT")));
  }

  @Test
  void aNoticeIsSentOnceAndReported() {
    var customer = customerWithPhone();
    var path = "/api/v1/customers/" + customer + "/notices";
    var lacking = server.api(LIFE, "POST", path, "{\"template\":\"CS_01\"}");
    assertThat(lacking.statusCode()).isEqualTo(422);
    assertThat(lacking.body()).contains("variable 이름 of template CS_01: missing");
    var secret = "{\"template\":\"CS_01\",\"variables\":{\"이름\":\"900101-1234567\"}}";
    assertThat(server.api(LIFE, "POST", path, secret).body()).contains("must_be_masked");
    var body = "{\"template\":\"CS_01\",\"variables\":{\"이름\":\"홍길동\"}}";
    for (int i = 0; i < 2; i++) {
      assertThat(server.api(LIFE, "POST", path, body, "Idempotency-Key", "n1").statusCode())
          .isEqualTo(201);
    }
    assertThat(
            server
                .api(LIFE, "POST", path, body.replace("홍길동", "김철수"), "Idempotency-Key", "n1")
                .body())
        .contains("idempotency_key_reused");
    await().until(() -> delivery(path).equals("SENT"));
    assertThat(dealer.calls())
        .singleElement()
        .extracting(FakeNotices.Call::complaint)
        .isEqualTo("");
    var key = dealer.calls().getFirst().body().get("message_key").asString();
    var report =
        "{\"code\":\"3018\",\"message_key\":\"" + key + "\",\"message\":\"NoSendAvailable\"}";
    var hook = "/ch/notice/" + LIFE.channelKey();
    assertThat(server.send("POST", hook, report).statusCode()).isEqualTo(401);
    assertThat(delivery(path)).isEqualTo("SENT");
    assertThat(server.send("POST", hook, report, "X-Ondam-Key", "h00k").statusCode())
        .isEqualTo(200);
    assertThat(delivery(path)).isEqualTo("FAILED");
    var history = server.get(LIFE, "/api/v1/customers/" + customer + "/history").toString();
    assertThat(history).contains("알림톡 CS_01");
  }

  /// Somebody who wrote to the chatbot and whose phone an agent has typed in.
  private CustomerId customerWithPhone() {
    var body = SkillAccounts.skill("a1b2c3", "전화 주세요", "");
    server.send("POST", PATH, body, "X-Ondam-Key", "s3cret");
    var features = server.server().features();
    var tenant = new TenantId("life");
    var known = features.customers().find(tenant, conversation("a1b2c3").customer()).orElseThrow();
    features
        .customers()
        .save(
            new Customer(
                tenant,
                known.id(),
                "홍길동",
                "+821012345678",
                known.grade(),
                "",
                known.traits(),
                known.createdAt()));
    return known.id();
  }

  private Conversation conversation(String user) {
    var identity = new IdentityKey(new ChannelAccountId("life-bot"), user);
    return server
        .server()
        .features()
        .conversations()
        .latestOf(new TenantId("life"), identity)
        .orElseThrow();
  }

  /// Accepts what is offered, one after the other; answers their conversations.
  private List<String> taken() {
    List<String> taken = new ArrayList<>();
    for (JsonNode offer : server.get(LIFE, "/api/v1/offers").get("items")) {
      var accept = "/api/v1/offers/" + offer.get("id").asString() + "/accept";
      assertThat(server.api(LIFE, "POST", accept, "{}").statusCode()).isEqualTo(200);
      taken.add(offer.get("conversation").asString());
    }
    return taken;
  }

  private String delivery(String path) {
    return server.get(LIFE, path).get("items").get(0).get("delivery").asString();
  }
}
