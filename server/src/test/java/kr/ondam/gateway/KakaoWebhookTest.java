package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Receipt;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// 상담톡 calls over a real socket, up to what is handed to the intake.
final class KakaoWebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final String PATH = "/ch/kakao/" + Accounts.KEY;

  private final List<Inbound> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final VirtualTime clock = new VirtualTime(NOW);
  private Receipt receipt = new Receipt.Noted();
  private final ChannelStore accounts = new MemoryStores().stores().channels();
  private final GatewayServer server =
      new GatewayServer(
          GatewaySettings.defaults("127.0.0.1", 0),
          new Router(
              new WebhookHandler(
                      new KakaoCounsel(Optional::of, KakaoCounsel.client()),
                      accounts,
                      letters::add,
                      this::take,
                      new TokenBuckets(1000, System::nanoTime),
                      clock,
                      () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
                      meters)
                  .routes("/ch/kakao", List.of("message", "reference", "expired_session"))),
          new SimpleMeterRegistry());
  private final Wire wire = new Wire(server.port());

  @BeforeEach
  void open() {
    var nowhere = URI.create("http://127.0.0.1:1");
    accounts.save(Accounts.kakao("happytalk-v3", nowhere, Map.of(), List.of()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aTextMessageIsHandedOverAndAcknowledged() {
    assertThat(message("\"type\":\"text\",\"contents\":[\"배송이 아직\",\"주문번호 A-1007\"]"))
        .contains("200 OK")
        .endsWith("{\"code\":0}");
    var spoken = spoken();
    assertThat(spoken.parts())
        .containsExactly(new Part.Text("배송이 아직"), new Part.Text("주문번호 A-1007"));
    assertThat(spoken.externalId()).isEqualTo("884213377/301775512");
    assertThat(spoken.externalUser()).isEqualTo("Qv3kX0a9TzLm");
    assertThat(spoken.providerTime()).isEqualTo(Instant.ofEpochMilli(1795305226123L));
    assertThat(spoken.raw()).isNull();
  }

  @Test
  void KK01_anUnknownKeyIs404LikeAnyUnknownPath() {
    var unknown = wire.post("/ch/kakao/k_nobody/message", body(""));
    var nothing = wire.post("/nothing", body(""));
    assertThat(Wire.status(unknown)).isEqualTo(404);
    assertThat(withoutId(unknown)).isEqualTo(withoutId(nothing));
  }

  @Test
  void KK01_moreThanTenCallsAMinuteForUnknownChannelsRaiseAnAlarmOnce() {
    var alarms = meters.counter("webhook.alarms", "alarm", "unknown_channel");
    for (int i = 0; i < 10; i++) {
      wire.post("/ch/kakao/k_nobody/message", body(""));
    }
    assertThat(alarms.count()).isZero();
    wire.post("/ch/kakao/k_nobody/message", body(""));
    wire.post("/ch/kakao/k_nobody/message", body(""));
    assertThat(alarms.count()).isEqualTo(1);
    assertThat(calls("not_found")).isEqualTo(12);
    assertThat(heard).isEmpty();
    assertThat(letters)
        .hasSize(10)
        .allSatisfy(letter -> {
          assertThat(letter.tenant()).isEqualTo(TenantId.GROUP);
          assertThat(letter.reason()).isEqualTo("unknown_channel");
        });
  }

  private double calls(String answer) {
    return meters.counter("webhook.calls", "channel", "KAKAO_COUNSEL", "answer", answer).count();
  }

  private double oddities(String oddity) {
    return meters.counter("webhook.oddities", "channel", "KAKAO_COUNSEL", "oddity", oddity).count();
  }

  @Test
  void KK02_aForeignSenderKeyIs403AndNothingIsStored() {
    var answer = wire.post(PATH + "/message", body("").replace(Accounts.SENDER, "f".repeat(40)));
    assertThat(Wire.status(answer)).isEqualTo(403);
    assertThat(heard).isEmpty();
    assertThat(letters).isEmpty();
  }

  @Test
  void KK04_KK05_aWrongOrMissingClientIs401() {
    accounts.save(
        Accounts.kakao(
            "happytalk-v3",
            URI.create("http://127.0.0.1:1"),
            Map.of("inbound-client-id", "dealer", "inbound-client-secret", "right"),
            List.of()));
    var body = body("").getBytes(StandardCharsets.UTF_8);
    var json = "Content-Type: application/json";
    var id = "HT-Client-Id: dealer";
    assertThat(Wire.status(wire.post(PATH + "/message", body, json))).isEqualTo(401);
    assertThat(Wire.status(wire.post(PATH + "/message", body, json, id, "HT-Client-Secret: x")))
        .isEqualTo(401);
    assertThat(Wire.status(wire.post(PATH + "/message", body, json, id, "HT-Client-Secret: right")))
        .isEqualTo(200);
    for (int i = 2; i < 20; i++) {
      assertThat(Wire.status(wire.post(PATH + "/message", body, json))).isEqualTo(401);
    }
    assertThat(wire.post(PATH + "/message", body, json))
        .contains("429")
        .contains("retry-after: 60");
    assertThat(Wire.status(wire.post(PATH + "/message", body, json, id, "HT-Client-Secret: right")))
        .as("who is authentic is not kept out by others at the same address")
        .isEqualTo(200);
    clock.advance(Duration.ofMinutes(1));
    assertThat(Wire.status(wire.post(PATH + "/message", body, json))).isEqualTo(401);
    assertThat(calls("bad_client")).isEqualTo(21);
  }

  @Test
  void KK06_aForeignAddressIs403() {
    accounts.save(
        Accounts.kakao(
            "happytalk-v3", URI.create("http://127.0.0.1:1"), Map.of(), List.of("10.0.0.0/8")));
    assertThat(Wire.status(wire.post(PATH + "/message", body("")))).isEqualTo(403);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "KK13_missing; {\"x\":1}; missing_user_key",
        "KK13_null; {\"user_key\":null}; missing_user_key",
        "KK13_empty; {\"user_key\":\"\"}; missing_user_key",
        "KK14_long; {\"user_key\":\"abcdefghijklmnopqrstu\"}; user_key_too_long",
        "KK16_number; {\"user_key\":12345}; type",
        "KK68_skill; {\"userRequest\":{\"user\":{\"id\":\"x\"}},\"bot\":{}}; wrong_format: /ch/kakao-skill",
        "KK14_control; {\"user_key\":\"a\\u0000b\"}; user_key_characters",
        "KK24_control; {\"user_key\":\"a\",\"serial_number\":\"1\\u0000\"}; serial_number_characters",
        "KK68_array; [1]; wrong_format",
      })
  void whatNoRetryCuresBecomesADeadLetter(String row, String body, String reason) {
    assertThat(wire.post(PATH + "/message", body)).contains("200 OK").endsWith("{\"code\":0}");
    assertThat(letters).extracting(DeadLetter::reason).containsExactly(reason);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "HT22; {\"id\":1,\"id\":2}; duplicate_key",
        "HT24_NaN; {\"a\":NaN}; bad_json",
        "HT24_comment; {/* */}; bad_json",
        "HT24_comma; {\"a\":1,}; bad_json",
        "HT25; {} {}; bad_json",
        "KK37; {\"a\":\"\\ud800\"}; lone_surrogate",
        "cutOff; {\"a\":; bad_json",
      })
  void whatIsNoProperJsonIs400(String row, String body, String code) {
    assertThat(wire.post(PATH + "/message", body)).contains("400 ").contains(":" + code + "\"");
  }

  @Test
  void HT20_HT21_HT26_encodingDepthAndEmptiness() {
    var json = "Content-Type: application/json";
    byte[] overlong = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
    assertThat(wire.post(PATH + "/message", overlong, json)).contains("bad_encoding");
    var deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThat(wire.post(PATH + "/message", deep)).contains("400 ").contains("too_deep");
    assertThat(wire.post(PATH + "/message", new byte[0], json)).contains("empty_body");
  }

  @ParameterizedTest(name = "KK20-22 {0}")
  @CsvSource({"null", "1654738690", "0", "-5", "9999999999999999", "\"soon\""})
  void KK20_KK21_KK22_anImplausibleTimeIsNull(String time) {
    wire.post(PATH + "/message", body("\"type\":\"text\"").replace("1795305226123", time));
    assertThat(spoken().providerTime()).isNull();
    assertThat(spoken().receivedAt()).isEqualTo(NOW);
    assertThat(oddities("implausible_time")).isEqualTo(1);
  }

  @Test
  void KK20_withoutATimeTheServersOwnCounts() {
    wire.post(PATH + "/message", body("\"type\":\"text\"").replace("\"time\":1795305226123,", ""));
    assertThat(spoken().providerTime()).isNull();
    assertThat(spoken().receivedAt()).isEqualTo(NOW);
    assertThat(oddities("no_time")).isEqualTo(1);
    assertThat(oddities("implausible_time")).isZero();
  }

  @Test
  void KK18_aSessionOfAnotherCustomerIsFlaggedAndTheMessageKept() {
    message("\"type\":\"text\",\"content\":\"하나\"");
    wire.post(
        PATH + "/message",
        body("\"type\":\"text\",\"content\":\"둘\"").replace("Qv3kX0a9TzLm", "somebody-else"));
    message("\"type\":\"text\",\"content\":\"셋\"");
    assertThat(heard)
        .extracting(Inbound::externalUser)
        .containsExactly("Qv3kX0a9TzLm", "somebody-else", "Qv3kX0a9TzLm");
    assertThat(heard)
        .extracting(i -> ((Inbound.Spoken) i).attributes().get("oddity"))
        .containsExactly(null, "foreign_session", null);
    assertThat(oddities("foreign_session")).isEqualTo(1);
  }

  @Test
  void KK17_KK26_withoutSessionAndSerialTheIdIsWeak() {
    var text = "{\"user_key\":\"u1\",\"type\":\"text\",\"content\":\"안녕\"}";
    wire.post(PATH + "/message", text);
    wire.post(PATH + "/message", text);
    wire.post(PATH + "/message", text.replace("안녕", "네"));
    var ids = heard.stream().map(i -> ((Inbound.Spoken) i).externalId()).toList();
    assertThat(ids.get(0)).startsWith("weak:").isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    assertThat(((Inbound.Spoken) heard.getFirst()).weakId()).isTrue();
    assertThat(((Inbound.Spoken) heard.getFirst()).threadKey()).isNull();
    assertThat(oddities("no_session")).isEqualTo(3);
    assertThat(oddities("weak_id")).isEqualTo(3);
  }

  @Test
  void KK34_KK38_KK41_KK42_textsAreHandedOverAsTheyWereWritten() {
    var text =
        "\u0000\u0007\u001b[31m\u0085 👩‍👩‍👧 <img src=x onerror=alert(1)> [은행](https://evil)";
    message("\"type\":\"text\",\"content\":" + JsonMapper.shared().writeValueAsString(text));
    assertThat(spoken().parts()).containsExactly(new Part.Text(text));
  }

  @Test
  void KK70_onlyWhatIsPostedIsAMessage() {
    for (var method : List.of("GET", "HEAD")) {
      var answer =
          wire.exchange(
              method + " " + PATH + "/message HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(Wire.status(answer)).isEqualTo(405);
      assertThat(answer).contains("allow: POST");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void KK32_tooLongATextIsKeptAsAPlaceholder() {
    message("\"type\":\"text\",\"content\":\"" + "a".repeat(65_536) + "\"");
    assertThat(spoken().parts().getFirst()).isInstanceOf(Part.Text.class);
    heard.clear();
    message("\"type\":\"text\",\"content\":\"" + "a".repeat(65_537) + "\"");
    assertThat(spoken().parts())
        .containsExactly(new Part.Unsupported("text_too_long", "메시지가 너무 깁니다"));
    assertThat(spoken().raw()).contains("a".repeat(65_537));
  }

  @Test
  void KK32_tooManyPartsAreKeptAsAPlaceholder() {
    message("\"type\":\"text\",\"contents\":[" + "\"a\",".repeat(12_500) + "\"end\"]");
    assertThat(spoken().parts())
        .containsExactly(new Part.Unsupported("text_too_long", "메시지가 너무 깁니다"));
    assertThat(spoken().raw()).contains("\"end\"");
    heard.clear();
    message("\"type\":\"photo\",\"contents\":[" + "\"https://a/b\",".repeat(101) + "\"\"]");
    assertThat(spoken().parts().getFirst()).isInstanceOf(Part.Unsupported.class);
  }

  @Test
  void KK46_ofALargeUnknownMessageTheBeginningIsShownAndAllIsKept() {
    message("\"type\":\"XX\",\"x\":\"" + "\\\"".repeat(100_000) + "end\"");
    assertThat(spoken().parts())
        .singleElement()
        .isInstanceOfSatisfying(
            Part.Unsupported.class, part -> assertThat(part.raw()).hasSize(10_000));
    assertThat(spoken().raw()).contains("end\"");
  }

  @Test
  void KK33_anEmptyTextIsStored() {
    message("\"type\":\"text\",\"contents\":[\"\"]");
    assertThat(spoken().parts()).containsExactly(new Part.Text(""));
  }

  @Test
  void KK46_anUnknownTypeIsKeptWithItsOriginal() {
    message("\"type\":\"XX\"");
    assertThat(spoken().parts().getFirst()).isInstanceOf(Part.Unsupported.class);
    assertThat(spoken().raw()).contains("\"XX\"");
  }

  @Test
  void KK48_aTextWithAPictureAddressKeepsTheText() {
    message("\"type\":\"TX\",\"content\":\"글\",\"image_url\":\"https://a.kr/i.png\"");
    assertThat(spoken().parts()).containsExactly(new Part.Text("글"));
    assertThat(spoken().attributes()).containsEntry("image_url", "https://a.kr/i.png");
  }

  @Test
  void KK49_KK52_anAlbumIsOneMessageAndNothingIsFetched() {
    message(
        "\"type\":\"photo\",\"contents\":[{\"url\":\"http://169.254.169.254/\",\"comment\":\"영수증\"},"
            + "{\"url\":\"file:///etc/passwd\"}]");
    assertThat(spoken().parts())
        .containsExactly(
            new Part.Image("http://169.254.169.254/", "영수증"),
            new Part.Image("file:///etc/passwd", null));
  }

  @Test
  void KK60_KK61_KK62_aReferenceGivesTheRoutingKey() {
    wire.post(
        PATH + "/reference",
        "{\"user_key\":\"u1\",\"app_user_id\":\"null\",\"reference\":{\"extra\":\"busan_billing\",\"text\":\""
            + "x".repeat(100_000)
            + "\"}}");
    var referred = (Inbound.Referred) heard.getFirst();
    assertThat(referred.routingKey()).isEqualTo("busan_billing");
    assertThat(referred.attributes()).doesNotContainKey("app_user_id");
    assertThat(referred.attributes().get("text")).hasSize(4096);
  }

  @Test
  void KK64_theEndOfASessionIsHandedOver() {
    wire.post(PATH + "/expired_session", body(""));
    assertThat(heard.getFirst()).isInstanceOf(Inbound.SessionExpired.class);
  }

  @Test
  void KK66_aTrailingSlashIsAnotherPath() {
    assertThat(Wire.status(wire.post(PATH + "/message/", body("")))).isEqualTo(404);
  }

  @Test
  void KK72_KK73_nothingIsAcknowledgedThatIsNotStored() {
    receipt = new Receipt.Unavailable();
    assertThat(message("\"type\":\"text\"")).contains("503").contains("retry-after: 10");
    receipt = new Receipt.Busy();
    assertThat(message("\"type\":\"text\"")).contains("429").contains("retry-after: 1");
  }

  @Test
  void S3_numbersOfResidentsNeverReachTheIntakeNorDeadLetters() {
    message("\"type\":\"XX\",\"extra\":\"900101-1234567\",\"content\":\"\\u003900101-1234567\"");
    wire.post(PATH + "/message", "{\"text\":\"900101-1234567\"}");
    assertThat(heard.toString() + letters).contains("900101-*******").doesNotContain("-1234567");
  }

  private String message(String fields) {
    return wire.post(PATH + "/message", body(fields));
  }

  private static String body(String fields) {
    return "{\"user_key\":\"Qv3kX0a9TzLm\",\"sender_key\":\""
        + Accounts.SENDER
        + "\",\"session_id\":\"301775512\",\"time\":1795305226123,\"serial_number\":884213377"
        + (fields.isEmpty() ? "" : "," + fields)
        + "}";
  }

  private Inbound.Spoken spoken() {
    return (Inbound.Spoken) heard.getFirst();
  }

  private static String withoutId(String answer) {
    return answer.replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  private CompletionStage<Receipt> take(Inbound inbound) {
    heard.add(inbound);
    return CompletableFuture.completedFuture(receipt);
  }
}
