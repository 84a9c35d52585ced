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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class KakaoSkillTest {
  private static final String CALLBACK = "https://talk.example.kr/bots/skill/b_life_bot_0001/";
  private static final BotAnswer HANDOVER =
      new BotAnswer.Replies(new BotWords(List.of(), HandoverWish.PLAIN, false));

  private final KakaoSkill dialect = new KakaoSkill();
  private final Bot bot =
      BotSamples.bot(
          BotKind.KAKAO_SKILL, "handover-words", "상담원, 상담원 연결", "handover-blocks", "6a0b01,6a0b02");

  @Test
  void asksTheGoldenQuestion() {
    var payload = (ObjectNode) tree(call(dialect, bot, said("배송 조회")).body());
    var callback = ((ObjectNode) payload.path("userRequest")).remove("callbackUrl");
    assertThat(payload).isEqualTo(golden("skill-said.json"));
    assertThat(callback.asString()).startsWith(CALLBACK);
  }

  @Test
  void aPressedBlockIsTheBlock() {
    var payload = tree(call(dialect, bot, pressed("FAQ", "ondam:block:6a0b07")).body());
    assertThat(payload.path("userRequest").path("block").path("id").asString()).isEqualTo("6a0b07");
    assertThat(payload.path("userRequest").path("utterance").asString()).isEqualTo("FAQ");
  }

  @Test
  void tellsNothingButWhatIsSaid() {
    assertThat(dialect.ask(bot, new BotTurn.Started(SCENE, "t_1")))
        .isEqualTo(new BotQuestion.Known(new BotAnswer.Untold()));
  }

  @Test
  void readsTheGoldenAnswer() {
    var words = ((BotAnswer.Replies) read(goldenText("skill-answer.json"))).words();
    assertThat(words.messages())
        .containsExactly(
            List.of(new Part.Text("무엇을 도와드릴까요?")),
            List.of(new Part.Image("https://www.example.kr/map.png", "약도")),
            List.of(
                new Part.Card(
                    new Part.Image("https://www.example.kr/a.png", null),
                    "한빛 보험",
                    "매달 만 원부터",
                    List.of(
                        new Part.Button("자세히", Part.ButtonAction.LINK, "https://www.example.kr/a"),
                        new Part.Button("가입", Part.ButtonAction.REPLY, "가입할래요"),
                        new Part.Button("전화", Part.ButtonAction.PHONE, "1588-1234"),
                        new Part.Button("채팅 상담", Part.ButtonAction.POSTBACK, "ondam:operator"))),
                new Part.QuickReplies(
                    List.of(
                        new Part.Button("취소", Part.ButtonAction.REPLY, "상담 취소"),
                        new Part.Button("FAQ", Part.ButtonAction.POSTBACK, "ondam:block:6a0b07"),
                        new Part.Button("상담원", Part.ButtonAction.POSTBACK, "ondam:operator")))));
    assertThat(words.handover()).isNull();
  }

  @Test
  void readsTheOtherCards() {
    var words = ((BotAnswer.Replies) read(goldenText("skill-cards.json"))).words();
    assertThat(words.messages())
        .containsExactly(
            List.of(new Part.Card(null, "알림", "내일 쉽니다", List.of())),
            List.of(
                new Part.Card(
                    null,
                    "지점",
                    "· 부산: 영남\n· 서울: 수도권",
                    List.of(
                        new Part.Button("부산", Part.ButtonAction.REPLY, "부산점"),
                        new Part.Button(
                            "전체", Part.ButtonAction.LINK, "https://www.example.kr/all")))),
            List.of(
                new Part.Carousel(
                    List.of(
                        new Part.Card(
                            new Part.Image("https://www.example.kr/u.png", null),
                            "우산",
                            "튼튼한\n7000원",
                            List.of()),
                        new Part.Card(null, "장화", "20000원", List.of())))),
            List.of(new Part.Card(null, "주문", "A-1007\n· 상태: 배송 중", List.of())),
            List.of(new Part.Unsupported("hologram", "{\"spin\":true}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"상담원", " 상담원 연결 "})
  void whoAsksForACounsellorGetsOneWithoutACall(String words) {
    assertThat(dialect.ask(bot, said(words))).isEqualTo(new BotQuestion.Known(HANDOVER));
  }

  @Test
  void anOperatorButtonOrAHandoverBlockGetsACounsellor() {
    assertThat(dialect.ask(bot, pressed("채팅 상담", "ondam:operator")))
        .isEqualTo(new BotQuestion.Known(HANDOVER));
    // From before the block was in the list.
    assertThat(dialect.ask(bot, pressed("상담", "ondam:block:6a0b02")))
        .isEqualTo(new BotQuestion.Known(HANDOVER));
    assertThat(dialect.ask(BotSamples.bot(BotKind.KAKAO_SKILL), said("상담원")))
        .isInstanceOf(BotQuestion.Call.class);
  }

  @Test
  void theSkillItselfMayHandOver() {
    var words =
        ((BotAnswer.Replies)
                read(
                    """
                    {"version":"2.0","template":{"outputs":[{"simpleText":{"text":"연결할게요"}}]},\
                    "data":{"handoff":{"queue":"billing"}}}\
                    """))
            .words();
    assertThat(words.messages()).containsExactly(List.of(new Part.Text("연결할게요")));
    assertThat(words.handover())
        .isEqualTo(new HandoverWish("billing", Map.of(), Map.of(), null, null));
  }

  @Test
  void BT18_linksThatAreNoWebPagesAreLeftOut() {
    var words =
        ((BotAnswer.Replies)
                read(
                    """
                    {"version":"2.0","template":{"outputs":[{"basicCard":{"title":"앱","buttons":[\
                    {"label":"열기","action":"webLink","webLinkUrl":"kakaotalk://home"},\
                    {"label":"나쁜 것","action":"webLink","webLinkUrl":"javascript:alert(1)"}]}}]}}\
                    """))
            .words();
    assertThat(words.messages()).containsExactly(List.of(new Part.Card(null, "앱", "", List.of())));
  }

  @Test
  void BT50_anAnswerOfTheOldFormatIsAFailure() {
    assertThat(read("{\"template\":{\"outputs\":[]}}"))
        .isInstanceOfSatisfying(
            BotAnswer.Failure.class, f -> assertThat(f.reason()).isEqualTo("bad_version"));
    assertThat(read("[]"))
        .isInstanceOfSatisfying(
            BotAnswer.Failure.class, f -> assertThat(f.reason()).isEqualTo("bad_version"));
  }

  @Test
  void aCallbackIsAwaitedWithOrWithoutAWord() {
    assertThat(read("{\"version\":\"2.0\",\"useCallback\":true}")).isEqualTo(new BotAnswer.Later());
    var words =
        ((BotAnswer.Replies)
                read("{\"version\":\"2.0\",\"useCallback\":true,\"data\":{\"text\":\"잠시만요\"}}"))
            .words();
    assertThat(words.messages()).containsExactly(List.of(new Part.Text("잠시만요")));
  }

  @Test
  void takesACallbackWithinAMinute() {
    var post = (BotPost.Said) posted(token(), AT.plusSeconds(59));
    assertThat(post.conversation()).isEqualTo("c-1001");
    assertThat(post.replyTo()).isEqualTo("m_01JD");
    assertThat(post.epoch()).isEqualTo(OptionalLong.of(3));
    assertThat(post.words().messages()).containsExactly(List.of(new Part.Text("찾았습니다")));
    // Its address is used once: a second call has the same key.
    assertThat(((BotPost.Said) posted(token(), AT)).dedupe()).isEqualTo(post.dedupe());
    assertThat(((BotPost.Said) posted(token() + "==", AT)).dedupe()).isEqualTo(post.dedupe());
    assertThat(tree(dialect.receipt(post, "m_9").body()).path("status").asString())
        .isEqualTo("SUCCESS");
  }

  @Test
  void refusesACallbackThatIsLateOrNotOurs() {
    assertThat(code(posted(token(), AT.plusSeconds(62)))).isEqualTo("410 callback_expired");
    var token = token();
    for (String forged :
        List.of(
            "",
            ".",
            "x",
            token.substring(1),
            token + "A",
            token.replace('.', '_'),
            "%00." + token)) {
      assertThat(code(posted(forged, AT))).as(forged).isEqualTo("404 unknown_callback");
    }
    var stranger = new SkillToken("c-1001", "m_01JD", 3, AT.plusSeconds(60)).write("another-key");
    assertThat(code(posted(stranger, AT))).isEqualTo("404 unknown_callback");
  }

  private String token() {
    var payload = tree(call(dialect, bot, said("배송 조회")).body());
    return payload.path("userRequest").path("callbackUrl").asString().substring(CALLBACK.length());
  }

  private BotAnswer read(String body) {
    return dialect.read(bot, said("x"), json(body));
  }

  private BotPost posted(String token, Instant at) {
    var body =
        "{\"version\":\"2.0\",\"template\":{\"outputs\":[{\"simpleText\":{\"text\":\"찾았습니다\"}}]}}";
    return dialect.posted(bot, null, BotSamples.post(token, body, Map.of()), at);
  }

  private static String code(BotPost post) {
    return post instanceof BotPost.Refused(var status, var code, var _)
        ? status + " " + code
        : "taken";
  }
}
