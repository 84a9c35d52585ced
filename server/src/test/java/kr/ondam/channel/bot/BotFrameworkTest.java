package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static kr.ondam.channel.bot.BotSamples.SCENE;
import static kr.ondam.channel.bot.BotSamples.call;
import static kr.ondam.channel.bot.BotSamples.golden;
import static kr.ondam.channel.bot.BotSamples.goldenText;
import static kr.ondam.channel.bot.BotSamples.json;
import static kr.ondam.channel.bot.BotSamples.pressed;
import static kr.ondam.channel.bot.BotSamples.said;
import static kr.ondam.channel.bot.BotSamples.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BotFrameworkTest {
  private static final String PATH = "v3/conversations/c-1001/activities";

  private final BotFramework dialect = new BotFramework();
  private final Bot bot = BotSamples.bot(BotKind.BOT_FRAMEWORK);

  @Test
  void tellsTheGoldenActivities() {
    assertThat(tree(call(dialect, bot, new BotTurn.Started(SCENE, "t_1")).body()))
        .isEqualTo(golden("bf-started.json"));
    var turn =
        new BotTurn.Said(
            SCENE,
            "m_01JD",
            4,
            List.of(
                new Part.Text("영수증입니다"),
                new Part.Image("https://talk.kakaocdn.net/dna/x1/i_0001.jpeg", null),
                new Part.File("https://talk.kakaocdn.net/dna/x1/r.pdf", "영수증.pdf")));
    assertThat(tree(call(dialect, bot, turn).body())).isEqualTo(golden("bf-said.json"));
  }

  @Test
  void tellsWhatBecameOfAHandoverAndTheEnd() {
    for (var state : BotTurn.HandoverStatus.State.values()) {
      var turn = new BotTurn.HandoverStatus(SCENE, "t_2", state, "why");
      var activity = tree(call(dialect, bot, turn).body());
      assertThat(activity.path("type").asString()).isEqualTo("event");
      assertThat(activity.path("name").asString()).isEqualTo("handoff.status");
      assertThat(activity.path("value").toString())
          .isEqualTo(
              "{\"state\":\"" + state.name().toLowerCase(Locale.ROOT) + "\",\"message\":\"why\"}");
    }
    var end = tree(call(dialect, bot, new BotTurn.Ended(SCENE, "t_3", "closed")).body());
    assertThat(end.path("type").asString()).isEqualTo("endOfConversation");
    assertThat(end.path("code").asString()).isEqualTo("completedSuccessfully");
  }

  @Test
  void aPressedChoiceIsSaidWithItsValue() {
    var activity = tree(call(dialect, bot, pressed("가입", "join")).body());
    assertThat(activity.path("text").asString()).isEqualTo("join");
  }

  @Test
  void theAnswersToAFormAreSaidByTheirNamesAndInWords() {
    var reply =
        new Part.FormReply(
            List.of(
                new Part.Answer("day", "희망일", "2026-12-01"), new Part.Answer("memo", "메모", "")));
    var turn = new BotTurn.Said(SCENE, "m_01JD", 4, List.of(reply));
    var activity = tree(call(dialect, bot, turn).body());
    assertThat(activity.path("text").asString()).isEqualTo("희망일: 2026-12-01\n메모:");
    assertThat(activity.path("value").toString())
        .isEqualTo("{\"day\":\"2026-12-01\",\"memo\":\"\"}");
  }

  @Test
  void whatItSaysComesByItself() {
    assertThat(dialect.read(bot, said("x"), new BotResponse(200, "", new byte[0])))
        .isEqualTo(new BotAnswer.Later());
    assertThat(dialect.read(bot, said("x"), json("{}"))).isEqualTo(new BotAnswer.Later());
  }

  @Test
  void readsTheGoldenMessage() {
    var post = (BotPost.Said) posted(PATH + "/m_01JD.3", goldenText("bf-message.json"));
    assertThat(post.replyTo()).isEqualTo("m_01JD");
    assertThat(post.epoch()).isEqualTo(OptionalLong.of(3));
    var adaptive = golden("bf-message.json").path("attachments").path(5).toString();
    assertThat(post.words().messages())
        .containsExactly(
            List.of(
                new Part.Text("골라 주세요"),
                new Part.Image("https://www.example.kr/2.png", "둘"),
                new Part.Image("data:image/png;base64,AAAA", null),
                new Part.File("https://www.example.kr/a.pdf", "약관.pdf"),
                new Part.Unsupported("application/vnd.microsoft.card.adaptive", adaptive),
                new Part.Carousel(
                    List.of(
                        new Part.Card(
                            new Part.Image("https://www.example.kr/1.png", null),
                            "하나",
                            "작은\n상품",
                            List.of(new Part.Button("고르기", Part.ButtonAction.REPLY, "하나 고르기"))),
                        new Part.Card(
                            null,
                            "둘",
                            "",
                            List.of(
                                new Part.Button("전화", Part.ButtonAction.PHONE, "1588-1234"),
                                new Part.Button(
                                    "둘", Part.ButtonAction.POSTBACK, "{\"pick\":2}"))))),
                new Part.QuickReplies(
                    List.of(new Part.Button("처음으로", Part.ButtonAction.REPLY, "처음")))));
  }

  @Test
  void readsTheGoldenHandoverWithoutItsTranscript() {
    var post = (BotPost.Said) posted(PATH + "/m_01JD.3", goldenText("bf-handoff.json"));
    assertThat(post.words().messages()).isEmpty();
    var wish = Objects.requireNonNull(post.words().handover());
    assertThat(wish.queue()).isNull();
    assertThat(wish.skills()).containsExactly(entry("보험금", 1));
    assertThat(wish.attributes())
        .containsExactly(entry("Region", "busan"), entry("order.no", "A-1007"));
  }

  @Test
  void aRepetitionIsKnownByWhatItSays() {
    var first = (BotPost.Said) posted(PATH + "/m_01JD.3", message("안녕"));
    var again = (BotPost.Said) posted(PATH + "/m_01JD.3", message("안녕"));
    var other = (BotPost.Said) posted(PATH + "/m_01JD.3", message("반가워"));
    var later = (BotPost.Said) posted(PATH + "/m_01JE.3", message("안녕"));
    assertThat(again.dedupe()).isEqualTo(first.dedupe());
    assertThat(other.dedupe().key()).isNotEqualTo(first.dedupe().key());
    assertThat(later.dedupe().key()).isNotEqualTo(first.dedupe().key());
  }

  @Test
  void aMessageOfItsOwnAccordAnswersNothing() {
    var post = (BotPost.Said) posted(PATH, message("주문이 도착했습니다"));
    assertThat(post.replyTo()).isNull();
    assertThat(post.epoch()).isEmpty();
    var odd = (BotPost.Said) posted(PATH + "/someone-elses-id", message("네"));
    assertThat(odd.replyTo()).isNull();
    assertThat(odd.epoch()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -|v3/conversations/c-1001/activities|{"type":"typing"}|ignored typing
          -|v3/conversations/c-1001/activities|{"type":"handoff"}|ignored handoff
          -|v3/conversations/c-1001/activities|{"type":"event","name":"trace"}|ignored event
          BT36|v3/conversations/c-1001/activities|{"type":"messageReaction"}|ignored unknown_type
          BT37|v3/conversations/c-1001/activities|{"text":"a"}|422 type_required
          BT05|v3/conversations/a%2Fb/activities|{"type":"message","text":"a"}|404 unknown_conversation
          BT05|v3/conversations/%zz/activities|{"type":"message","text":"a"}|404 unknown_conversation
          BT05|v3/conversations|{"type":"message","text":"a"}|404 unknown_conversation
          -|v3/conversations/c-1001/activities|{"type":"message","conversation":{"id":"c-2"}}|400 conversation_differs
          BT50|v3/conversations/c-1001/activities|{"type":|400 bad_json
          BT18|v3/conversations/c-1001/activities|{"type":"message","suggestedActions":{"actions":[{"type":"openUrl","title":"a","value":"javascript:a"}]}}|422 bad_url
          BT10|v3/conversations/c-1001/activities|{"type":"event","name":"handoff.initiate","value":{"priority":999}}|422 bad_priority
          BT54|v3/conversations/c-1001/activities|{"type":"event","name":"handoff.initiate","value":{"a":{"b":{"c":{"d":{"e":1}}}}}}|422 attributes_too_deep
          """)
  void answersWhatItCannotTake(String id, String path, String body, String expected) {
    var told =
        switch (posted(path, body)) {
          case BotPost.Said _ -> "taken";
          case BotPost.Ignored(var what) -> "ignored " + what;
          case BotPost.Refused(var status, var code, var _) -> status + " " + code;
        };
    assertThat(told).as(id).isEqualTo(expected);
  }

  @Test
  void aSoundOrFilmKeepsTheNameThatTheBotGaveIt() {
    var file = "{\"contentType\":\"%s/x\",\"contentUrl\":\"https://a.kr/%s\",\"name\":\"%s\"}";
    var activity =
        "{\"type\":\"message\",\"attachments\":["
            + file.formatted("video", "1", "사용법.mp4")
            + ","
            + file.formatted("audio", "2", " ")
            + "]}";
    assertThat(((BotPost.Said) posted(PATH, activity)).words().messages().getFirst())
        .containsExactly(
            new Part.Video("https://a.kr/1", "사용법.mp4", null), new Part.Audio("https://a.kr/2"));
  }

  @Test
  void whatAnAudioVideoOrAnimationCardPlaysFollowsItsWords() {
    var card =
        """
        {"contentType":"application/vnd.microsoft.card.%s","content":{"title":"%s","image":{"url":"https://a.kr/t.png"},
         "media":[{"url":"https://a.kr/%s"},{"url":"javascript:a"}]}}
        """;
    var activity =
        "{\"type\":\"message\",\"attachments\":["
            + card.formatted("audio", "소리", "a.mp3")
            + ","
            + card.formatted("video", "영상", "a.mp4")
            + ","
            + card.formatted("animation", "움직임", "a.gif?x=1")
            + "]}";
    var picture = new Part.Image("https://a.kr/t.png", null);
    assertThat(((BotPost.Said) posted(PATH, activity)).words().messages().getFirst())
        .containsExactly(
            new Part.Card(picture, "소리", "", List.of()),
            new Part.Card(picture, "영상", "", List.of()),
            new Part.Card(picture, "움직임", "", List.of()),
            new Part.Audio("https://a.kr/a.mp3"),
            new Part.Video("https://a.kr/a.mp4"),
            new Part.Image("https://a.kr/a.gif?x=1", null));
  }

  @Test
  void theReceiptIsTheActivitysId() {
    var post = posted(PATH, message("안녕"));
    assertThat(dialect.receipt(post, "m_9"))
        .isEqualTo(new BotReceipt(200, "application/json", "{\"id\":\"m_9\"}"));
    // The SDK takes a refusal of a late message for a crash of the bot.
    assertThat(dialect.forgiving()).isTrue();
  }

  @Test
  void BT32_ourOwnActivityComingBackIsNotSaidByTheBot() {
    assertThat(posted(PATH, call(dialect, bot, said("안녕")).body()))
        .isEqualTo(new BotPost.Ignored("echo"));
  }

  private static String message(String text) {
    return "{\"type\":\"message\",\"text\":\"" + text + "\"}";
  }

  private BotPost posted(String tail, String body) {
    return dialect.posted(bot, null, BotSamples.post(tail, body, Map.of()), AT);
  }
}
