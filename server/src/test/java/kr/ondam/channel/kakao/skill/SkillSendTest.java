package kr.ondam.channel.kakao.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What Kakao gets of a reply, and by which way.
final class SkillSendTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final String USER = "9f8e7d";

  private final FakeBot bot = new FakeBot();
  private final VirtualTime clock = new VirtualTime(NOW);
  private final MemoryStores memory = new MemoryStores();
  private final CallbackStore callbacks = memory.stores().callbacks();
  private final KakaoSkill skill =
      new KakaoSkill(Optional::of, KakaoCounsel.client(), callbacks, clock);

  @AfterEach
  void close() {
    bot.close();
  }

  private String hears(ChannelAccount account, String words) {
    var address = bot.callback();
    hears(account, SkillAccounts.skill(USER, words, address).getBytes(StandardCharsets.UTF_8));
    return address;
  }

  private Parsed hears(ChannelAccount account, byte[] body) {
    var request = new RawRequest(SkillAccounts.KEY, "", Map.of(), body, "127.0.0.1");
    return skill.parse(account, request, clock.instant());
  }

  private Outcome says(ChannelAccount account, Part... parts) {
    var calls = skill.plan(account, outbound(account, parts));
    assertThat(calls).hasSize(1);
    return skill.send(account, calls.getFirst());
  }

  private static Outbound outbound(ChannelAccount account, Part... parts) {
    return new Outbound(new UUID(0, 1), account.tenant(), account.id(), USER, null, List.of(parts));
  }

  private List<String> paths() {
    return bot.calls().stream().map(FakeBot.Call::path).toList();
  }

  @Test
  void theFirstReplyGoesToTheOneTimeAddress() {
    var account = SkillAccounts.withEvent(bot.uri());
    var address = hears(account, "상담원 연결해 주세요");
    clock.advance(Duration.ofSeconds(57));
    assertThat(says(account, new Part.Text("안녕하세요, 상담원입니다."))).isEqualTo(new Outcome.Ok("t-1"));
    var call = bot.calls().getFirst();
    assertThat(call.complaint()).isEmpty();
    assertThat(address).endsWith(call.path());
    assertThat(call.authorization()).as("the key is for Kakao's API only").isEmpty();
    assertThat(call.body().toString())
        .isEqualTo(
            """
            {"version":"2.0","template":{"outputs":[{"simpleText":{"text":"안녕하세요, 상담원입니다."}}]}}\
            """);
  }

  @Test
  void O1_anAddressIsNeverUsedTwiceAndLaterRepliesAreEvents() {
    var account = SkillAccounts.withEvent(bot.uri());
    hears(account, "여보세요");
    assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Ok.class);
    assertThat(says(account, new Part.Text("말씀하세요"))).isInstanceOf(Outcome.Ok.class);
    var event = bot.calls().get(1);
    assertThat(event.complaint()).isEmpty();
    assertThat(event.authorization()).isEqualTo("KakaoAK rest-key");
    assertThat(event.body().toString())
        .isEqualTo(
            """
            {"event":{"name":"agent_reply","data":{"text":"말씀하세요"}},\
            "user":[{"type":"botUserKey","id":"9f8e7d"}],"params":{"text":"말씀하세요"}}\
            """);
  }

  @Test
  void theNewestAddressIsTakenFirst() {
    var account = SkillAccounts.plain(bot.uri());
    var first = hears(account, "하나");
    clock.advance(Duration.ofSeconds(5));
    var second = hears(account, "둘");
    says(account, new Part.Text("네"));
    says(account, new Part.Text("네네"));
    assertThat(paths()).containsExactly(URI.create(second).getPath(), URI.create(first).getPath());
  }

  @Test
  void B24_afterAMinuteWithoutEventsAReplyWaitsForTheNextWords() {
    var account = SkillAccounts.plain(bot.uri());
    hears(account, "여보세요");
    clock.advance(Duration.ofSeconds(59));
    assertThat(says(account, new Part.Text("네"))).isEqualTo(new Outcome.CustomerFirst());
    assertThat(bot.calls()).isEmpty();
    hears(account, "아무도 없나요?");
    assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void B25_anAddressAtWhichKakaoAsksForAPauseIsGoodAfterwards() {
    for (var account :
        List.of(SkillAccounts.plain(bot.uri()), SkillAccounts.withEvent(bot.uri()))) {
      var path = URI.create(hears(account, "여보세요")).getPath();
      bot.off(429, 3);
      assertThat(says(account, new Part.Text("네")))
          .isEqualTo(new Outcome.Throttled(Duration.ofSeconds(3)));
      clock.advance(Duration.ofSeconds(3));
      bot.off(503, 7);
      assertThat(says(account, new Part.Text("네")))
          .isEqualTo(new Outcome.Retry(Duration.ofSeconds(7), "HTTP 503"));
      clock.advance(Duration.ofSeconds(7));
      assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Ok.class);
      assertThat(paths().reversed().subList(0, 3)).containsOnly(path);
      assertThat(bot.calls().getLast().complaint()).isEmpty();
    }
  }

  @Test
  void B25_aPauseLongerThanTheMinuteLeavesTheOtherWayOrTheNextWords() {
    var paid = SkillAccounts.withEvent(bot.uri());
    hears(paid, "여보세요");
    bot.off(429, 58);
    assertThat(says(paid, new Part.Text("네"))).isInstanceOf(Outcome.Ok.class);
    assertThat(paths().getLast()).endsWith("/talk");
    var free = SkillAccounts.plain(bot.uri());
    hears(free, "하나");
    clock.advance(Duration.ofSeconds(1));
    hears(free, "둘");
    bot.off(429, 60);
    assertThat(says(free, new Part.Text("네")))
        .isEqualTo(new Outcome.Throttled(Duration.ofSeconds(60)));
    assertThat(bot.calls()).as("no other address is given up for it").hasSize(3);
    clock.advance(Duration.ofSeconds(60));
    assertThat(says(free, new Part.Text("네"))).isEqualTo(new Outcome.CustomerFirst());
  }

  @Test
  void B24_oneAnswerHoldsWhatSeveralMessagesSayAsFarAsItsThreeOutputsGo() {
    var account = SkillAccounts.plain(bot.uri());
    var yes = new Part.QuickReplies(List.of(new Part.Button("네", Part.ButtonAction.REPLY, "")));
    var one = call(account, new Part.Text("하나"));
    var two = call(account, new Part.Text("둘"), new Part.Text("셋"));
    var both = skill.join(account, one, two).orElseThrow();
    assertThat(both.serial()).isEqualTo(one.serial());
    hears(account, "여보세요");
    assertThat(skill.send(account, both)).isInstanceOf(Outcome.Ok.class);
    assertThat(bot.calls().getLast().complaint()).isEmpty();
    assertThat(bot.calls().getLast().body().at("/template/outputs").valueStream())
        .extracting(output -> output.at("/simpleText/text").asString())
        .containsExactly("하나", "둘", "셋");
    assertThat(skill.join(account, both, one)).as("a fourth output").isEmpty();
    var asks = skill.join(account, one, call(account, new Part.Text("둘?"), yes)).orElseThrow();
    assertThat(asks.body()).contains("\"quickReplies\":[{\"label\":\"네\"");
    assertThat(skill.join(account, asks, one)).as("words under choices").isEmpty();
    var paid = SkillAccounts.withEvent(bot.uri());
    assertThat(skill.join(paid, call(paid, new Part.Text("하나")), call(paid, new Part.Text("둘"))))
        .as("an event shows one text")
        .isEmpty();
  }

  private ProviderCall call(ChannelAccount account, Part... parts) {
    return skill.plan(account, outbound(account, parts)).getFirst();
  }

  @Test
  void anAddressThatIsRefusedLeavesTheOtherWayOpen() {
    var account = SkillAccounts.withEvent(bot.uri());
    hears(account, "여보세요");
    bot.next(200, "{\"taskId\":\"t\",\"status\":\"FAIL\",\"message\":\"expired\"}");
    assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Ok.class);
    assertThat(paths().getLast()).endsWith("/talk");
    hears(account, "또요");
    bot.next(404, "");
    assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Ok.class);
    assertThat(paths().getLast()).endsWith("/talk");
  }

  @Test
  void O1_whatMayHaveArrivedIsNotSentByTheOtherWay() {
    var account = SkillAccounts.withEvent(bot.uri());
    for (int status : List.of(0, 500)) {
      hears(account, "여보세요");
      bot.next(status, "");
      assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Uncertain.class);
    }
    hears(account, "여보세요");
    bot.next(200, "{\"taskId\":\"t\",\"status\":\"ERROR\",\"message\":\"x\"}");
    assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Uncertain.class);
    assertThat(paths()).hasSize(3).noneMatch(path -> path.endsWith("/talk"));
    assertThat(skill.repeatable()).isFalse();
  }

  @Test
  void anAddressThatCannotBeReachedIsKeptForTheNextTry() {
    var gone = new FakeBot();
    var account = SkillAccounts.plain(gone.uri());
    var body = SkillAccounts.skill(USER, "네?", gone.callback()).getBytes(StandardCharsets.UTF_8);
    hears(account, body);
    gone.close();
    for (int i = 0; i < 2; i++) {
      assertThat(says(account, new Part.Text("네"))).isInstanceOf(Outcome.Retry.class);
    }
  }

  @Test
  void anAddressOfAStrangerIsNeitherKeptNorCalled() {
    var account = SkillAccounts.plain(bot.uri());
    for (var address :
        List.of(
            "http://127.0.0.1:1/callback/1",
            "http://169.254.169.254/latest",
            bot.uri() + "@evil.example.kr/1",
            "file:///etc/passwd",
            "https://bot-api.kakao.com.evil.kr/1")) {
      var body = SkillAccounts.skill(USER, "여보세요", address).getBytes(StandardCharsets.UTF_8);
      var understood = (Parsed.Understood) hears(account, body);
      assertThat(understood.oddities()).containsExactly("foreign_callback");
      assertThat(callbacks.take(account.tenant(), account.id(), USER, NOW)).as(address).isEmpty();
    }
  }

  @Test
  void mapsEveryAnswerOfTheEventApiToItsOutcome() {
    assertThat(event(200, "{\"taskId\":\"9\",\"status\":\"SUCCESS\"}"))
        .isEqualTo(new Outcome.Ok("9"));
    assertThat(event(200, "{\"status\":\"FAIL\",\"message\":\"no wallet\"}"))
        .isEqualTo(new Outcome.Permanent("FAIL", "no wallet"));
    assertThat(event(200, "{\"status\":\"ERROR\"}")).isInstanceOf(Outcome.Uncertain.class);
    assertThat(event(200, "<html>")).isInstanceOf(Outcome.Uncertain.class);
    assertThat(event(400, "{\"message\":\"bad\"}"))
        .isEqualTo(new Outcome.Permanent("http_400", "bad"));
    assertThat(event(401, "")).isInstanceOf(Outcome.Unauthorised.class);
    assertThat(event(429, "")).isInstanceOf(Outcome.Throttled.class);
    assertThat(event(500, "")).isInstanceOf(Outcome.Uncertain.class);
    assertThat(event(503, "")).isInstanceOf(Outcome.Retry.class);
    assertThat(event(0, "")).isInstanceOf(Outcome.Uncertain.class);
  }

  private Outcome event(int status, String body) {
    bot.next(status, body);
    return says(SkillAccounts.withEvent(bot.uri()), new Part.Text("네"));
  }

  @Test
  void aStoreThatIsDownMeansAnotherTry() {
    var account = SkillAccounts.withEvent(bot.uri());
    var calls = skill.plan(account, outbound(account, new Part.Text("네")));
    memory.down(true);
    assertThat(skill.send(account, calls.getFirst())).isInstanceOf(Outcome.Retry.class);
    assertThat(bot.calls()).isEmpty();
  }
}
