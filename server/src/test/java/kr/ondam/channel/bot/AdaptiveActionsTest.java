package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static kr.ondam.channel.bot.BotSamples.call;
import static kr.ondam.channel.bot.BotSamples.pressed;
import static kr.ondam.channel.bot.BotSamples.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;

/// What stands behind the buttons of Adaptive Cards.
final class AdaptiveActionsTest {
  private final BotFramework dialect = new BotFramework();
  private final Bot bot = BotSamples.bot(BotKind.BOT_FRAMEWORK);

  @Test
  void aCardBehindAButtonStandsBelowUnderItsLabel() {
    assertThat(
            parts(
                """
                {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"상품"}],
                 "actions":[{"type":"Action.ShowCard","title":"보장 내용","card":{"type":"AdaptiveCard",
                   "body":[{"type":"TextBlock","text":"5억","weight":"bolder"}],
                   "actions":[{"type":"Action.ShowCard","title":"약관","card":{"body":[{"type":"TextBlock","text":"제1조"}]}},
                    {"type":"Action.Submit","title":"가입","data":{"do":"join"}}]}},
                  {"type":"Action.OpenUrl","title":"누리집","url":"https://www.example.kr"}]}
                """))
        .containsExactly(
            new Part.Card(
                null,
                "",
                "상품",
                List.of(new Part.Button("누리집", Part.ButtonAction.LINK, "https://www.example.kr"))),
            new Part.Card(
                null,
                "보장 내용",
                "5억",
                List.of(
                    new Part.Button("가입", Part.ButtonAction.POSTBACK, "submit:{\"do\":\"join\"}"))),
            new Part.Card(null, "약관", "제1조", List.of()));
  }

  @Test
  void aFormBehindAButtonIsAFormOfItsOwnUnlessTheCardAsksToo() {
    var inner =
        """
        {"type":"Action.ShowCard","title":"의견","card":{"body":[{"type":"Input.Text","id":"note","label":"내용"}],
         "actions":[{"type":"Action.Submit","title":"보내기","data":{"do":"note"}}]}}
        """;
    var alone =
        parts(
            "{\"type\":\"AdaptiveCard\",\"version\":\"1.5\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"상품\"}],\"actions\":["
                + inner
                + "]}");
    assertThat(alone.getFirst()).isEqualTo(new Part.Card(null, "", "상품", List.of()));
    var form = (Part.Form) alone.getLast();
    assertThat(form.title()).isEqualTo("의견");
    assertThat(form.fields()).extracting(Part.Field::name).containsExactly("note");
    var both =
        parts(
            "{\"type\":\"AdaptiveCard\",\"version\":\"1.5\",\"body\":[{\"type\":\"Input.Text\",\"id\":\"name\",\"label\":\"이름\"}],\"actions\":["
                + inner
                + "]}");
    assertThat(((Part.Form) both.getLast()).fields())
        .extracting(Part.Field::name)
        .as("the button takes along what is asked above it")
        .containsExactly("name", "note");
    assertThat(both.getFirst()).isEqualTo(new Part.Card(null, "", "의견", List.of()));
  }

  @Test
  void aCardBehindAButtonThatCannotBeShownIsSaid() {
    var said =
        parts(
            """
            {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"상품"}],
             "actions":[{"type":"Action.ShowCard","title":"시간","card":{"body":[{"type":"Input.Time","id":"t"}]}},
              {"type":"Action.ShowCard","title":"빈","card":{}},
              {"type":"Action.ShowCard","title":"말로","card":{"fallbackText":"전화 주세요","body":[{"type":"Input.Time","id":"t"}]}}]}
            """);
    assertThat(said).hasSize(3);
    assertThat(said.get(1)).isEqualTo(new Part.Text("전화 주세요"));
    assertThat(((Part.Unsupported) said.get(2)).raw()).contains("Input.Time");
  }

  @Test
  void executeIsSubmittedWithItsVerb() {
    var card =
        (Part.Card)
            parts(
                    """
                    {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"승인할까요?"}],
                     "actions":[{"type":"Action.Execute","title":"승인","verb":"approve","data":{"id":7}},
                      {"type":"Action.Execute","title":"거절","verb":"reject"}]}
                    """)
                .getFirst();
    var told = tree(call(dialect, bot, pressed("승인", card.buttons().get(0).value())).body());
    assertThat(told.path("value").toString()).isEqualTo("{\"id\":7,\"verb\":\"approve\"}");
    told = tree(call(dialect, bot, pressed("거절", card.buttons().get(1).value())).body());
    assertThat(told.path("value").toString()).isEqualTo("{\"verb\":\"reject\"}");
  }

  @Test
  void whatAPressWouldShowIsShown() {
    assertThat(
            parts(
                """
                {"type":"AdaptiveCard","version":"1.5","body":[
                 {"type":"TextBlock","text":"질문"},
                 {"type":"TextBlock","id":"a","text":"답","isVisible":false},
                 {"type":"Container","id":"b","isVisible":false,"items":[{"type":"TextBlock","text":"더"}]},
                 {"type":"TextBlock","id":"c","text":"비밀","isVisible":false}],
                 "actions":[{"type":"Action.ToggleVisibility","title":"답 보기","targetElements":["a",{"elementId":"b","isVisible":true}]}]}
                """))
        .containsExactly(new Part.Card(null, "", "질문\n답\n더", List.of()));
  }

  private List<Part> parts(String card) {
    var activity =
        "{\"type\":\"message\",\"attachments\":[{\"contentType\":\"application/vnd.microsoft.card.adaptive\",\"content\":"
            + card
            + "}]}";
    var request = BotSamples.post("v3/conversations/c-1001/activities", activity, Map.of());
    return ((BotPost.Said) dialect.posted(bot, null, request, AT)).words().messages().getFirst();
  }
}
