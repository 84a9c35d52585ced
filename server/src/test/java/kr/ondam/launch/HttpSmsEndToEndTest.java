package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import kr.ondam.channel.sms.http.FakeGateway;
import kr.ondam.channel.sms.http.FakeMsghub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A customer behind a Kannel and a counsellor at the REST interface, over the running server.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpSmsEndToEndTest {
  private static final String KEY = "k_life_sms_0002";

  private final FakeGateway gateway = new FakeGateway();
  private final FakeMsghub hub = new FakeMsghub();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private TestEvents events;

  @BeforeAll
  void start(@TempDir Path folder) {
    var account =
        "{id: life-sms, kind: SMS_HTTP, profile: kannel, key: %s, base-url: '%s', number: '15881234', public-url: 'https://talk.example.kr', username: italk, password: pw}"
            .formatted(KEY, gateway.uri());
    var polled =
        "{id: life-hub, kind: SMS_HTTP, profile: uplus-msghub, key: k_life_hub_0003, base-url: '%s', number: '15889999', api-key: %s, api-password: %s}"
            .formatted(hub.uri(), FakeMsghub.KEY, FakeMsghub.PASSWORD);
    server = new TestServer(folder, URI.create("http://127.0.0.1:9"), List.of(account, polled));
    events = server.events(LIFE);
    var path = "/api/v1/agents/" + server.agent(LIFE, "kim") + "/presence";
    server.api(LIFE, "PUT", path, "{\"presence\":\"READY\"}");
  }

  @AfterAll
  void close() {
    server.close();
    gateway.close();
    hub.close();
  }

  private JsonNode takeOne() {
    var offer =
        await()
            .until(() -> server.get(LIFE, "/api/v1/offers").get("items"), items -> !items.isEmpty())
            .get(0);
    var path = "/api/v1/offers/" + offer.get("id").asString() + "/accept";
    assertThat(server.api(LIFE, "POST", path, "{}").statusCode()).isEqualTo(200);
    return offer;
  }

  private void delivery(String conversation, String state) {
    events.await(
        "delivery.changed",
        d ->
            d.get("conversation").asString().equals(conversation)
                && d.get("delivery").asString().equals(state));
  }

  @Test
  void aCustomersTextIsAnsweredAndItsReportShows() {
    var mo =
        "/ch/sms/"
            + KEY
            + "/mo?from=%2B821012345678&to=15881234&id=ccd7e077&coding=2&charset=UTF-16BE"
            + "&text=%D5%5C%AE%00%00+%BB8%C7X%C7%85%B2%C8%B2%E4";
    for (int i = 0; i < 2; i++) {
      var heard = server.send("GET", mo, "");
      assertThat(heard.statusCode()).isEqualTo(200);
      assertThat(heard.body()).isEmpty();
    }
    var conversation = takeOne().get("conversation").asString();
    var messages =
        server.get(LIFE, "/api/v1/conversations/" + conversation + "/messages").get("items");
    assertThat(messages.get(0).at("/parts/0/text").asString()).isEqualTo("한글 문의입니다");
    var body =
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"확인해 보겠습니다.\"}]}"
            .formatted(server.agent(LIFE, "kim"));
    var path = "/api/v1/conversations/" + conversation + "/messages";
    assertThat(server.api(LIFE, "POST", path, body, "Idempotency-Key", "k1").statusCode())
        .isEqualTo(201);
    delivery(conversation, "SENT");
    var call = gateway.calls().getLast();
    assertThat(call.body()).isEqualTo("확인해 보겠습니다.");
    assertThat(call.headers()).containsEntry("x-kannel-to", "01012345678");
    var dlr =
        String.valueOf(call.headers().get("x-kannel-dlr-url"))
            .replace("https://talk.example.kr", "")
            .replace("%d", "1")
            .replace("%A", "");
    assertThat(server.send("GET", dlr, "").statusCode()).isEqualTo(200);
    delivery(conversation, "DELIVERED");
  }

  @Test
  void SM64_aProgramHearsThatATextIsTooLongForTheAccount() {
    var mo = "/ch/sms/" + KEY + "/mo?from=01033334444&to=15881234&id=ccd7e078&text=hi";
    assertThat(server.send("GET", mo, "").statusCode()).isEqualTo(200);
    var path = "/api/v1/conversations/" + takeOne().get("conversation").asString() + "/messages";
    var body =
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}"
            .formatted(server.agent(LIFE, "kim"), "가".repeat(1601));
    var answer = server.api(LIFE, "POST", path, body, "Idempotency-Key", "k2");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(JsonMapper.shared().readTree(answer.body()).get("losses").toString())
        .isEqualTo("[{\"kind\":\"too_long\",\"count\":1601,\"detail\":\"1600\"}]");
  }

  @Test
  void aPolledTextIsAnsweredAndNothingIsPolledBeforeTheServerIsReady() {
    assertThat(hub.calls()).isEmpty();
    hub.writes(
        """
        {"moKey":"k1","moNumber":"15889999","moCallback":"01099998888","moMsg":"폴링 문의","moRecvDt":null}\
        """);
    server.server().warm();
    var conversation = takeOne().get("conversation").asString();
    var path = "/api/v1/conversations/" + conversation + "/messages";
    var messages = server.get(LIFE, path).get("items");
    assertThat(messages.get(0).at("/parts/0/text").asString()).isEqualTo("폴링 문의");
    var body =
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"네\"}]}"
            .formatted(server.agent(LIFE, "kim"));
    assertThat(server.api(LIFE, "POST", path, body, "Idempotency-Key", "k2").statusCode())
        .isEqualTo(201);
    delivery(conversation, "SENT");
    assertThat(hub.asked("/msg/v1/sms")).isEqualTo(1);
  }

  @Test
  void aKeyOfAnotherKindOfChannelIsUnknownHere() {
    for (var key : List.of(LIFE.channelKey(), LIFE.chatKey(), "nobody")) {
      assertThat(server.send("GET", "/ch/sms/" + key + "/mo?from=1", "").statusCode())
          .isEqualTo(404);
    }
  }
}
