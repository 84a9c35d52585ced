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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;

final class RasaTest {
  private final Rasa dialect = new Rasa();
  private final Bot bot = BotSamples.bot(BotKind.RASA);

  @Test
  void asksTheGoldenQuestion() {
    assertThat(tree(call(dialect, bot, said("배송")).body())).isEqualTo(golden("rasa-said.json"));
    assertThat(tree(call(dialect, bot, pressed("예", "/affirm")).body()).path("message").asString())
        .isEqualTo("/affirm");
  }

  @Test
  void tellsNothingButWhatIsSaid() {
    var untold = new BotQuestion.Known(new BotAnswer.Untold());
    assertThat(dialect.ask(bot, new BotTurn.Started(SCENE, "t_1"))).isEqualTo(untold);
    assertThat(dialect.ask(bot, new BotTurn.Ended(SCENE, "t_2", "closed"))).isEqualTo(untold);
  }

  @Test
  void readsTheGoldenAnswer() {
    var words = ((BotAnswer.Replies) read(goldenText("rasa-answer.json"))).words();
    assertThat(words.messages())
        .containsExactly(
            List.of(new Part.Text("배송 조회를 시작합니다")),
            List.of(new Part.Image("https://www.example.kr/map.png", null)),
            List.of(
                new Part.Text("맞나요?"),
                new Part.QuickReplies(
                    List.of(
                        new Part.Button("예", Part.ButtonAction.POSTBACK, "/affirm"),
                        new Part.Button("아니요", Part.ButtonAction.POSTBACK, "/deny")))),
            List.of(new Part.Video("https://www.example.kr/v.mp4")),
            List.of(new Part.Unsupported("custom", "{\"dance\":true}")));
    assertThat(words.handover())
        .isEqualTo(new HandoverWish("billing", Map.of(), Map.of(), "배송 문의", "asked"));
  }

  @Test
  void anEmptyListIsNothingSaid() {
    assertThat(read("[]")).isEqualTo(new BotAnswer.Replies(BotWords.NONE));
  }

  @Test
  void theCallbackChannelAnswersLater() {
    var plain = new BotResponse(200, "text/plain", "success".getBytes(StandardCharsets.UTF_8));
    assertThat(dialect.read(bot, said("x"), plain)).isEqualTo(new BotAnswer.Later());
    assertThat(read("\"success\"")).isEqualTo(new BotAnswer.Later());
  }

  @Test
  void BT50_whatIsNoAnswerIsAFailure() {
    assertThat(reason("{}")).isEqualTo("bad_answer");
    assertThat(reason("[{\"text\":\"a\"},")).isEqualTo("bad_json");
    assertThat(reason("[{\"recipient_id\":\"c-2\",\"text\":\"a\"}]"))
        .isEqualTo("conversation_differs");
    assertThat(reason("[{\"custom\":{\"handoff\":\"yes\"}}]")).isEqualTo("bad_handoff");
    // BT17
    assertThat(reason("[{\"buttons\":[{\"title\":\"\",\"payload\":\"/a\"}]}]"))
        .isEqualTo("bad_label");
  }

  @Test
  void takesAMessageOfTheCallbackChannel() {
    var body = "{\"recipient_id\":\"c-1001\",\"text\":\"도착했습니다\"}";
    var post = (BotPost.Said) posted(body);
    assertThat(post.conversation()).isEqualTo("c-1001");
    assertThat(post.replyTo()).isNull();
    assertThat(post.epoch()).isEmpty();
    assertThat(post.words().messages()).containsExactly(List.of(new Part.Text("도착했습니다")));
    // Rasa never repeats a post, but may say the same to two questions.
    var request = BotSamples.post("", body, Map.of());
    var again = (BotPost.Said) dialect.posted(bot, null, request, AT.plusSeconds(2));
    assertThat(again.dedupe().key()).isNotEqualTo(post.dedupe().key());
  }

  @Test
  void BT04_refusesAMessageForNobody() {
    assertThat(posted("{\"text\":\"a\"}"))
        .isInstanceOfSatisfying(
            BotPost.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("conversation_required"));
  }

  private BotAnswer read(String body) {
    return dialect.read(bot, said("x"), json(body));
  }

  private String reason(String body) {
    return ((BotAnswer.Failure) read(body)).reason();
  }

  private BotPost posted(String body) {
    return dialect.posted(bot, null, BotSamples.post("", body, Map.of()), AT);
  }
}
