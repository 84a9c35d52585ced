package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Receipt;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may call the 상담톡 webhook over a real socket, and how calls are answered.
final class KakaoWebhookTest {
  private final KakaoFloor floor = new KakaoFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void KK01_anUnknownKeyIs404LikeAnyUnknownPath() {
    var unknown = floor.wire.post("/ch/kakao/k_nobody/message", KakaoFloor.body(""));
    var nothing = floor.wire.post("/nothing", KakaoFloor.body(""));
    assertThat(Wire.status(unknown)).isEqualTo(404);
    assertThat(withoutId(unknown)).isEqualTo(withoutId(nothing));
  }

  @Test
  void KK01_moreThanTenCallsAMinuteForUnknownChannelsRaiseAnAlarmOnce() {
    var alarms = floor.meters.counter("webhook.alarms", "alarm", "unknown_channel");
    for (int i = 0; i < 10; i++) {
      floor.wire.post("/ch/kakao/k_nobody/message", KakaoFloor.body(""));
    }
    assertThat(alarms.count()).isZero();
    floor.wire.post("/ch/kakao/k_nobody/message", KakaoFloor.body(""));
    floor.wire.post("/ch/kakao/k_nobody/message", KakaoFloor.body(""));
    assertThat(alarms.count()).isEqualTo(1);
    assertThat(floor.calls("not_found")).isEqualTo(12);
    assertThat(floor.heard).isEmpty();
    assertThat(floor.letters)
        .hasSize(10)
        .allSatisfy(letter -> {
          assertThat(letter.tenant()).isEqualTo(TenantId.GROUP);
          assertThat(letter.reason()).isEqualTo("unknown_channel");
        });
  }

  @Test
  void KK02_aForeignSenderKeyIs403AndNothingIsStored() {
    var answer =
        floor.wire.post(
            KakaoFloor.PATH + "/message",
            KakaoFloor.body("").replace(Accounts.SENDER, "f".repeat(40)));
    assertThat(Wire.status(answer)).isEqualTo(403);
    assertThat(floor.heard).isEmpty();
    assertThat(floor.letters).isEmpty();
    assertThat(floor.intrusions).containsExactly("life-kakao from 127.0.0.1: foreign_sender_key");
  }

  @Test
  void KK04_KK05_aWrongOrMissingClientIs401() {
    floor.accounts.save(
        Accounts.kakao(
            "happytalk-v3",
            URI.create("http://127.0.0.1:1"),
            Map.of("inbound-client-id", "dealer", "inbound-client-secret", "right"),
            List.of()));
    var body = KakaoFloor.body("").getBytes(StandardCharsets.UTF_8);
    var json = "Content-Type: application/json";
    var id = "HT-Client-Id: dealer";
    assertThat(Wire.status(floor.wire.post(KakaoFloor.PATH + "/message", body, json)))
        .isEqualTo(401);
    assertThat(
            Wire.status(
                floor.wire.post(
                    KakaoFloor.PATH + "/message", body, json, id, "HT-Client-Secret: x")))
        .isEqualTo(401);
    assertThat(
            Wire.status(
                floor.wire.post(
                    KakaoFloor.PATH + "/message", body, json, id, "HT-Client-Secret: right")))
        .isEqualTo(200);
    for (int i = 2; i < 20; i++) {
      assertThat(Wire.status(floor.wire.post(KakaoFloor.PATH + "/message", body, json)))
          .isEqualTo(401);
    }
    assertThat(floor.wire.post(KakaoFloor.PATH + "/message", body, json))
        .contains("429")
        .contains("too_many_failures")
        .contains("retry-after: 60");
    assertThat(
            Wire.status(
                floor.wire.post(
                    KakaoFloor.PATH + "/message", body, json, id, "HT-Client-Secret: right")))
        .as("who is authentic is not kept out by others at the same address")
        .isEqualTo(200);
    floor.clock.advance(Duration.ofMinutes(1));
    assertThat(Wire.status(floor.wire.post(KakaoFloor.PATH + "/message", body, json)))
        .isEqualTo(401);
    assertThat(floor.calls("bad_client")).isEqualTo(21);
    assertThat(floor.intrusions).isEmpty();
  }

