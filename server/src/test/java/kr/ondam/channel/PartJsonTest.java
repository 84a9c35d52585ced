package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartJsonTest {
  private static final UUID FILE = new UUID(1, 2);
  private static final List<Part.Button> BUTTONS =
      List.of(
          new Part.Button("예", Part.ButtonAction.REPLY, "네, 그렇습니다"),
          new Part.Button("안내", Part.ButtonAction.LINK, "https://hanbit.example/a"),
          new Part.Button("청구", Part.ButtonAction.POSTBACK, "claim"),
          new Part.Button("전화", Part.ButtonAction.PHONE, "1588-1234"));
  private static final Part.Card CARD =
      new Part.Card(new Part.Image(null, "영수증", FILE), "제목", "본문", BUTTONS);

  /// One of each kind.
  static List<Part> parts() {
    return List.of(
        new Part.Text("안녕하세요"),
        new Part.Image("https://media.example/1.jpg", "영수증", FILE),
        new Part.Image(null, null),
        new Part.File(null, "약관.pdf", FILE),
        new Part.File("https://media.example/2", "약관.pdf"),
        new Part.Audio("https://media.example/3"),
        new Part.Video(null),
        new Part.Audio(null, "녹음.m4a", UUID.fromString("00000000-0000-0000-0000-000000000007")),
        new Part.Video("https://media.example/4", "안내.mp4", new UUID(0, 8)),
        new Part.QuickReplies(BUTTONS),
        CARD,
        new Part.Card(null, "제목만", "", List.of()),
        new Part.Carousel(List.of(CARD, new Part.Card(null, "", "본문만", List.of()))),
        new Part.Location(37.49795, -127.02758, "강남센터"),
        new Part.Form(
            "접수",
            List.of(
                new Part.Field("name", "이름", Part.FieldKind.TEXT, true, List.of()),
                new Part.Field("kind", "종류", Part.FieldKind.CHOICE, false, List.of("실손", "암")))),
        new Part.FormReply(List.of(new Part.Answer("name", "이름", "홍길동"))),
        new Part.Template("kakao", "WELCOME_01", Map.of("고객명", "홍길동")),
        new Part.SystemEvent("conversation.assigned", Map.of("agent", "김상담")),
        new Part.Unsupported("contact", "{}"));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartIsReadAsItWasWritten(Part part) {
    assertThat(PartJson.read(PartJson.write(List.of(part)))).containsExactly(part);
  }

  @ParameterizedTest
  @MethodSource("parts")
  void K25_everyWordOfAPartCanBeHiddenWithoutChangingItsKind(Part part) {
    var hidden = PartTexts.map(part, _ -> "*");
    assertThat(hidden).hasSameClassAs(part);
    assertThat(PartJson.write(List.of(hidden))).doesNotContain("홍길동", "본문", "약관", "영수증");
    assertThat(PartTexts.map(part, text -> text)).isEqualTo(part);
  }

  @Test
  void partsWrittenBeforeFilesHadIdsAreRead() {
    var old = "[{\"k\":\"image\",\"url\":\"https://media.example/1.jpg\",\"alt\":\"영수증\"}]";
    assertThat(PartJson.read(old))
        .containsExactly(new Part.Image("https://media.example/1.jpg", "영수증"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"k\":\"nothing\"}",
        "{\"text\":\"x\"}",
        "{\"k\":\"card\",\"title\":\"\",\"body\":\"\",\"buttons\":[]}",
        "{\"k\":\"carousel\",\"cards\":[]}",
        "{\"k\":\"location\",\"lat\":91,\"lon\":0,\"label\":\"\"}",
        "{\"k\":\"location\",\"lat\":\"1\",\"lon\":0,\"label\":\"\"}",
        "{\"k\":\"form\",\"title\":\"\",\"fields\":[]}",
        "{\"k\":\"image\",\"fileId\":\"1\"}",
        "{\"k\":\"template\",\"provider\":\"p\",\"code\":\"a\",\"vars\":{\"b\":[]}}",
        "{\"k\":",
        "{\"k\":\"template\",\"provider\":\"\",\"code\":\"a\",\"vars\":{}}"
      })
  void whatIsNoPartIsRefused(String json) {
    assertThatThrownBy(() -> PartJson.read("[" + json + "]"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberThatIsNoneIsNoPlace() {
    assertThatThrownBy(() -> new Part.Location(Double.NaN, 0, ""))
        .hasMessage("latitude: NaN (expected: -90 to 90)");
  }

  @Test
  void cardsAndChoicesAreSaidInWordsWhereNothingElseGoes() {
    assertThat(PlainWords.of(CARD))
        .hasValue("제목\n본문\n1) 예\n안내: https://hanbit.example/a\n2) 청구\n전화: 1588-1234");
    assertThat(PlainWords.of(new Part.Location(37.5, 127, "강남센터")))
        .hasValue("강남센터\nhttps://map.kakao.com/link/map/37.5,127.0");
    assertThat(PlainWords.of(new Part.Template("kakao", "A", Map.of()))).isEmpty();
  }
}
