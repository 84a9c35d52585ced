package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.sms.smpp.JsmppSmsc;
import kr.ondam.channel.sms.smpp.PeerSmsc;
import kr.ondam.channel.sms.smpp.TextCoding;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A customer who writes text messages and a counsellor at the REST interface, over the running
/// server and a message centre that others wrote.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SmppEndToEndTest {
  private static final String NUMBER = "15881234";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final String OTHER_NUMBER = "15885678";

  private final JsmppSmsc smsc = new JsmppSmsc();
  private PeerSmsc mortal = PeerSmsc.node(0);

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private TestEvents events;

  @BeforeAll
  void start(@TempDir Path folder) {
    var account =
        "{id: life-sms, kind: SMS_SMPP, name: 문자, host: 127.0.0.1, port: %d, system-id: italk, password: secret, number: '%s', binds: 2}"
            .formatted(smsc.port(), NUMBER);
    var other =
        "{id: life-sms2, kind: SMS_SMPP, name: 문자2, host: 127.0.0.1, port: %d, system-id: italk, password: secret, number: '%s', window: 1}"
            .formatted(mortal.port(), OTHER_NUMBER);
    server = new TestServer(folder, URI.create("http://127.0.0.1:9"), List.of(account, other));
    events = server.events(LIFE);
    var path = "/api/v1/agents/" + server.agent(LIFE, "kim") + "/presence";
    assertThat(server.api(LIFE, "PUT", path, "{\"presence\":\"READY\"}").statusCode())
        .isEqualTo(200);
    await().until(() -> smsc.binds() == 2);
    mortal.bound();
  }

  @AfterAll
  void close() {
    assertThat(smsc.bound()).isEqualTo(2);
    server.close();
    await().untilAsserted(() -> assertThat(smsc.bound()).as("unbound by the stop").isZero());
    smsc.close();
    mortal.close();
  }

  private static String customer() {
    return "8210%08d".formatted(12340000 + NUMBERS.incrementAndGet());
  }

  /// The conversation that the text opened, taken by the agent.
  private String accept(String customer, String text) {
    assertThat(smsc.say(customer, NUMBER, text)).isZero();
    return take(text);
  }

  private String acceptOther(String customer, String text) {
    mortal.say(customer, OTHER_NUMBER, "", text);
    assertThat(mortal.answer()).isZero();
    return take(text);
  }

  private String take(String text) {
    var conversation =
        events
            .await("message.received", d -> lastText(d.get("conversation").asString()).equals(text))
            .get("conversation")
            .asString();
    await().until(() -> takeAll().contains(conversation) || taken(conversation));
    return conversation;
  }

  private boolean taken(String conversation) {
    return !server
        .get(LIFE, "/api/v1/conversations/" + conversation)
        .path("assignee")
        .asString("")
        .isEmpty();
  }

  private List<String> takeAll() {
    List<String> taken = new java.util.ArrayList<>();
    for (JsonNode offer : server.get(LIFE, "/api/v1/offers").get("items")) {
      var path = "/api/v1/offers/" + offer.get("id").asString() + "/accept";
      server.api(LIFE, "POST", path, "{}");
      taken.add(offer.get("conversation").asString());
    }
    return taken;
  }

  private JsonNode messages(String conversation) {
    return server.get(LIFE, "/api/v1/conversations/" + conversation + "/messages").get("items");
  }

  private String lastText(String conversation) {
    var text = "";
    for (JsonNode message : messages(conversation)) {
      if (message.get("direction").asString().equals("IN")) {
        text = message.get("parts").get(0).path("text").asString("");
      }
    }
    return text;
  }

  private void reply(String conversation, String text) {
    var body =
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}"
            .formatted(server.agent(LIFE, "kim"), text);
    var path = "/api/v1/conversations/" + conversation + "/messages";
    var key = "k" + NUMBERS.incrementAndGet();
    assertThat(server.api(LIFE, "POST", path, body, "Idempotency-Key", key).statusCode())
        .isEqualTo(201);
  }

  private void delivery(String conversation, String state) {
    events.await(
        "delivery.changed",
        d ->
            d.get("conversation").asString().equals(conversation)
                && d.get("delivery").asString().equals(state));
  }

  private List<JsmppSmsc.Submit> submits(String customer) {
    return smsc.submits().stream()
        .filter(s -> s.destination().equals("0" + customer.substring(2)))
        .toList();
  }

  @Test
  void aCustomersTextIsAnsweredAndTheReceiptShows() {
    var customer = customer();
    var conversation = accept(customer, "보험금 청구 문의입니다");
    assertThat(server.get(LIFE, "/api/v1/conversations/" + conversation).get("channel").asString())
        .isEqualTo("SMS_SMPP");
    reply(conversation, "확인해 보겠습니다. 😀");
    delivery(conversation, "SENT");
    var submit = submits(customer).getFirst();
    assertThat(TextCoding.UCS2.decode(submit.content())).isEqualTo("확인해 보겠습니다. 😀");
    assertThat(submit.source()).isEqualTo(NUMBER);
    assertThat(smsc.receipt(submit, "DELIVRD")).isZero();
    delivery(conversation, "DELIVERED");
  }

  @Test
  void aLongReplyIsDeliveredWithItsLastPart() {
    var customer = customer();
    var conversation = accept(customer, "긴 답 부탁드려요");
    reply(conversation, "가".repeat(150));
    delivery(conversation, "SENT");
    var parts = submits(customer);
    assertThat(parts).hasSize(3);
    assertThat(smsc.receipt(parts.get(2), "DELIVRD")).isZero();
    assertThat(smsc.receipt(parts.get(0), "DELIVRD")).isZero();
    assertThat(
            events.find(
                "delivery.changed",
                d ->
                    d.get("conversation").asString().equals(conversation)
                        && d.get("delivery").asString().equals("DELIVERED")))
        .isEmpty();
    assertThat(smsc.receipt(parts.get(1), "DELIVRD")).isZero();
    delivery(conversation, "DELIVERED");
  }

  @Test
  void aTextThatCannotBeDeliveredIsVisiblyFailed() {
    var customer = customer();
    var conversation = accept(customer, "전화 꺼둘게요");
    reply(conversation, "네");
    delivery(conversation, "SENT");
    smsc.receipt(submits(customer).getFirst(), "UNDELIV");
    var failed =
        events.await(
            "delivery.changed",
            d ->
                d.get("conversation").asString().equals(conversation)
                    && d.get("delivery").asString().equals("FAILED"));
    assertThat(failed.get("failure").asString()).isEqualTo("UNDELIVERABLE");
  }

  @Test
  void O3_aKilledMessageCentreLosesNothingAndNothingKnownIsSentTwice() {
    var first = acceptOther(customer(), "먼저 왔어요");
    var second = acceptOther(customer(), "다음에 왔어요");
    reply(first, "하나");
    delivery(first, "SENT");
    mortal.silent(true);
    reply(first, "둘");
    await().until(() -> mortal.submits().size() == 2);
    reply(second, "셋");
    mortal.kill();
    delivery(first, "UNKNOWN");
    mortal = PeerSmsc.node(mortal.port());
    delivery(second, "SENT");
    reply(first, "넷");
    await()
        .untilAsserted(
            () -> assertThat(mortal.submits()).extracting(PeerSmsc.Submit::text).contains("넷"));
    assertThat(mortal.submits())
        .extracting(PeerSmsc.Submit::text)
        .containsExactlyInAnyOrder("셋", "넷");
  }

  private List<DeadLetter> letters() {
    return server.server().features().conversations().deadLetters(new TenantId("life"), 100);
  }

  @Test
  void SM37_aNumberThatIsNobodysIsAnUnreadLetterAndNoConversation() {
    assertThat(smsc.say(customer(), "15889999", "누구세요")).isEqualTo(0x0B);
    assertThat(letters())
        .anyMatch(l -> l.reason().equals("foreign_number") && l.raw().contains("15889999"));
  }

  @Test
  void SM38_aNumberOfAnotherTenantIsASecurityEventAndNothingOfTheTextIsKeptHere() {
    var features = server.server().features();
    features
        .channels()
        .save(
            new ChannelAccount(
                new TenantId("card"),
                new ChannelAccountId("card-sms"),
                ChannelKind.SMS_HTTP,
                "문자",
                "kannel",
                "k_card_sms_0001",
                null,
                null,
                Map.of("number", "15330000, 15337777"),
                List.of(),
                List.of(),
                true));
    assertThat(smsc.say(customer(), "15337777", "카드 문의")).isEqualTo(0x0B);
    assertThat(letters()).noneMatch(l -> l.raw().contains("15337777"));
    await()
        .untilAsserted(() ->
            assertThat(features.stores().audit().latest(new TenantId("life"), 100))
                .filteredOn(event -> event.action().equals("channel.misdirected"))
                .singleElement()
                .satisfies(event -> {
                  assertThat(event.object()).isEqualTo("life-sms");
                  assertThat(event.actor()).isEmpty();
                  assertThat(event.detail()).isEmpty();
                }));
  }
}
