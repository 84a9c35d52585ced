package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import kr.ondam.channel.sms.http.Kannel;
import kr.ondam.channel.sms.smpp.JsmppSmsc;
import kr.ondam.channel.sms.smpp.TextCoding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A customer's phone, a message centre, Debian's Kannel, the running server and a counsellor, in
/// Korean and in both directions.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KannelTest {
  private static final String KEY = "k_life_sms_0003";
  private static final String CUSTOMER = "821012349876";
  private static final String NUMBER = "15881234";

  private final JsmppSmsc smsc = new JsmppSmsc();

  @SuppressWarnings("NullAway.Init")
  private Kannel kannel;

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private TestEvents events;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var gateway = "http://127.0.0.1:" + port;
    kannel =
        new Kannel(
            folder.resolve("kannel"), smsc.port(), URI.create(gateway + "/ch/sms/" + KEY + "/mo"));
    var account =
        "{id: life-sms, kind: SMS_HTTP, profile: kannel, key: %s, base-url: '%s', number: '%s', public-url: '%s', username: italk, password: pw}"
            .formatted(KEY, kannel.uri(), NUMBER, gateway);
    server = new TestServer(folder, URI.create("http://127.0.0.1:9"), List.of(account), port);
    events = server.events(LIFE);
    var path = "/api/v1/agents/" + server.agent(LIFE, "kim") + "/presence";
    server.api(LIFE, "PUT", path, "{\"presence\":\"READY\"}");
    await().until(() -> smsc.binds() == 1);
  }

  @AfterAll
  void close() {
    server.close();
    kannel.close();
    smsc.close();
  }

  private String taken() {
    var offer =
        await()
            .until(() -> server.get(LIFE, "/api/v1/offers").get("items"), items -> !items.isEmpty())
            .get(0);
    var path = "/api/v1/offers/" + offer.get("id").asString() + "/accept";
    assertThat(server.api(LIFE, "POST", path, "{}").statusCode()).isEqualTo(200);
    return offer.get("conversation").asString();
  }

  private void delivery(String conversation, String state) {
    events.await(
        "delivery.changed",
        d ->
            d.get("conversation").asString().equals(conversation)
                && d.get("delivery").asString().equals(state));
  }

  @Test
  void koreanGoesBothWaysAndTheReceiptComesBack() {
    assertThat(smsc.say(CUSTOMER, NUMBER, "보험금 청구 문의입니다 😀")).isZero();
    var conversation = taken();
    var messages = "/api/v1/conversations/" + conversation + "/messages";
    assertThat(server.get(LIFE, messages).at("/items/0/parts/0/text").asString())
        .isEqualTo("보험금 청구 문의입니다 😀");
    var body =
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"확인해 보겠습니다. 😀\"}]}"
            .formatted(server.agent(LIFE, "kim"));
    assertThat(server.api(LIFE, "POST", messages, body, "Idempotency-Key", "k1").statusCode())
        .isEqualTo(201);
    delivery(conversation, "SENT");
    var submit = await().until(smsc::submits, s -> !s.isEmpty()).getFirst();
    assertThat(TextCoding.UCS2.decode(submit.content())).isEqualTo("확인해 보겠습니다. 😀");
    assertThat(submit.source()).isEqualTo(NUMBER);
    assertThat(submit.receipt()).as("a receipt is asked for").isTrue();
    await().until(() -> smsc.receipt(submit, "DELIVRD") == 0);
    delivery(conversation, "DELIVERED");
  }
}
