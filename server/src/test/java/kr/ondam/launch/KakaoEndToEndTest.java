package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.launch.TestServer.Home;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// A customer on 상담톡 and a counsellor at the REST interface, over the running server and a dealer
/// that checks every field.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KakaoEndToEndTest {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private TestEvents events;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    events = server.events(LIFE);
    for (Home home : Home.values()) {
      var path = "/api/v1/agents/" + server.agent(home, "kim") + "/presence";
      assertThat(server.api(home, "PUT", path, "{\"presence\":\"READY\"}").statusCode())
          .isEqualTo(200);
    }
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  @ParameterizedTest
  @EnumSource(Home.class)
  void aCustomerIsAnsweredAndTheirSessionEnded(Home home) {
    var user = user();
    var heard = server.events(home);
    assertThat(say(home, user, 1, "배송이 아직 안 왔어요")).isEqualTo(200);
    var conversation = accept(home, heard, user);
    assertThat(reply(home, conversation, "확인해 보겠습니다. 잠시만요.").statusCode()).isEqualTo(201);
    heard.await(
        "delivery.changed",
        d -> of(d, conversation) && d.get("delivery").asString().equals("SENT"));
    var sent = calls(user);
    assertThat(sent).hasSize(1);
    check(home, sent.getFirst(), user, "확인해 보겠습니다. 잠시만요.");
    assertThat(close(home, conversation)).isEqualTo(200);
    var end = await().until(() -> calls(user), calls -> calls.size() == 2).get(1);
    assertThat(end.path())
        .isEqualTo(home == LIFE ? "/kakaoWebhook/v3/bzc/chat/end" : "/v1/chat/end");
    assertThat(end.body().toString())
        .isEqualTo("{\"user_key\":\"%s\",\"sender_key\":\"%s\"}".formatted(user, home.sender()));
    assertThat(end.complaint()).isEmpty();
    assertThat(end.clientId()).isEqualTo(home.tenant() + "-client");
    assertThat(end.secret()).isEqualTo(home.tenant() + "-secret");
    assertThat(seqs(home, conversation)).containsExactly("IN", "SYSTEM", "OUT", "SYSTEM");
    heard.await(
        "conversation.closed",
        d -> of(d, conversation) && d.get("reason").asString().equals("AGENT"));
  }

  @Test
  void KK24_aProviderRetryThreeTimesIsOneMessage() {
    var user = user();
    for (int i = 0; i < 4; i++) {
      assertThat(say(LIFE, user, 1, "한 번만")).isEqualTo(200);
    }
    var conversation = opened(events, user);
    assertThat(texts(LIFE, conversation)).containsExactly("한 번만");
  }

  @Test
  void KK60_aReferenceBeforeItsMessageChoosesTheQueue() {
    var user = user();
    assertThat(server.post(LIFE, "reference", reference(user))).isEqualTo(200);
    assertThat(say(LIFE, user, 1, "요금이 이상해요")).isEqualTo(200);
    var conversation = opened(events, user);
    events.await(
        "conversation.stage_changed",
        d -> of(d, conversation) && d.get("queue").asString("").equals("life-claims"));
  }

  @Test
  void KK60_aReferenceAfterItsMessageChoosesTheQueueToo() {
    var user = user();
    assertThat(say(LIFE, user, 1, "요금이 이상해요")).isEqualTo(200);
    var conversation = opened(events, user);
    assertThat(server.post(LIFE, "reference", reference(user))).isEqualTo(200);
    var referred = events.await("conversation.referred", d -> of(d, conversation));
    assertThat(referred.get("routingKey").asString()).isEqualTo("busan_billing");
    // A counsellor is ready: it was offered from the general queue before the reference came.
    events.await(
        "conversation.stage_changed",
        d -> of(d, conversation) && d.get("queue").asString("").equals("life-claims"));
  }

  @Test
  void KK29_thirtyTwoIdenticalRequestsAtOnceAreOneMessage() throws Exception {
    var user = user();
    var answers = together(IntStream.range(0, 32).mapToObj(_ -> say(user, 1, "동시에")).toList());
    assertThat(answers).hasSize(32).containsOnly(200);
    assertThat(texts(LIFE, opened(events, user))).containsExactly("동시에");
  }

  @Test
  void KK30_twoFirstMessagesAtOnceAreOneConversation() throws Exception {
    for (int round = 0; round < 10; round++) {
      var user = user();
      var answers = together(List.of(say(user, 1, "첫째"), say(user, 2, "둘째")));
      assertThat(answers).containsExactly(200, 200);
      var conversation = opened(events, user);
      assertThat(texts(LIFE, conversation)).containsExactlyInAnyOrder("첫째", "둘째");
      assertThat(
              events.find(
                  "conversation.opened",
                  d -> d.get("customer").equals(customer(LIFE, conversation))))
          .hasSize(1);
      seqs(LIFE, conversation);
    }
  }

  @Test
  void O8_aSessionThatIsGoneClosesTheConversationAndTellsTheAgent() {
    var user = user();
    say(LIFE, user, 1, "안녕하세요");
    var conversation = accept(LIFE, events, user);
    dealer.next(200, "{\"code\":-502,\"message\":\"session is ended\"}");
    reply(LIFE, conversation, "네");
    var failed =
        events.await(
            "delivery.changed",
            d -> of(d, conversation) && d.get("delivery").asString().equals("FAILED"));
    assertThat(failed.get("failure").asString()).isEqualTo("세션 종료");
    var closed = events.await("conversation.closed", d -> of(d, conversation));
    assertThat(closed.get("reason").asString()).isEqualTo("SESSION_GONE");
    assertThat(lastLine(LIFE, conversation)).isEqualTo("conversation.closed SESSION_GONE");
    assertThat(reply(LIFE, conversation, "들리세요?").statusCode()).isEqualTo(409);
    assertThat(calls(user)).as("no end call to a session that is gone").hasSize(1);
  }

  @Test
  void O3_aDealerThatIsDownIsTriedAgainWithTheSameSerial() {
    var user = user();
    say(LIFE, user, 1, "안녕하세요");
    var conversation = accept(LIFE, events, user);
    dealer.next(503, "");
    reply(LIFE, conversation, "네");
    events.await(
        "delivery.changed",
        d -> of(d, conversation) && d.get("delivery").asString().equals("SENT"));
    assertThat(calls(user)).hasSize(2);
    assertThat(calls(user).stream().map(c -> c.body().get("serial_number").asString()))
        .containsOnly(calls(user).getFirst().body().get("serial_number").asString());
  }

  @Test
  void O2_whatTheDealerRefusesIsVisiblyFailed() {
    var user = user();
    say(LIFE, user, 1, "안녕하세요");
    var conversation = accept(LIFE, events, user);
    dealer.next(200, "{\"code\":-501,\"message\":\"InvalidSenderException\"}");
    reply(LIFE, conversation, "네");
    var failed =
        events.await(
            "delivery.changed",
            d -> of(d, conversation) && d.get("delivery").asString().equals("FAILED"));
    assertThat(failed.get("failure").asString()).isEqualTo("-501 InvalidSenderException");
  }

  @Test
  void KK64_theEndOfTheSessionClosesTheConversationOnce() {
    var user = user();
    say(LIFE, user, 1, "안녕하세요");
    var conversation = accept(LIFE, events, user);
    var body = "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"%s\"}";
    for (int i = 0; i < 2; i++) {
      var told = body.formatted(user, LIFE.sender(), session(user));
      assertThat(server.post(LIFE, "expired_session", told)).isEqualTo(200);
    }
    events.await("conversation.closed", d -> of(d, conversation));
    assertThat(lastLine(LIFE, conversation)).isEqualTo("conversation.closed SESSION_GONE");
    assertThat(seqs(LIFE, conversation)).containsExactly("IN", "SYSTEM", "SYSTEM");
    assertThat(reply(LIFE, conversation, "들리세요?").statusCode()).isEqualTo(409);
    assertThat(calls(user)).isEmpty();
  }

  @Test
  void KK70_theDocumentedProbePathAnswersProbes() {
    for (var method : List.of("GET", "HEAD")) {
      assertThat(server.send(method, "/livez", "").statusCode()).isEqualTo(200);
      var path = "/ch/kakao/" + Home.LIFE.channelKey() + "/message";
      assertThat(server.send(method, path, "").statusCode()).isEqualTo(405);
    }
    assertThat(server.send("HEAD", "/livez", "").body()).isEmpty();
  }

  private void check(Home home, FakeDealer.Call call, String user, String text) {
    assertThat(call.complaint()).isEmpty();
    assertThat(call.path())
        .isEqualTo(home == LIFE ? "/kakaoWebhook/v3/bzc/chat/send/plain" : "/v1/chat/write");
    assertThat(call.type()).isEqualTo("application/json; charset=utf-8");
    assertThat(call.clientId()).isEqualTo(home.tenant() + "-client");
    assertThat(call.secret()).isEqualTo(home.tenant() + "-secret");
    var body = call.body();
    var type = home == LIFE ? "chat_bubble_type" : "message_type";
    assertThat(Set.copyOf(body.propertyNames()))
        .isEqualTo(Set.of("user_key", "sender_key", "serial_number", type, "message"));
    assertThat(body.get("user_key").asString()).isEqualTo(user);
    assertThat(body.get("sender_key").asString()).isEqualTo(home.sender());
    assertThat(body.get("serial_number").asString()).matches("[0-9a-z]{20,25}-0");
    assertThat(body.get(type).asString()).isEqualTo(home == LIFE ? "TEXT" : "TX");
    assertThat(body.get("message").asString()).isEqualTo(text);
  }

  private static String user() {
    return "Qv3kX0a9TzLm" + NUMBERS.incrementAndGet();
  }

  private static String session(String user) {
    return "3017755" + user.substring(12);
  }

  private int say(Home home, String user, int number, String text) {
    return server.post(
        home,
        "message",
        """
        {"user_key":"%s","sender_key":"%s","session_id":"%s","time":1795305226123,"serial_number":%s,"type":"text","contents":["%s"],"attachment":null,"extra":null}\
        """
            .formatted(
                user, home.sender(), session(user), user.substring(12) + "00" + number, text));
  }

  private Callable<Integer> say(String user, int number, String text) {
    return () -> say(LIFE, user, number, text);
  }

  private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static String reference(String user) {
    return """
    {"user_key":"%s","session_id":"%s","sender_key":"%s","app_user_id":null,"time":1795305226001,
     "reference":{"extra":"busan_billing","text":"","lastText":"","lastTextDate":"2026-11-21T14:53:32.431","appUserId":null},
     "last_reference":{"extra":"busan_billing","bot":"true","bot_event":"consult_start","created_at":"2026-11-21T14:53:32.431"}}\
    """
        .formatted(user, session(user), LIFE.sender());
  }

  /// The conversation a user's message opened; users say only what names them to the dealer, so it
  /// is found by the user's own words.
  private String opened(TestEvents heard, String user) {
    return heard
        .await(
            "message.received", d -> d.get("direction").asString().equals("IN") && belongs(d, user))
        .get("conversation")
        .asString();
  }

  private boolean belongs(JsonNode received, String user) {
    var id = received.get("conversation").asString();
    return server
        .server()
        .features()
        .stores()
        .conversations()
        .find(
            new kr.ondam.tenant.TenantId(received.get("tenant").asString()),
            new kr.ondam.conversation.ConversationId(java.util.UUID.fromString(id)))
        .filter(c -> c.externalUser().equals(user))
        .isPresent();
  }

  private String accept(Home home, TestEvents heard, String user) {
    var conversation = opened(heard, user);
    // An agent is offered one after the other, so what other tests left is taken first.
    await().until(() -> takeAll(home).contains(conversation));
    // The line that says who took over is written after the answer.
    heard.await(
        "message.sent", d -> of(d, conversation) && d.get("direction").asString().equals("SYSTEM"));
    return conversation;
  }

  private List<String> takeAll(Home home) {
    List<String> taken = new ArrayList<>();
    for (JsonNode offer : server.get(home, "/api/v1/offers").get("items")) {
      var path = "/api/v1/offers/" + offer.get("id").asString() + "/accept";
      assertThat(server.api(home, "POST", path, "{}").statusCode()).isEqualTo(200);
      taken.add(offer.get("conversation").asString());
    }
    return taken;
  }

  private java.net.http.HttpResponse<String> reply(Home home, String conversation, String text) {
    return server.api(
        home,
        "POST",
        "/api/v1/conversations/" + conversation + "/messages",
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}"
            .formatted(server.agent(home, "kim"), text),
        "Idempotency-Key",
        "k" + NUMBERS.incrementAndGet());
  }

  private int close(Home home, String conversation) {
    var path = "/api/v1/conversations/" + conversation + "/close";
    var body = "{\"agent\":\"%s\",\"disposition\":\"911\"}".formatted(server.agent(home, "kim"));
    return server.api(home, "POST", path, body).statusCode();
  }

  private static boolean of(JsonNode data, String conversation) {
    return data.get("conversation").asString().equals(conversation);
  }

  private JsonNode customer(Home home, String conversation) {
    return server.get(home, "/api/v1/conversations/" + conversation).get("customer");
  }

  private List<FakeDealer.Call> calls(String user) {
    return dealer.calls().stream()
        .filter(call -> call.body().path("user_key").asString("").equals(user))
        .toList();
  }

  private JsonNode messages(Home home, String conversation) {
    return server.get(home, "/api/v1/conversations/" + conversation + "/messages").get("items");
  }

  private List<String> texts(Home home, String conversation) {
    List<String> texts = new ArrayList<>();
    for (JsonNode message : messages(home, conversation)) {
      if (message.get("direction").asString().equals("IN")) {
        texts.add(message.get("parts").get(0).get("text").asString());
      }
    }
    return texts;
  }

  /// The directions in order, after a look that the numbers have no gap.
  private List<String> seqs(Home home, String conversation) {
    List<String> directions = new ArrayList<>();
    for (JsonNode message : messages(home, conversation)) {
      directions.add(message.get("direction").asString());
      assertThat(message.get("seq").asInt()).isEqualTo(directions.size());
    }
    return directions;
  }

  private String lastLine(Home home, String conversation) {
    var messages = messages(home, conversation);
    var part = messages.get(messages.size() - 1).get("parts").get(0);
    return part.get("code").asString() + " " + part.get("params").get("reason").asString();
  }
}
