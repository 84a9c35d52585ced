package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static kr.ondam.channel.bot.BotSamples.SCENE;
import static kr.ondam.channel.bot.BotSamples.call;
import static kr.ondam.channel.bot.BotSamples.pressed;
import static kr.ondam.channel.bot.BotSamples.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kr.ondam.channel.FormAnswers;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdaptiveCardsTest {
  private static final String PATH = "v3/conversations/c-1001/activities";
  private static final String TYPE = "application/vnd.microsoft.card.adaptive";

  private final BotFramework dialect = new BotFramework();
  private final Bot bot = BotSamples.bot(BotKind.BOT_FRAMEWORK);

  @Test
  void wordsAPictureAndAddressesAreACard() {
    assertThat(
            parts(
                """
                {"type":"AdaptiveCard","version":"1.5","body":[
                 {"type":"TextBlock","text":"안내"},
                 {"type":"ColumnSet","columns":[
                  {"type":"Column","items":[{"type":"Image","url":"https://www.example.kr/a.png","altText":"집"}]},
                  {"type":"Column","items":[{"type":"TextBlock","text":"주택화재보험","weight":"Bolder","size":"large"},
                   {"type":"RichTextBlock","inlines":["매달 ",{"type":"TextRun","text":"만 원"},"부터"]}]}]},
                 {"type":"Container","items":[{"type":"FactSet","facts":[{"title":"기간","value":"1년"},{"title":"보장:","value":"5억"}]}]},
                 {"type":"TextBlock","text":"숨은 말","isVisible":false}],
                 "actions":[{"type":"Action.OpenUrl","title":"자세히","url":"https://www.example.kr/a"}]}
                """))
        .containsExactly(
            new Part.Card(
                new Part.Image("https://www.example.kr/a.png", "집"),
                "주택화재보험",
                "안내\n매달 만 원부터\n기간: 1년\n보장: 5억",
                List.of(
                    new Part.Button("자세히", Part.ButtonAction.LINK, "https://www.example.kr/a"))));
  }

  @Test
  void severalStandSideBySide() {
    var one =
        "{\"contentType\":\"%s\",\"content\":{\"type\":\"AdaptiveCard\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"하나\"}]}}";
    var said =
        said(
            "{\"type\":\"message\",\"attachmentLayout\":\"carousel\",\"attachments\":["
                + one.formatted(TYPE)
                + ","
                + one.formatted(TYPE)
                + "]}");
    var card = new Part.Card(null, "", "하나", List.of());
    assertThat(said).containsExactly(new Part.Carousel(List.of(card, card)));
  }

  @Test
  void aPressedSubmitIsTheDataAndNoText() {
    var card =
        (Part.Card)
            parts(
                    """
                    {"type":"AdaptiveCard","version":"1.0","body":[{"type":"TextBlock","text":"받을까요?"}],
                     "actions":[{"type":"Action.Submit","title":"예","data":{"answer":true,"n":{"id":7}}},
                      {"type":"Action.Submit","title":"아니요","data":"no"},
                      {"type":"Action.Submit","title":"나중에"}]}
                    """)
                .getFirst();
    assertThat(card.buttons()).extracting(Part.Button::label).containsExactly("예", "아니요", "나중에");
    assertThat(card.buttons())
        .extracting(Part.Button::action)
        .containsOnly(Part.ButtonAction.POSTBACK);

    var yes = tree(call(dialect, bot, pressed("예", card.buttons().get(0).value())).body());
    assertThat(yes.path("type").asString()).isEqualTo("message");
    assertThat(yes.path("value").toString()).isEqualTo("{\"answer\":true,\"n\":{\"id\":7}}");
    assertThat(yes.has("text")).isFalse();
    var no = tree(call(dialect, bot, pressed("아니요", card.buttons().get(1).value())).body());
    assertThat(no.path("text").asString()).isEqualTo("no");
    assertThat(no.has("value")).isFalse();
    var later = tree(call(dialect, bot, pressed("나중에", card.buttons().get(2).value())).body());
    assertThat(later.path("value").toString()).isEqualTo("{}");
  }

  @Test
  void inputsAreAFormWhoseAnswersComeAsTheCardWantsThem() {
    var parts =
        parts(
            """
            {"type":"AdaptiveCard","version":"1.3","body":[
             {"type":"TextBlock","text":"방문 예약","weight":"bolder"},
             {"type":"TextBlock","text":"편한 때를 알려 주세요"},
             {"type":"TextBlock","text":"이름"},
             {"type":"Input.Text","id":"name","placeholder":"홍길동","isRequired":true},
             {"type":"Input.Text","id":"memo","label":"메모","isMultiline":true},
             {"type":"Input.Number","id":"people","label":"인원"},
             {"type":"Input.Date","id":"day","label":"희망일"},
             {"type":"Input.ChoiceSet","id":"branch","label":"지점","choices":[{"title":"서울","value":"b-1"},{"title":"부산","value":"b-2"}]},
             {"type":"Input.Toggle","id":"agree","title":"동의합니다","valueOn":"yes","valueOff":"no"}],
             "actions":[{"type":"Action.Submit","title":"예약","data":{"verb":"book"}},
              {"type":"Action.Submit","title":"취소","data":{"verb":"cancel"},"associatedInputs":"none"},
              {"type":"Action.OpenUrl","title":"약도","url":"https://www.example.kr/map"}]}
            """);
    assertThat(parts).hasSize(2);
    var card = (Part.Card) parts.getFirst();
    assertThat(card.title()).isEqualTo("방문 예약");
    assertThat(card.body()).isEqualTo("편한 때를 알려 주세요");
    assertThat(card.buttons()).extracting(Part.Button::label).containsExactly("취소", "약도");
    var form = (Part.Form) parts.getLast();
    assertThat(form.title()).isEqualTo("예약");
    assertThat(form.fields())
        .containsExactly(
            new Part.Field("name", "이름", Part.FieldKind.TEXT, true, List.of()),
            new Part.Field("memo", "메모", Part.FieldKind.LONG_TEXT, false, List.of()),
            new Part.Field("people", "인원", Part.FieldKind.NUMBER, false, List.of()),
            new Part.Field("day", "희망일", Part.FieldKind.DATE, false, List.of()),
            new Part.Field("branch", "지점", Part.FieldKind.CHOICE, false, List.of("서울", "부산")),
            new Part.Field("agree", "동의합니다", Part.FieldKind.CONSENT, false, List.of()));

    var reply =
        FormAnswers.of(
                form,
                List.of(
                    new Part.Answer("name", "", "홍길동"),
                    new Part.Answer("day", "", "2026-12-01"),
                    new Part.Answer("branch", "", "부산"),
                    new Part.Answer("agree", "", "true")))
            .orElseThrow();
    var activity =
        tree(call(dialect, bot, new BotTurn.Said(SCENE, "m_01JD", 4, List.of(reply))).body());
    assertThat(activity.has("text")).isFalse();
    assertThat(activity.path("value"))
        .isEqualTo(
            tree(
                """
                {"verb":"book","name":"홍길동","memo":"","people":"","day":"2026-12-01","branch":"b-2","agree":"yes"}
                """));
  }

  @Test
  void aFormWithNothingBesideItStandsAlone() {
    var form =
        (Part.Form)
            parts(
                    """
                    {"type":"AdaptiveCard","version":"1.0","body":[
                     {"type":"TextBlock","text":"이름을 알려 주세요","size":"ExtraLarge"},
                     {"type":"Input.Text","id":"name","placeholder":"이름"}],
                     "actions":[{"type":"Action.Submit","title":"보내기"}]}
                    """)
                .getFirst();
    assertThat(form.title()).isEqualTo("이름을 알려 주세요");
    assertThat(form.fields().getFirst().label()).isEqualTo("이름");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"Input.Time\",\"id\":\"t\"}",
        "{\"type\":\"Input.ChoiceSet\",\"id\":\"t\",\"isMultiSelect\":true,\"choices\":[{\"title\":\"a\",\"value\":\"1\"}]}",
        "{\"type\":\"Input.ChoiceSet\",\"id\":\"t\",\"choices\":[]}",
        "{\"type\":\"Input.ChoiceSet\",\"id\":\"t\",\"choices\":[{\"title\":\"a\",\"value\":\"1\"},{\"title\":\"a\",\"value\":\"2\"}]}",
        "{\"type\":\"Input.Text\"}",
        "{\"type\":\"Input.Text\",\"id\":\"s\"}"
      })
  void inputsThatNoFormCanAskGiveWayToTheCardsOwnWords(String input) {
    var card =
        """
        {"type":"AdaptiveCard","version":"1.0",%s"body":[{"type":"TextBlock","text":"언제가 좋으세요?"},
         {"type":"Input.Text","id":"s"},%s],"actions":[{"type":"Action.Submit","title":"보내기"}]}
        """;
    assertThat(parts(card.formatted("\"fallbackText\":\"전화 주세요\",\"speak\":\"말\",", input)))
        .containsExactly(new Part.Text("전화 주세요"));
    assertThat(parts(card.formatted("\"speak\":\"<speak>전화 <b>주세요</b></speak>\",", input)))
        .containsExactly(new Part.Text("전화 주세요"));
    assertThat(parts(card.formatted("", input)).getFirst()).isInstanceOf(Part.Unsupported.class);
  }

  @Test
  void twoWaysToSendTheSameInputsAreNoForm() {
    assertThat(
            parts(
                """
                {"type":"AdaptiveCard","version":"1.0","fallbackText":"전화 주세요","body":[{"type":"Input.Text","id":"s"}],
                 "actions":[{"type":"Action.Submit","title":"예"},{"type":"Action.Submit","title":"아니요"}]}
                """))
        .containsExactly(new Part.Text("전화 주세요"));
  }

  @Test
  void whatIsNotKnownIsLeftOutOrReplacedAsItSays() {
    assertThat(
            parts(
                """
                {"type":"AdaptiveCard","version":"1.6","body":[
                 {"type":"Carousel","pages":[]},
                 {"type":"Chart","fallback":{"type":"TextBlock","text":"도표 없음"}},
                 {"type":"Image","url":"javascript:alert(1)"}, 7, null, "x", [],
                 {"type":"TextBlock","text":{"a":1}},
                 {"type":"TextBlock","text":"남은 말"}],
                 "actions":[{"type":"Action.ShowCard","title":"더","card":{}},
                  {"type":"Action.OpenUrl","title":"나쁨","url":"javascript:alert(1)"},
                  {"type":"Action.Execute","title":"실행","verb":"go","fallback":{"type":"Action.Submit","title":"제출","data":{"v":1}}}]}
                """))
        .containsExactly(
            new Part.Card(
                null,
                "",
                "도표 없음\n남은 말",
                List.of(new Part.Button("제출", Part.ButtonAction.POSTBACK, "submit:{\"v\":1}"))),
            new Part.Unsupported(
                "adaptive card",
                "[{\"type\":\"Carousel\",\"pages\":[]},{\"type\":\"Image\",\"url\":\"javascript:alert(1)\"},"
                    + "{\"type\":\"Action.OpenUrl\",\"title\":\"나쁨\",\"url\":\"javascript:alert(1)\"}]"));
  }

  @Test
  void whatItsMakersLetGoIsNotSaid() {
    assertThat(
            parts(
                """
                {"type":"AdaptiveCard","version":"1.5","body":[
                 {"type":"Chart","fallback":"drop"},{"type":"TextBlock","text":"말"}],
                 "actions":[{"type":"Action.Fly","title":"날기","fallback":"drop"},
                  {"type":"Action.Submit","title":"꺼짐","isEnabled":false}]}
                """))
        .containsExactly(new Part.Card(null, "", "말", List.of()));
  }

  @Test
  void soundsAndFilmsFollowTheCardAndPressesOnThingsAreButtons() {
    assertThat(
            parts(
                """
                {"type":"AdaptiveCard","version":"1.5","body":[
                 {"type":"Media","sources":[{"mimeType":"audio/mpeg","url":"https://a.kr/a.mp3"}]},
                 {"type":"Media","sources":[{"mimeType":"video/mp4","url":"https://a.kr/a.mp4"}]},
                 {"type":"Image","url":"https://a.kr/1.png","selectAction":{"type":"Action.OpenUrl","url":"https://www.example.kr/x"}},
                 {"type":"Image","url":"https://a.kr/2.png","altText":"두 번째 사진"}]}
                """))
        .containsExactly(
            new Part.Card(
                new Part.Image("https://a.kr/1.png", null),
                "",
                "두 번째 사진",
                List.of(
                    new Part.Button(
                        "www.example.kr", Part.ButtonAction.LINK, "https://www.example.kr/x"))),
            new Part.Audio("https://a.kr/a.mp3"),
            new Part.Video("https://a.kr/a.mp4"));
  }

  @Test
  void aCardOfAnotherKindSaysItsOwnWords() {
    assertThat(
            parts(
                "{\"type\":\"AdaptiveCard\",\"version\":\"2.0\",\"fallbackText\":\"새 앱에서 보세요\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"a\"}]}"))
        .containsExactly(new Part.Text("새 앱에서 보세요"));
    assertThat(parts("{\"type\":\"AdaptiveCard\"}").getFirst())
        .isInstanceOf(Part.Unsupported.class);
  }

  @Test
  void hostileCardsAreCutToSize() {
    var deep =
        "{\"type\":\"Container\",\"items\":[".repeat(12)
            + "{\"type\":\"TextBlock\",\"text\":\"깊은 말\"}"
            + "]}".repeat(12);
    assertThat(
            parts(
                "{\"type\":\"AdaptiveCard\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"얕은 말\"},"
                    + deep
                    + "]}"))
        .satisfiesExactly(
            card -> assertThat(card).isEqualTo(new Part.Card(null, "", "얕은 말", List.of())),
            rest -> assertThat(((Part.Unsupported) rest).raw()).contains("깊은 말"));

    var many = "{\"type\":\"TextBlock\",\"text\":\"%s\"}".formatted("가".repeat(20));
    var card =
        (Part.Card)
            parts(
                    "{\"type\":\"AdaptiveCard\",\"body\":[{\"type\":\"TextBlock\",\"weight\":\"bolder\",\"text\":\""
                        + "제".repeat(300)
                        + "\"},"
                        + (many + ",").repeat(300)
                        + many
                        + "],\"actions\":["
                        + "{\"type\":\"Action.Submit\",\"title\":\"%s\"},"
                            .formatted("버".repeat(200))
                            .repeat(30)
                        + "{\"type\":\"Action.Submit\",\"title\":\"큼\",\"data\":{\"a\":\"%s\"}}]}"
                            .formatted("a".repeat(2000)))
                .getFirst();
    assertThat(card.title()).hasSize(200).endsWith("…");
    assertThat(card.body()).hasSize(4000).endsWith("…");
    assertThat(card.buttons()).hasSize(10);
    assertThat(card.buttons().getFirst().label()).hasSize(100).endsWith("…");
  }

  private List<Part> parts(String card) {
    return said(
        "{\"type\":\"message\",\"attachments\":[{\"contentType\":\""
            + TYPE
            + "\",\"content\":"
            + card
            + "}]}");
  }

  private List<Part> said(String activity) {
    var post = dialect.posted(bot, null, BotSamples.post(PATH, activity, Map.of()), AT);
    return ((BotPost.Said) post).words().messages().getFirst();
  }
}
