package kr.ondam.channel.kakao.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Degradation;
import kr.ondam.channel.Loss;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a reply in the form of skill responses and events, and what is said of it
/// before.
final class SkillPlanTest {
  private final FakeBot bot = new FakeBot();
  private final KakaoSkill skill =
      new KakaoSkill(
          Optional::of,
          KakaoCounsel.client(),
          new MemoryStores().stores().callbacks(),
          new VirtualTime(Instant.parse("2026-11-26T09:00:00Z")));

  @AfterEach
  void close() {
    bot.close();
  }

  private List<ProviderCall> calls(ChannelAccount account, Part... parts) {
    return skill.plan(
        account,
        new Outbound(
            new UUID(0, 1), account.tenant(), account.id(), "9f8e7d", null, List.of(parts)));
  }

  private List<String> bodies(ChannelAccount account, Part... parts) {
    return calls(account, parts).stream().map(ProviderCall::body).toList();
  }

  /// What Kakao is asked to tell the customer by an event.
  private String event(ChannelAccount account, Part... parts) {
    assertThat(skill.send(account, calls(account, parts).getFirst()))
        .isInstanceOf(Outcome.Ok.class);
    return bot.calls().getLast().body().at("/event/data/text").asString();
  }

  @Test
  void plansTheGoldenBodies() {
    var choices =
        new Part.QuickReplies(
            List.of(
                new Part.Button("취소", Part.ButtonAction.REPLY, "상담 취소"),
                new Part.Button("FAQ", Part.ButtonAction.REPLY, "")));
    var account = SkillAccounts.plain(bot.uri());
    assertThat(bodies(account, new Part.Text("고르세요"), choices))
        .containsExactly(
            """
            {"user":"9f8e7d","template":{"outputs":[{"simpleText":{"text":"고르세요"}}],\
            "quickReplies":[{"label":"취소","action":"message","messageText":"상담 취소"},\
            {"label":"FAQ","action":"message","messageText":"FAQ"}]}}\
            """);
    assertThat(bodies(account, new Part.Image("https://img.example.kr/1.png", "지도")))
        .containsExactly(
            """
            {"user":"9f8e7d","template":{"outputs":[{"simpleImage":\
            {"imageUrl":"https://img.example.kr/1.png","altText":"지도"}}]}}\
            """);
    assertThat(bodies(account, new Part.Image("http://img.example.kr/1.png", "지도")).getFirst())
        .as("Kakao fetches no picture without TLS")
        .contains("{\"simpleText\":{\"text\":\"지도\\nhttp://img.example.kr/1.png\"}}");
    var closed = new Part.SystemEvent(Part.SystemEvent.CLOSED, Map.of("reason", "AGENT"));
    assertThat(bodies(account, closed)).isEmpty();
    var slow = new Part.SystemEvent(Part.SystemEvent.LONG_WAIT, Map.of());
    assertThat(bodies(account, slow)).as("would take the address of the reply").isEmpty();
  }

  @Test
  void aLongReplyFillsThreeOutputsOrIsSeveralEvents() {
    var words = "오늘 출고되어 내일 도착할 예정입니다. ".repeat(160).strip();
    assertThat(bodies(SkillAccounts.plain(bot.uri()), new Part.Text(words))).hasSize(2);
    assertThat(bodies(SkillAccounts.withEvent(bot.uri()), new Part.Text(words))).hasSize(4);
  }

  @Test
  void cardsAreCardsWhereTheyFitAndWordsWhereNot() {
    var card =
        new Part.Card(
            new Part.Image("https://img.example.kr/1.png", null),
            "보험금 청구",
            "서류를 확인하세요",
            List.of(
                new Part.Button("안내", Part.ButtonAction.LINK, "https://www.example.kr/claim"),
                new Part.Button("전화", Part.ButtonAction.PHONE, "15881234"),
                new Part.Button("상담원", Part.ButtonAction.REPLY, "")));
    var account = SkillAccounts.plain(bot.uri());
    var golden =
        """
        {"title":"보험금 청구","description":"서류를 확인하세요",\
        "thumbnail":{"imageUrl":"https://img.example.kr/1.png"},"buttons":[\
        {"label":"안내","action":"webLink","webLinkUrl":"https://www.example.kr/claim"},\
        {"label":"전화","action":"phone","phoneNumber":"15881234"},\
        {"label":"상담원","action":"message","messageText":"상담원"}]}\
        """;
    assertThat(bodies(account, card))
        .containsExactly(
            "{\"user\":\"9f8e7d\",\"template\":{\"outputs\":[{\"basicCard\":" + golden + "}]}}");
    assertThat(bodies(account, new Part.Carousel(List.of(card, card))).getFirst())
        .contains(
            "{\"carousel\":{\"type\":\"basicCard\",\"items\":[" + golden + "," + golden + "]}}");
    var wordy = new Part.Card(null, "제목", "가".repeat(231), List.of());
    assertThat(bodies(account, wordy).getFirst()).contains("simpleText").doesNotContain("Card");
    assertThat(event(SkillAccounts.withEvent(bot.uri()), card))
        .isEqualTo("보험금 청구\n서류를 확인하세요\n안내: https://www.example.kr/claim\n전화: 15881234\n· 상담원");
  }

