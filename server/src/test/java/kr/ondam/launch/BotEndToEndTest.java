package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.bot.FakeBot;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Customers of KakaoTalk, a bot of our own dialect and counsellors at the REST interface, over the
/// running server.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BotEndToEndTest {
  private static final String KEY = "b_life_bot_0001";
  private static final String CARDS_KEY = "b_card_bot_0001";

  private final FakeDealer dealer = new FakeDealer();
  private final FakeBot bot = new FakeBot();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private String kim;

  private int serial;

  @BeforeAll
  void start(@TempDir Path folder) {
    var account = bot.account("life-bot", KEY, "life-kakao", ", listen: 'true'");
    server = new TestServer(folder, dealer.uri(), List.of(account));
    kim = server.agent(LIFE, "kim");
    server.api(LIFE, "PUT", "/api/v1/agents/" + kim + "/presence", "{\"presence\":\"READY\"}");
    // The administrator's page connects one while the server runs.
    var cards =
        new ChannelAccount(
            new TenantId("card"),
            new ChannelAccountId("card-bot"),
            ChannelKind.BOT,
            "카드봇",
            "native",
            CARDS_KEY,
            null,
            bot.uri(),
            Map.of("secret", FakeBot.SECRET, "opens", "false"),
            List.of(),
            List.of(),
            true);
    assertThat(server.server().features().provisioning().createChannel(cards))
        .isInstanceOf(ProvisionResult.Done.class);
  }

  @AfterAll
  void close() {
    server.close();
    bot.close();
    dealer.close();
  }

  private String say(String user, String text) {
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"%s\",\"serial_number\":%d,\"type\":\"text\",\"contents\":[\"%s\"]}";
    assertThat(
            server.post(LIFE, "message", body.formatted(user, LIFE.sender(), user, ++serial, text)))
        .isEqualTo(200);
    return await().until(() -> conversation(user), Optional::isPresent).orElseThrow();
  }

  private Optional<String> conversation(String user) {
    return bot.told("ondam.message.received.v1").stream()
        .map(data -> data.get("conversation").asString())
        .filter(id ->
            server
                .server()
                .features()
                .conversations()
                .find(
                    new TenantId("life"),
                    new kr.ondam.conversation.ConversationId(UUID.fromString(id)))
                .filter(c -> c.externalUser().equals(user))
                .isPresent())
        .findFirst();
  }

  private JsonNode one(String conversation) {
    return server.get(LIFE, "/api/v1/conversations/" + conversation);
  }

  private List<String> sent() {
    return dealer.calls().stream().map(FakeDealer.Call::text).toList();
  }

  private HttpResponse<String> post(String key, String id, String conversation, String rest) {
    var body =
        "{\"type\":\"ondam.bot.message.v1\",\"conversation\":\"" + conversation + "\"" + rest + "}";
    return send(key, id, body);
  }

  private HttpResponse<String> send(String key, String id, String body) {
    var headers =
        FakeBot.signed(id, body, Instant.now()).entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .toArray(String[]::new);
    return server.send("POST", "/bots/native/" + key, body, headers);
  }

  private static String text(String text) {
    return ",\"messages\":[[{\"k\":\"text\",\"text\":\"" + text + "\"}]]";
  }

  private void accept(String conversation) {
    var offer =
        await()
            .until(
                () ->
                    server
                        .get(LIFE, "/api/v1/offers")
                        .get("items")
                        .valueStream()
                        .filter(o -> o.get("conversation").asString().equals(conversation))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    var path = "/api/v1/offers/" + offer.get("id").asString() + "/accept";
    assertThat(server.api(LIFE, "POST", path, "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void aCustomerTalksWithTheBotIsHandedOverAndTheBotListens() {
    bot.next(200, FakeBot.says("봇입니다"));
    var conversation = say("u1", "안녕");
    await().until(() -> sent().contains("봇입니다"));
    assertThat(one(conversation).get("stage").asString()).isEqualTo("BOT");
    assertThat(one(conversation).get("owner").asString()).isEqualTo("BOT");
    assertThat(
            server
                .get(LIFE, "/api/v1/conversations?stage=BOT")
                .get("items")
                .findValuesAsString("id"))
        .contains(conversation);
    bot.next(
        200,
        "{\"messages\":[[{\"k\":\"text\",\"text\":\"연결할게요\"}]],\"handoff\":{\"queue\":\"보험금\",\"summary\":\"요약\"}}");
    say("u1", "사람이랑 얘기할래요");
    accept(conversation);
    var handed = one(conversation);
    assertThat(handed.get("owner").asString()).isEqualTo("AGENT");
    assertThat(handed.get("ownerEpoch").asInt()).isEqualTo(3);
    assertThat(handed.get("queue").asString()).isEqualTo("life-claims");
    await()
        .until(() ->
            bot.told("ondam.handoff.status.v1").stream()
                .anyMatch(d -> d.get("state").asString().equals("accepted")));
    bot.next(200, FakeBot.says("이렇게 답하세요"));
    say("u1", "언제 나오나요?");
    var notes = "/api/v1/conversations/" + conversation + "/bot-notes";
    var note = await().until(() -> note(notes, "SUGGESTION"), Optional::isPresent).orElseThrow();
    assertThat(note(notes, "SUMMARY").orElseThrow().at("/parts/0/text").asString()).isEqualTo("요약");
    assertThat(note.at("/parts/0/text").asString()).isEqualTo("이렇게 답하세요");
    assertThat(sent()).doesNotContain("이렇게 답하세요");
  }

  private Optional<JsonNode> note(String notes, String kind) {
    return server
        .get(LIFE, notes)
        .get("items")
        .valueStream()
        .filter(note -> note.get("kind").asString().equals(kind))
        .findFirst();
  }

  @Test
  void BT08_BT20_BT24_BT25_whatTheBotPostsReachesTheCustomerOnceWhileItOwnsTheConversation() {
    var conversation = say("u2", "안녕");
    await().until(() -> sent().contains("네"));
    var first = post(KEY, "k-1", conversation, text("하나 더"));
    assertThat(first.statusCode()).isEqualTo(200);
    await().until(() -> sent().contains("하나 더"));
    assertThat(post(KEY, "k-1", conversation, text("하나 더")).body()).isEqualTo(first.body());
    var mismatch = post(KEY, "k-1", conversation, text("다른 말"));
    assertThat(mismatch.statusCode()).isEqualTo(422);
    assertThat(mismatch.body()).contains("idempotency_mismatch");
    assertThat(sent().stream().filter("하나 더"::equals)).hasSize(1);
    var handed = post(KEY, "k-2", conversation, ",\"handoff\":{\"reason\":\"x\"}");
    assertThat(handed.statusCode()).isEqualTo(200);
    assertThat(handed.body()).contains("\"queued\":true");
    await().until(() -> !one(conversation).get("stage").asString().equals("BOT"));
    var late = post(KEY, "k-3", conversation, text("늦은 말"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("not_bot_owned");
    var again = post(KEY, "k-4", conversation, ",\"handoff\":{\"reason\":\"x\"}");
    assertThat(again.statusCode()).as("it is with people already").isEqualTo(409);
    assertThat(again.body()).contains("already_assigned");
    accept(conversation);
    var owned = post(KEY, "k-5", conversation, ",\"handoff\":true");
    assertThat(owned.statusCode()).as("a counsellor has it").isEqualTo(409);
    assertThat(owned.body()).contains("already_assigned");
    var notes = server.get(LIFE, "/api/v1/conversations/" + conversation + "/bot-notes");
    assertThat(notes.at("/items/0/kind").asString()).isEqualTo("LATE");
    assertThat(sent()).doesNotContain("늦은 말");
  }

  @Test
  void BT02_BT05_BT06_aBotNamesNobodyElsesConversation() {
    var conversation = say("u3", "안녕");
    var foreign = post(CARDS_KEY, "c-1", conversation, text("x"));
    var nobodys = post(CARDS_KEY, "c-2", UUID.randomUUID().toString(), text("x"));
    assertThat(foreign.statusCode()).isEqualTo(404).isEqualTo(nobodys.statusCode());
    assertThat(normal(foreign)).isEqualTo(normal(nobodys));
    assertThat(post("b_nobody", "c-3", conversation, text("x")).statusCode()).isEqualTo(404);
    assertThat(post(KEY, "c-4", "not-an-id", text("x")).statusCode()).isEqualTo(404);
    var bf = "/bots/bf/" + KEY + "/v3/conversations/" + conversation + "/activities";
    assertThat(server.send("POST", bf, "{\"type\":\"message\",\"text\":\"x\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void BT21_toAConversationThatIsOverNothingIsSaid() {
    var conversation = say("u7", "안녕");
    await().until(() -> one(conversation).get("lastSeq").asLong() >= 2);
    var end = post(KEY, "e-1", conversation, text("안녕히 가세요") + ",\"end\":true");
    assertThat(end.statusCode()).isEqualTo(200);
    await().until(() -> one(conversation).get("owner").asString().equals("NOBODY"));
    var more = post(KEY, "e-2", conversation, text("더 할 말"));
    assertThat(more.statusCode()).isEqualTo(409);
    assertThat(more.body()).contains("conversation_over");
    assertThat(sent()).doesNotContain("더 할 말");
  }

  @Test
  void BT02_BT06_aBotThatTriesManyConversationsRingsAnAlarm() {
    for (int i = 0; i < 25; i++) {
      var id = UUID.randomUUID().toString();
      assertThat(post(CARDS_KEY, "a-" + i, id, text("x")).statusCode()).isEqualTo(404);
    }
    assertThat(counter("webhook.alarms", "alarm", "foreign_conversation")).isEqualTo(1);
  }

  @Test
  void BT36_BT66_anUnknownTypeIsPassedOverAndCountedAndAQueryIsRefused() {
    double before = counter("webhook.calls", "answer", "unknown_type");
    assertThat(send(KEY, "v-9", "{\"type\":\"ondam.bot.dance.v9\"}").statusCode()).isEqualTo(202);
    assertThat(counter("webhook.calls", "answer", "unknown_type")).isEqualTo(before + 1);
    var told = server.send("POST", "/bots/native/" + KEY + "?phone=01012345678", "{}");
    assertThat(told.statusCode()).isEqualTo(400);
    assertThat(told.body()).contains("query_not_allowed").doesNotContain("01012345678");
  }

  private double counter(String name, String tag, String value) {
    var found = server.server().features().meters().find(name).tag(tag, value).counter();
    return found == null ? 0 : found.count();
  }

  private static String normal(HttpResponse<String> response) {
    return response.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  @Test
  void BT01_BT12_whatIsUnsignedOrTooLargeIsRefused() {
    var unsigned = server.send("POST", "/bots/native/" + KEY, "{}");
    assertThat(unsigned.statusCode()).isEqualTo(401);
    var large = "{\"x\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(send(KEY, "big", large).statusCode()).isEqualTo(413);
    assertThat(send(KEY, "t", "{\"type\":\"ondam.bot.typing.v1\"}").statusCode()).isEqualTo(202);
  }

  @Test
  void BT41_BT46_aLoginPageOrAnErrorBringsTheCustomerToPeople() {
    bot.next(new FakeBot.Answer(200, "text/html", "<html>login</html>"));
    accept(say("u4", "안녕"));
    bot.next(500, "{}");
    accept(say("u5", "안녕"));
    assertThat(server.get(CARD, "/api/v1/conversations?stage=BOT").get("items")).isEmpty();
  }

  @Test
  void aCounsellorTakesAConversationFromTheBot() {
    var conversation = say("u6", "안녕");
    var features = server.server().features();
    var row =
        features
            .conversations()
            .find(
                new TenantId("life"),
                new kr.ondam.conversation.ConversationId(UUID.fromString(conversation)))
            .orElseThrow();
    features.bots().bots().take(row).toCompletableFuture().join();
    accept(conversation);
    assertThat(post(KEY, "t-1", conversation, text("늦은 말")).statusCode()).isIn(200, 409);
    assertThat(sent()).doesNotContain("늦은 말");
  }
}
