package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What 상담톡 calls over a real socket become before they are handed to the intake.
final class KakaoMessageTest {
  private final KakaoFloor floor = new KakaoFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void aTextMessageIsHandedOverAndAcknowledged() {
    assertThat(floor.message("\"type\":\"text\",\"contents\":[\"배송이 아직\",\"주문번호 A-1007\"]"))
        .contains("200 OK")
        .endsWith("{\"code\":0}");
    var spoken = floor.spoken();
    assertThat(spoken.parts())
        .containsExactly(new Part.Text("배송이 아직"), new Part.Text("주문번호 A-1007"));
    assertThat(spoken.externalId()).isEqualTo("884213377/301775512");
    assertThat(spoken.externalUser()).isEqualTo("Qv3kX0a9TzLm");
    assertThat(spoken.providerTime()).isEqualTo(Instant.ofEpochMilli(1795305226123L));
    assertThat(spoken.raw()).isNull();
  }

  @ParameterizedTest(name = "KK20-22 {0}")
  @CsvSource({"null", "1654738690", "0", "-5", "9999999999999999", "\"soon\""})
  void KK20_KK21_KK22_anImplausibleTimeIsNull(String time) {
    floor.wire.post(
        KakaoFloor.PATH + "/message",
        KakaoFloor.body("\"type\":\"text\"").replace("1795305226123", time));
    assertThat(floor.spoken().providerTime()).isNull();
    assertThat(floor.spoken().receivedAt()).isEqualTo(KakaoFloor.NOW);
    assertThat(floor.oddities("implausible_time")).isEqualTo(1);
  }

  @Test
  void KK20_withoutATimeTheServersOwnCounts() {
    floor.wire.post(
        KakaoFloor.PATH + "/message",
        KakaoFloor.body("\"type\":\"text\"").replace("\"time\":1795305226123,", ""));
    assertThat(floor.spoken().providerTime()).isNull();
    assertThat(floor.spoken().receivedAt()).isEqualTo(KakaoFloor.NOW);
    assertThat(floor.oddities("no_time")).isEqualTo(1);
    assertThat(floor.oddities("implausible_time")).isZero();
  }

  @Test
  void KK18_aSessionOfAnotherCustomerIsFlaggedAndTheMessageKept() {
    floor.message("\"type\":\"text\",\"content\":\"하나\"");
    floor.wire.post(
        KakaoFloor.PATH + "/message",
        KakaoFloor.body("\"type\":\"text\",\"content\":\"둘\"")
            .replace("Qv3kX0a9TzLm", "somebody-else"));
    floor.message("\"type\":\"text\",\"content\":\"셋\"");
    assertThat(floor.heard)
        .extracting(Inbound::externalUser)
        .containsExactly("Qv3kX0a9TzLm", "somebody-else", "Qv3kX0a9TzLm");
    assertThat(floor.heard)
        .extracting(i -> ((Inbound.Spoken) i).attributes().get("oddity"))
        .containsExactly(null, "foreign_session", null);
    assertThat(floor.oddities("foreign_session")).isEqualTo(1);
  }

  @Test
  void KK17_KK26_withoutSessionAndSerialTheIdIsWeak() {
    var text = "{\"user_key\":\"u1\",\"type\":\"text\",\"content\":\"안녕\"}";
    floor.wire.post(KakaoFloor.PATH + "/message", text);
    floor.wire.post(KakaoFloor.PATH + "/message", text);
    floor.wire.post(KakaoFloor.PATH + "/message", text.replace("안녕", "네"));
    var ids = floor.heard.stream().map(i -> ((Inbound.Spoken) i).externalId()).toList();
    assertThat(ids.get(0)).startsWith("weak:").isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    assertThat(((Inbound.Spoken) floor.heard.getFirst()).weakId()).isTrue();
    assertThat(((Inbound.Spoken) floor.heard.getFirst()).threadKey()).isNull();
    assertThat(floor.oddities("no_session")).isEqualTo(3);
    assertThat(floor.oddities("weak_id")).isEqualTo(3);
  }

  @Test
  void KK34_KK38_KK41_KK42_textsAreHandedOverAsTheyWereWritten() {
    var text =
        "\u0000\u0007\u001b[31m\u0085 👩‍👩‍👧 <img src=x onerror=alert(1)> [은행](https://evil)";
    floor.message("\"type\":\"text\",\"content\":" + JsonMapper.shared().writeValueAsString(text));
    assertThat(floor.spoken().parts()).containsExactly(new Part.Text(text));
  }

  @Test
  void KK32_tooLongATextIsKeptAsAPlaceholder() {
    floor.message("\"type\":\"text\",\"content\":\"" + "a".repeat(65_536) + "\"");
    assertThat(floor.spoken().parts().getFirst()).isInstanceOf(Part.Text.class);
    floor.heard.clear();
    floor.message("\"type\":\"text\",\"content\":\"" + "a".repeat(65_537) + "\"");
    assertThat(floor.spoken().parts())
        .containsExactly(
            new Part.Text("a".repeat(1000)), new Part.Unsupported("text_too_long", "메시지가 너무 깁니다"));
    assertThat(floor.spoken().raw()).contains("a".repeat(65_537));
  }

  @Test
  void KK32_noNumberIsCutInTwoBeforeItIsMasked() {
    var card = "4111 1111 1111 1111";
    floor.message(
        "\"type\":\"text\",\"content\":\""
            + "a".repeat(990)
            + " "
            + card
            + "b".repeat(70_000)
            + "\"");
    assertThat(floor.spoken().parts().getFirst()).isEqualTo(new Part.Text("a".repeat(990)));
  }

