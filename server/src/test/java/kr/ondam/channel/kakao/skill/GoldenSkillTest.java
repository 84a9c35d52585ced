package kr.ondam.channel.kakao.skill;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Recorder;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Both ways to answer a customer of a Kakao chatbot, whole.
final class GoldenSkillTest {
  private final Recorder kakao = new Recorder();
  private final VirtualTime clock = new VirtualTime(Instant.parse("2026-11-26T09:00:00Z"));
  private final KakaoSkill skill =
      new KakaoSkill(
          Optional::of, KakaoCounsel.client(), new MemoryStores().stores().callbacks(), clock);

  private int heard;

  @AfterEach
  void close() {
    kakao.close();
  }

  @Test
  void kakaoGetsWhatItsDocumentsAskFor() {
    var golden = new Golden();
    var words = new Part.Text("안녕하세요, 상담원입니다.");
    var choices =
        new Part.QuickReplies(List.of(new Part.Button("네", Part.ButtonAction.REPLY, "네")));
    var event = SkillAccounts.withEvent(kakao.uri());
    golden.got("callback", answered(event, words, choices));
    golden.got("event", sent(event, words, choices));
    var plain = SkillAccounts.plain(kakao.uri());
    var link = new Part.Button("안내", Part.ButtonAction.LINK, "https://www.example.kr/claim");
    var picture = new Part.Image("https://www.example.kr/a.png", "약관");
    var card = new Part.Card(picture, "보험금 청구", "서류를 확인하세요", List.of(link));
    golden.got("callback with a card", answered(plain, card));
    golden.got("callback with cards", answered(plain, new Part.Carousel(List.of(card, card))));
    golden.got("callback with a picture", answered(plain, picture));
    golden.check("kakao-skill.http");
  }

  /// What comes at the one-time address of a message that was just heard.
  private String answered(ChannelAccount account, Part... parts) {
    var address = kakao.uri() + "/callback/" + ++heard;
    var body = SkillAccounts.skill("9f8e7d", "상담원", address).getBytes(StandardCharsets.UTF_8);
    skill.parse(
        account,
        new RawRequest(SkillAccounts.KEY, "", Map.of(), body, "127.0.0.1"),
        clock.instant());
    return sent(account, parts);
  }

  private String sent(ChannelAccount account, Part... parts) {
    var outbound =
        new Outbound(
            new UUID(0, heard), account.tenant(), account.id(), "9f8e7d", null, List.of(parts));
    skill.plan(account, outbound).forEach(call -> skill.send(account, call));
    return kakao.last();
  }
}