  private static final Part.QuickReplies CHOICES =
      new Part.QuickReplies(
          List.of(
              new Part.Button("계속", Part.ButtonAction.REPLY, "go"),
              new Part.Button("안내", Part.ButtonAction.LINK, "https://www.example.kr/claim"),
              new Part.Button("전화", Part.ButtonAction.PHONE, "15881234")));

  private Degradation.Result carried(ChannelAccount account, Part... parts) {
    return Degradation.of(skill.capabilities(account), List.of(parts), _ -> 0);
  }

  @Test
  void aQuickReplyOnlySendsWordsSoThatOthersAreWrittenOutAndThatIsSaid() {
    var account = SkillAccounts.plain(bot.uri());
    var sent = carried(account, new Part.Text("고르세요"), CHOICES);
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.CHOICES_AS_LIST, 3, ""));
    assertThat(bodies(account, sent.parts().toArray(Part[]::new)))
        .containsExactly(
            "{\"user\":\"9f8e7d\",\"template\":{\"outputs\":[{\"simpleText\":{\"text\":"
                + "\"고르세요\\n1) 계속\\n안내: https://www.example.kr/claim\\n전화: 15881234\"}}]}}");
    var words = new Part.QuickReplies(List.of(CHOICES.items().getFirst()));
    assertThat(carried(account, words).losses()).isEmpty();
  }

  @Test
  void whatMayGoOutAsAnEventIsWordsAndThatIsSaidBefore() {
    var account = SkillAccounts.withEvent(bot.uri());
    var card =
        new Part.Card(
            null,
            "보험금 청구",
            "서류를 확인하세요",
            List.of(new Part.Button("상담원", Part.ButtonAction.REPLY, "")));
    var sent = carried(account, card, CHOICES);
    assertThat(sent.losses())
        .containsExactly(
            new Loss(Loss.Kind.CARD_AS_TEXT, 1, ""), new Loss(Loss.Kind.CHOICES_AS_LIST, 3, ""));
    assertThat(sent.numbered()).extracting(Part.Button::label).containsExactly("상담원", "계속");
    assertThat(event(account, sent.parts().toArray(Part[]::new)))
        .isEqualTo(
            "보험금 청구\n서류를 확인하세요\n1) 상담원\n2) 계속\n안내: https://www.example.kr/claim\n전화: 15881234");
  }

  @Test
  void aCardWithoutWordsIsACardToo() {
    var account = SkillAccounts.plain(bot.uri());
    var yes = List.of(new Part.Button("네", Part.ButtonAction.REPLY, ""));
    var bare = new Part.Card(null, "", "", yes);
    assertThat(carried(account, bare).losses()).isEmpty();
    assertThat(bodies(account, bare).getFirst())
        .contains("\"textCard\":{\"description\":\"선택해 주세요.\",\"buttons\":[");
    var picture = new Part.Card(new Part.Image("https://i.kr/1.png", null), "", "", yes);
    assertThat(carried(account, picture).losses()).isEmpty();
    assertThat(bodies(account, picture).getFirst())
        .contains("\"basicCard\":{\"thumbnail\":{\"imageUrl\":\"https://i.kr/1.png\"}");
  }

  @Test
  void settingsAreJudged() {
    assertThat(SkillSettings.problems(Map.of("inbound-secret", "ref:x"))).isEmpty();
    assertThat(SkillSettings.problems(SkillAccounts.withEvent(bot.uri()).settings())).isEmpty();
    assertThat(SkillSettings.problems(Map.of("api-key", "ref:k", "colour", "red")))
        .extracting(SettingProblem::key)
        .containsExactlyInAnyOrder("inbound-secret", "bot-id", "event", "colour");
    assertThat(
            SkillSettings.problems(Map.of("inbound-secret", "ref:x", "callback-origins", "kakao")))
        .extracting(SettingProblem::key)
        .containsExactly("callback-origins");
  }
}