  @Test
  void KK32_tooManyPartsAreKeptAsAPlaceholder() {
    floor.message("\"type\":\"text\",\"contents\":[" + "\"a\",".repeat(12_500) + "\"end\"]");
    assertThat(floor.spoken().parts())
        .hasSize(2)
        .endsWith(new Part.Unsupported("text_too_long", "메시지가 너무 깁니다"));
    assertThat(floor.spoken().raw()).contains("\"end\"");
    floor.heard.clear();
    floor.message("\"type\":\"photo\",\"contents\":[" + "\"https://a/b\",".repeat(101) + "\"\"]");
    assertThat(floor.spoken().parts().getFirst()).isInstanceOf(Part.Unsupported.class);
  }

  @Test
  void KK46_ofALargeUnknownMessageTheBeginningIsShownAndAllIsKept() {
    floor.message("\"type\":\"XX\",\"x\":\"" + "\\\"".repeat(100_000) + "end\"");
    assertThat(floor.spoken().parts())
        .singleElement()
        .isInstanceOfSatisfying(
            Part.Unsupported.class, part -> assertThat(part.raw()).hasSize(10_000));
    assertThat(floor.spoken().raw()).contains("end\"");
  }

  @Test
  void KK46_whatIsNoTextInATextIsShownOrKept() {
    floor.message("\"type\":\"text\",\"contents\":[12345,true,\"글\",{\"text\":\"안\"}]");
    assertThat(floor.spoken().parts())
        .containsExactly(
            new Part.Text("12345"), new Part.Text("true"), new Part.Text("글"), new Part.Text("안"));
    floor.heard.clear();
    floor.message("\"type\":\"text\",\"contents\":[{\"url\":\"https://a.kr/i.png\"}]");
    assertThat(floor.spoken().parts())
        .containsExactly(new Part.Unsupported("text", "{\"url\":\"https://a.kr/i.png\"}"));
    assertThat(floor.spoken().raw()).contains("https://a.kr/i.png");
  }

  @Test
  void KK48_wordsInThePlaceOfAnAddressAreWhatTheCustomerWrote() {
    floor.message(
        "\"type\":\"photo\",\"content\":\"영수증이요\",\"attachment\":{\"url\":\"https://a.kr/i.png\"}");
    assertThat(floor.spoken().parts())
        .containsExactly(new Part.Image("https://a.kr/i.png", null), new Part.Text("영수증이요"));
  }

  @Test
  void KK33_anEmptyTextIsStored() {
    floor.message("\"type\":\"text\",\"contents\":[\"\"]");
    assertThat(floor.spoken().parts()).containsExactly(new Part.Text(""));
  }

  @Test
  void KK46_anUnknownTypeIsKeptWithItsOriginal() {
    floor.message("\"type\":\"XX\"");
    assertThat(floor.spoken().parts().getFirst()).isInstanceOf(Part.Unsupported.class);
    assertThat(floor.spoken().raw()).contains("\"XX\"");
  }

  @Test
  void KK48_aTextWithAPictureAddressKeepsTheText() {
    floor.message("\"type\":\"TX\",\"content\":\"글\",\"image_url\":\"https://a.kr/i.png\"");
    assertThat(floor.spoken().parts()).containsExactly(new Part.Text("글"));
    assertThat(floor.spoken().attributes()).containsEntry("image_url", "https://a.kr/i.png");
  }

  @Test
  void KK49_KK52_anAlbumIsOneMessageAndNothingIsFetched() {
    floor.message(
        "\"type\":\"photo\",\"contents\":[{\"url\":\"http://169.254.169.254/\",\"comment\":\"영수증\"},"
            + "{\"url\":\"file:///etc/passwd\"}]");
    assertThat(floor.spoken().parts())
        .containsExactly(
            new Part.Image("http://169.254.169.254/", "영수증"),
            new Part.Image("file:///etc/passwd", null));
  }

  @Test
  void KK60_KK61_KK62_aReferenceGivesTheRoutingKey() {
    floor.wire.post(
        KakaoFloor.PATH + "/reference",
        "{\"user_key\":\"u1\",\"app_user_id\":\"null\",\"reference\":{\"extra\":\"busan_billing\",\"text\":\""
            + "x".repeat(100_000)
            + "\"}}");
    var referred = (Inbound.Referred) floor.heard.getFirst();
    assertThat(referred.routingKey()).isEqualTo("busan_billing");
    assertThat(referred.attributes()).doesNotContainKey("app_user_id");
    assertThat(referred.attributes().get("text")).hasSize(4096 - "busan_billing".length());
    assertThat(referred.attributes()).containsOnlyKeys("extra", "text");
  }

  @Test
  void KK64_theEndOfASessionIsHandedOver() {
    floor.wire.post(KakaoFloor.PATH + "/expired_session", KakaoFloor.body(""));
    assertThat(floor.heard.getFirst()).isInstanceOf(Inbound.SessionExpired.class);
  }

  @Test
  void S3_numbersOfResidentsNeverReachTheIntakeNorDeadLetters() {
    floor.message(
        "\"type\":\"XX\",\"extra\":\"900101-1234567\",\"content\":\"\\u003900101-1234567\"");
    floor.wire.post(KakaoFloor.PATH + "/message", "{\"text\":\"900101-1234567\"}");
    assertThat(floor.heard.toString() + floor.letters)
        .contains("900101-*******")
        .doesNotContain("-1234567");
  }
}