  @Test
  void KK06_aForeignAddressIs403AlsoWithTheRightSecret() {
    var dealer = Map.of("inbound-client-id", "dealer", "inbound-client-secret", "right");
    var nowhere = URI.create("http://127.0.0.1:1");
    floor.accounts.save(Accounts.kakao("happytalk-v3", nowhere, dealer, List.of("10.0.0.0/8")));
    var answer =
        floor.wire.post(
            KakaoFloor.PATH + "/message",
            KakaoFloor.body("\"type\":\"text\"").getBytes(StandardCharsets.UTF_8),
            "Content-Type: application/json",
            "HT-Client-Id: dealer",
            "HT-Client-Secret: right");
    assertThat(Wire.status(answer)).isEqualTo(403);
    assertThat(floor.heard).isEmpty();
    assertThat(floor.letters).isEmpty();
    assertThat(floor.intrusions).containsExactly("life-kakao from 127.0.0.1: foreign_source");
  }

  /// What cannot be judged is not lost: the dealer brings it again.
  @Test
  void anAccountWhoseProfileThereIsNotTakesNothing() {
    floor.accounts.save(Accounts.kakao("happytalk-v9", URI.create("http://127.0.0.1:1")));
    for (int i = 0; i < 25; i++) {
      assertThat(floor.wire.post(KakaoFloor.PATH + "/message", KakaoFloor.body("")))
          .contains("503")
          .contains("unknown_profile")
          .contains("retry-after: 60");
    }
    assertThat(floor.heard).isEmpty();
    assertThat(floor.letters).isEmpty();
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
    assertThat(floor.wire.post(KakaoFloor.PATH + "/message", body))
        .contains("200 OK")
        .endsWith("{\"code\":0}");
    assertThat(floor.letters).extracting(DeadLetter::reason).containsExactly(reason);
    assertThat(floor.heard).isEmpty();
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
    assertThat(floor.wire.post(KakaoFloor.PATH + "/message", body))
        .contains("400 ")
        .contains(":" + code + "\"");
  }

  @Test
  void HT20_HT21_HT26_encodingDepthAndEmptiness() {
    var json = "Content-Type: application/json";
    byte[] overlong = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
    assertThat(floor.wire.post(KakaoFloor.PATH + "/message", overlong, json))
        .contains("bad_encoding");
    var deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThat(floor.wire.post(KakaoFloor.PATH + "/message", deep))
        .contains("400 ")
        .contains("too_deep");
    assertThat(floor.wire.post(KakaoFloor.PATH + "/message", new byte[0], json))
        .contains("empty_body");
  }

  @Test
  void KK70_onlyWhatIsPostedIsAMessage() {
    for (var method : List.of("GET", "HEAD")) {
      var answer =
          floor.wire.exchange(
              method
                  + " "
                  + KakaoFloor.PATH
                  + "/message HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(Wire.status(answer)).isEqualTo(405);
      assertThat(answer).contains("allow: POST");
    }
    assertThat(floor.heard).isEmpty();
  }

  @Test
  void KK66_aTrailingSlashIsAnotherPath() {
    assertThat(Wire.status(floor.wire.post(KakaoFloor.PATH + "/message/", KakaoFloor.body(""))))
        .isEqualTo(404);
  }

  @Test
  void KK72_nothingIsAcknowledgedThatIsNotStored() {
    floor.receipt = new Receipt.Unavailable();
    assertThat(floor.message("\"type\":\"text\"")).contains("503").contains("retry-after: 10");
    floor.receipt = new Receipt.Busy();
    assertThat(floor.message("\"type\":\"text\"")).contains("429").contains("retry-after: 1");
  }

  private static String withoutId(String answer) {
    return answer.replaceAll("\"requestId\":\"[^\"]*\"", "");
  }
}
