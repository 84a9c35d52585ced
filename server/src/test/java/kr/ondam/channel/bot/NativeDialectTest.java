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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeDialectTest {
  private static final String MESSAGE =
      """
      {"type":"ondam.bot.message.v1","conversation":"c-1001","replyTo":"m_01JD","epoch":3,\
      "messages":[[{"k":"text","text":"안녕하세요"}]]}\
      """;

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
        "{\"messages\":[[{\"k\":\"text\",\"text\":\"안녕\"}]]}"
            .getBytes(java.nio.charset.Charset.forName("EUC-KR"));
    assertThat(reason(new BotResponse(200, "application/json; charset=euc-kr", euckr)))
        .isEqualTo("bad_encoding");
    assertThat(reason(json("{\"messages\":[],\"messages\":[]}"))).isEqualTo("duplicate_key");
    assertThat(reason(json("[".repeat(100)))).isEqualTo("too_deep");
    assertThat(reason(json("[]"))).isEqualTo("bad_answer");
    assertThat(reason(json("{\"messages\":\"hi\"}"))).isEqualTo("bad_messages");
    assertThat(reason(json("{\"messages\":[[{\"k\":\"dance\"}]]}"))).isEqualTo("bad_part");
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
    var many = String.join(",", java.util.Collections.nCopies(200, button));
    assertThat(reason(choices(many))).isEqualTo("too_many_buttons");
    assertThat(
            reason(
                choices(
                    button.replace("\"예\",\"action", "\"" + "가".repeat(10_240) + "\",\"action"))))
        .isEqualTo("bad_label");
    assertThat(reason(choices(button.replace("\"label\":\"예\"", "\"label\":\"\""))))
        .isEqualTo("bad_label");
    var twenty = String.join(",", java.util.Collections.nCopies(20, button));
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
  void saysAtMostTwentyParts() {
    var part = "{\"k\":\"text\",\"text\":\"a\"}";
    var parts = String.join(",", java.util.Collections.nCopies(21, part));
    assertThat(reason(json("{\"messages\":[[" + parts + "]]}"))).isEqualTo("too_many_parts");
  }

  @Test
  void BT54_limitsAttributes() {
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
  void BT12_refusesALongTranscriptUnlessItMayBeCut() {
    var turns = "[" + String.join(",", java.util.Collections.nCopies(1001, "{}")) + "]";
    assertThat(wishFailure("{\"transcript\":" + turns + "}")).isEqualTo("transcript_too_long");
    assertThat(handover("{\"transcript\":" + turns + ",\"truncate\":true}"))
        .isEqualTo(HandoverWish.PLAIN);
  }

  @Test
  void takesASignedPost() {
    var post = (BotPost.Said) posted(signed(MESSAGE, Map.of("idempotency-key", "p-1")), AT);
    assertThat(post.conversation()).isEqualTo("c-1001");
    assertThat(post.replyTo()).isEqualTo("m_01JD");
    assertThat(post.epoch()).isEqualTo(OptionalLong.of(3));
    assertThat(post.dedupe().key()).isEqualTo("p-1");
    assertThat(post.dedupe().remembered()).isEqualTo(Duration.ofHours(24));
    assertThat(post.words().messages()).containsExactly(List.of(new Part.Text("안녕하세요")));
    assertThat(dialect.receipt(post, "m_9"))
        .isEqualTo(new BotReceipt(200, "application/json", "{\"id\":\"m_9\"}"));
  }

  @Test
  void BT24_BT25_BT65_aRepetitionHasTheSameKeyAndAnotherBodyAnotherFingerprint() {
    var first = (BotPost.Said) posted(signed(MESSAGE, Map.of()), AT);
    var again = (BotPost.Said) posted(signed(MESSAGE, Map.of()), AT.plusSeconds(200));
    assertThat(again).isEqualTo(first);
    var other = (BotPost.Said) posted(signed(MESSAGE.replace("안녕", "반갑"), Map.of()), AT);
    assertThat(other.dedupe().key()).isEqualTo(first.dedupe().key());
    assertThat(other.dedupe().fingerprint()).isNotEqualTo(first.dedupe().fingerprint());
    // An old call cannot be played again under a key that nobody signed.
    assertThat(code(posted(signed(MESSAGE, Map.of("idempotency-key", "p-2")), AT)))
        .isEqualTo("400 idempotency_key_differs");
  }

  @Test
  void BT64_aStaleCallHearsTheServersTime() {
    var refused = (BotPost.Refused) posted(signed(MESSAGE, Map.of()), AT.plusSeconds(600));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("stale");
    assertThat(refused.detail()).contains("1795241026");
  }

  @Test
  void BT01_refusesBeforeItReads() {
    var broken = new RawRequest("", "", Map.of(), "{".getBytes(StandardCharsets.UTF_8), "10.0.0.9");
    assertThat(code(posted(broken, AT))).isEqualTo("401 unsigned");
    assertThat(code(dialect.posted(bot, "whsec_b3RoZXI=", signed(MESSAGE, Map.of()), AT)))
        .isEqualTo("401 bad_signature");
    assertThat(code(dialect.posted(bot, null, signed(MESSAGE, Map.of()), AT)))
        .isEqualTo("401 bad_signature");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BT04|{"type":"ondam.bot.message.v1","handoff":true}|422 conversation_required
          BT04|{"type":"ondam.bot.message.v1","conversation":"../c"}|422 conversation_required
          BT37|{"conversation":"c-1001"}|422 type_required
          BT37|{"type":7}|422 type_required
          BT36|{"type":"ondam.bot.dance.v9"}|ignored unknown_type
          -|{"type":"ondam.bot.typing.v1"}|ignored typing
          -|"text"|400 bad_json
          -|{"a":1,"a":2}|400 duplicate_key
          BT17|{"type":"ondam.bot.message.v1","conversation":"c","messages":[{"k":"quickReplies","items":[{"label":"","action":"reply","value":"a"}]}]}|422 bad_label
          BT38|{"type":"ondam.bot.message.v1","conversation":"c","callbackUrl":"http://10.0.0.1/"}|taken
          """)
  void answersWhatCannotBeTaken(String id, String body, String expected) {
    assertThat(code(posted(signed(body, Map.of()), AT))).as(id).isEqualTo(expected);
  }

  @Test
  void refusesALargePost() {
    var large = MESSAGE.replace("안녕하세요", "x".repeat(64 * 1024));
    assertThat(code(posted(signed(large, Map.of()), AT))).isEqualTo("413 too_large");
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
    return java.util.Objects.requireNonNull(words("{\"handoff\":" + wish + "}").handover());
  }

  private String wishFailure(String wish) {
    return reason(json("{\"handoff\":" + wish + "}"));
  }

  private BotPost posted(RawRequest request, Instant at) {
    return dialect.posted(bot, SECRET, request, at);
  }

  /// Signed at [BotSamples#AT] under the id `p-1`.
  private static RawRequest signed(String body, Map<String, String> more) {
    var time = Long.toString(AT.getEpochSecond());
    Map<String, String> headers = new HashMap<>(more);
    headers.put("webhook-id", "p-1");
    headers.put("webhook-timestamp", time);
    headers.put(
        "webhook-signature",
        new StandardWebhooks(SECRET)
            .signatures("p-1", time, body.getBytes(StandardCharsets.UTF_8)));
    return BotSamples.post("", body, headers);
  }

  private static String code(BotPost post) {
    return switch (post) {
      case BotPost.Said _ -> "taken";
      case BotPost.Ignored(var what) -> "ignored " + what;
      case BotPost.Refused(var status, var code, var _) -> status + " " + code;
    };
  }
}
