package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static kr.ondam.channel.bot.BotSamples.SCENE;
import static kr.ondam.channel.bot.BotSamples.SECRET;
import static kr.ondam.channel.bot.BotSamples.call;
import static kr.ondam.channel.bot.BotSamples.golden;
import static kr.ondam.channel.bot.BotSamples.goldenText;
import static kr.ondam.channel.bot.BotSamples.json;
import static kr.ondam.channel.bot.BotSamples.said;
import static kr.ondam.channel.bot.BotSamples.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeDialectTest {
  private final NativeDialect dialect = new NativeDialect();
  private final Bot bot = BotSamples.bot(BotKind.NATIVE);

  @Test
  void tellsTheGoldenEvents() {
    var turn =
        new BotTurn.Said(
            SCENE,
            "m_01JD",
            4,
            List.of(
                new Part.Text("배송이 아직 안 왔어요"),
                new Part.Image("https://talk.kakaocdn.net/dna/x1/i_0001.jpeg", "영수증")));
    assertThat(tree(call(dialect, bot, turn).body())).isEqualTo(golden("native-said.json"));
    assertThat(tree(call(dialect, bot, new BotTurn.Started(SCENE, "t_1")).body()))
        .isEqualTo(golden("native-started.json"));
    var status =
        new BotTurn.HandoverStatus(SCENE, "t_2", BotTurn.HandoverStatus.State.ACCEPTED, "queued");
    assertThat(tree(call(dialect, bot, status).body())).isEqualTo(golden("native-status.json"));
    var ended = tree(call(dialect, bot, new BotTurn.Ended(SCENE, "t_3", "closed")).body());
    assertThat(ended.path("type").asString()).isEqualTo("ondam.conversation.ended.v1");
    assertThat(ended.path("data").path("reason").asString()).isEqualTo("closed");
  }

  @Test
  void signsWhatItTells() {
    var told = call(dialect, bot, said("안녕"));
    var headers = dialect.credentials(SECRET, told, AT);
    assertThat(headers)
        .contains(entry("webhook-id", "m_01JD"), entry("webhook-timestamp", "1795240426"));
    assertThat(
            new StandardWebhooks(SECRET)
                .fault(
                    headers.get("webhook-id"),
                    headers.get("webhook-timestamp"),
                    headers.get("webhook-signature"),
                    told.body().getBytes(StandardCharsets.UTF_8),
                    AT))
        .isEqualTo(StandardWebhooks.Fault.NONE);
  }

  @Test
  void readsTheGoldenAnswer() {
    var words = words(goldenText("native-answer.json"));
    assertThat(words.messages())
        .containsExactly(
            List.of(new Part.Text("주문 A-1007은 오늘 도착합니다")),
            List.of(
                new Part.Text("더 도와드릴까요?"),
                new Part.QuickReplies(
                    List.of(
                        new Part.Button("예", Part.ButtonAction.REPLY, "예"),
                        new Part.Button(
                            "조회", Part.ButtonAction.LINK, "https://www.example.kr/a")))),
            List.of(new Part.Image("https://www.example.kr/map.png", "약도")));
    assertThat(words.handover())
        .isEqualTo(
            new HandoverWish(
                "billing",
                Map.of("보험금", 3),
                Map.of(
                    "order.no", "A-1007",
                    "order.items", "1, 2",
                    "vip", "true",
                    "priority", "3",
                    "confidence", "0.4",
                    // BT57: no language that anybody speaks.
                    "language", "ko"),
                "배송 문의",
                "customer_asked"));
    assertThat(words.ends()).isFalse();
  }

  @Test
  void nothingSaidIsNoFailure() {
    assertThat(words("{\"messages\":[],\"handoff\":null}")).isEqualTo(BotWords.NONE);
    assertThat(words("{\"messages\":[[{\"k\":\"text\",\"text\":\"  \"}]]}").empty()).isTrue();
    assertThat(dialect.read(bot, said("x"), new BotResponse(204, "", new byte[0])))
        .isEqualTo(new BotAnswer.Replies(BotWords.NONE));
    assertThat(dialect.read(bot, said("x"), new BotResponse(202, "text/plain", new byte[0])))
        .isEqualTo(new BotAnswer.Later());
    assertThat(words("{\"handoff\":true,\"end\":true}"))
        .isEqualTo(new BotWords(List.of(), HandoverWish.PLAIN, true));
  }

  @Test
  void BT42_anEmptyBodyIsAFailure() {
    assertThat(reason(new BotResponse(200, "application/json", new byte[0])))
        .isEqualTo("empty_body");
  }

  @Test
  void BT41_aPageIsAFailure() {
    var page = "<html>로그인</html>".getBytes(StandardCharsets.UTF_8);
    assertThat(reason(new BotResponse(200, "text/html; charset=utf-8", page)))
        .isEqualTo("wrong_type");
    assertThat(reason(new BotResponse(200, "", page))).isEqualTo("wrong_type");
  }

  @Test
  void BT50_whatCannotBeReadIsAFailureWithASample() {
    var answer = dialect.read(bot, said("x"), json("{\"messages\":[}" + "x".repeat(1000)));
    assertThat(answer).isInstanceOf(BotAnswer.Failure.class);
    var failure = (BotAnswer.Failure) answer;
    assertThat(failure.reason()).isEqualTo("bad_json");
    assertThat(failure.sample()).startsWith("{\"messages\":[}").hasSize(500);
    var euckr =
        "{\"messages\":[[{\"k\":\"text\",\"text\":\"안녕\"}]]}".getBytes(Charset.forName("EUC-KR"));
    assertThat(reason(new BotResponse(200, "application/json; charset=euc-kr", euckr)))
        .isEqualTo("bad_encoding");
    assertThat(reason(json("{\"messages\":[],\"messages\":[]}"))).isEqualTo("duplicate_key");
    assertThat(reason(json("[".repeat(100)))).isEqualTo("too_deep");
    assertThat(reason(json("[]"))).isEqualTo("bad_answer");
    assertThat(reason(json("{\"messages\":\"hi\"}"))).isEqualTo("bad_messages");
    assertThat(reason(json("{\"messages\":[[{\"k\":\"dance\"}]]}"))).isEqualTo("bad_part");
    // A list where PartJson expects a text.
    assertThat(
            reason(
                json(
                    """
                    {"messages":[{"k":"form","title":"t","fields":[\
                    {"name":"n","label":"l","kind":"TEXT","options":[[1]]}]}]}\
                    """)))
        .isEqualTo("bad_part");
    assertThat(reason(json("{\"messages\":[[{\"k\":\"systemEvent\",\"code\":\"x\"}]]}")))
        .isEqualTo("bad_part");
  }

  @Test
  void BT16_BT68_markupAndCommandsAreText() {
    for (String text :
        List.of("<script>alert(1)</script>", "**굵게** [a](javascript:x)", "/assign kim")) {
      var words =
          words(
              tree("{\"messages\":[[{\"k\":\"text\"}]]}")
                  .toString()
                  .replace("\"text\"}", "\"text\",\"text\":\"" + text + "\"}"));
      assertThat(words.messages()).containsExactly(List.of(new Part.Text(text)));
    }
  }

  @Test
  void BT17_limitsChoices() {
    var button = "{\"label\":\"예\",\"action\":\"reply\",\"value\":\"예\"}";
    var many = String.join(",", Collections.nCopies(200, button));
    assertThat(reason(choices(many))).isEqualTo("too_many_buttons");
    assertThat(
            reason(
                choices(
                    button.replace("\"예\",\"action", "\"" + "가".repeat(10_240) + "\",\"action"))))
        .isEqualTo("bad_label");
    assertThat(reason(choices(button.replace("\"label\":\"예\"", "\"label\":\"\""))))
        .isEqualTo("bad_label");
    var twenty = String.join(",", Collections.nCopies(20, button));
    assertThat(dialect.read(bot, said("x"), choices(twenty))).isInstanceOf(BotAnswer.Replies.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "https://user:pw@www.example.kr/",
        "https://",
        "tel:1"
      })
  void BT18_refusesLinksThatAreNoWebPages(String url) {
    var link = "{\"label\":\"열기\",\"action\":\"link\",\"value\":\"" + url + "\"}";
    assertThat(reason(choices(link))).isEqualTo("bad_url");
    assertThat(reason(json("{\"messages\":[{\"k\":\"image\",\"url\":\"" + url + "\"}]}")))
        .isEqualTo("bad_url");
  }

  @Test
  void cardsAreHeldToTheSameRules() {
    var card =
        """
        {"messages":[{"k":"card","title":"보험","body":"","image":{"url":"https://a.kr/a.png"},\
        "buttons":[{"label":"열기","action":"link","value":"https://a.kr"}]}]}\
        """;
    assertThat(dialect.read(bot, said("x"), json(card))).isInstanceOf(BotAnswer.Replies.class);
    assertThat(reason(json(card.replace("https://a.kr\"}", "javascript:a\"}"))))
        .isEqualTo("bad_url");
    assertThat(reason(json(card.replace("https://a.kr/a.png", "file:///a.png"))))
        .isEqualTo("bad_url");
    assertThat(reason(json(card.replace("보험", "가".repeat(201))))).isEqualTo("bad_part");
    assertThat(
            reason(
                json(
                    "{\"messages\":[{\"k\":\"template\",\"provider\":\"p\",\"code\":\"c\",\"vars\":{}}]}")))
        .isEqualTo("bad_part");
    assertThat(
            reason(json("{\"messages\":[{\"k\":\"text\",\"text\":\"" + "가".repeat(4001) + "\"}]}")))
        .isEqualTo("text_too_long");
  }

  @Test
  void saysAtMostTwentyParts() {
    var part = "{\"k\":\"text\",\"text\":\"a\"}";
    var parts = String.join(",", Collections.nCopies(21, part));
    assertThat(reason(json("{\"messages\":[[" + parts + "]]}"))).isEqualTo("too_many_parts");
  }

  @Test
  void BT54_BT56_limitsAttributes() {
    var many = new StringBuilder("{\"a0\":0");
    for (int i = 1; i < 50; i++) {
      many.append(",\"a").append(i).append("\":").append(i);
    }
    assertThat(handover("{\"attributes\":" + many + "}}").attributes()).hasSize(50);
    assertThat(wishFailure("{\"attributes\":" + many + ",\"more\":1}}"))
        .isEqualTo("too_many_attributes");
    assertThat(handover("{\"attributes\":{\"a\":{\"b\":{\"c\":{\"d\":1}}}}}").attributes())
        .containsExactly(entry("a.b.c.d", "1"));
    assertThat(wishFailure("{\"attributes\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}}"))
        .isEqualTo("attributes_too_deep");
    assertThat(wishFailure("{\"attributes\":[1]}")).isEqualTo("bad_attributes");
    assertThat(wishFailure("{\"attributes\":{\"a\":[{}]}}")).isEqualTo("bad_attribute");
    assertThat(wishFailure("{\"attributes\":{\"a\":\"" + "x".repeat(1001) + "\"}}"))
        .isEqualTo("bad_attribute");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BT10|{"priority":999}|bad_priority
          BT10|{"priority":-1}|bad_priority
          BT10|{"priority":"high"}|bad_priority
          BT34|{"confidence":"NaN"}|bad_confidence
          BT34|{"confidence":2.0}|bad_confidence
          BT34|{"confidence":-0.1}|bad_confidence
          BT34|{"confidence":true}|bad_confidence
          BT10|{"priority":1.5}|bad_priority
          -|{"queue":7}|bad_queue
          -|{"skills":{"보험금":6}}|bad_skill
          -|{"skills":{"보험금":"3"}}|bad_skill
          -|{"skills":7}|bad_skill
          -|"yes"|bad_handoff
          """)
  void refusesWishesThatCannotBe(String id, String wish, String expected) {
    assertThat(wishFailure(wish)).as(id).isEqualTo(expected);
  }

  @Test
  void BT10_BT34_nothingIsNoPriorityAndNoConfidence() {
    assertThat(handover("{\"priority\":null,\"confidence\":null}")).isEqualTo(HandoverWish.PLAIN);
  }

  @Test
  void BT12_BT13_refusesALongTranscriptUnlessItMayBeCut() {
    var turns = "[" + String.join(",", Collections.nCopies(1001, "{}")) + "]";
    assertThat(wishFailure("{\"transcript\":" + turns + "}")).isEqualTo("transcript_too_long");
    assertThat(handover("{\"transcript\":" + turns + ",\"truncate\":true}"))
        .isEqualTo(HandoverWish.PLAIN);
    var backwards = "[{\"at\":\"2999-01-01T00:00:00Z\"},{\"at\":\"1999-01-01T00:00:00Z\"}]";
    assertThat(handover("{\"transcript\":" + backwards + "}"))
        .as("what was said is known here already, in its order")
        .isEqualTo(HandoverWish.PLAIN);
  }

  private static BotResponse choices(String items) {
    return json("{\"messages\":[{\"k\":\"quickReplies\",\"items\":[" + items + "]}]}");
  }

  private BotWords words(String body) {
    return ((BotAnswer.Replies) dialect.read(bot, said("x"), json(body))).words();
  }

  private String reason(BotResponse response) {
    return ((BotAnswer.Failure) dialect.read(bot, said("x"), response)).reason();
  }

  private HandoverWish handover(String wish) {
    return Objects.requireNonNull(words("{\"handoff\":" + wish + "}").handover());
  }

  private String wishFailure(String wish) {
    return reason(json("{\"handoff\":" + wish + "}"));
  }
}
