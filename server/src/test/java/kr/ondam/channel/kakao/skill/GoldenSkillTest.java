package kr.ondam.channel.kakao.skill;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

  @AfterEach
  void close() {
    kakao.close();
  }

  @Test
  void kakaoGetsWhatItsDocumentsAskFor() {
    var account = SkillAccounts.withEvent(kakao.uri());
    var heard = SkillAccounts.skill("9f8e7d", "상담원", kakao.uri() + "/callback/1");
    skill.parse(
        account,
        new RawRequest(
            SkillAccounts.KEY, "", Map.of(), heard.getBytes(StandardCharsets.UTF_8), "127.0.0.1"),
        clock.instant());
    var choices =
        new Part.QuickReplies(List.of(new Part.Button("네", Part.ButtonAction.REPLY, "네")));
    for (int i = 0; i < 2; i++) {
      var outbound =
          new Outbound(
              new UUID(0, i),
              account.tenant(),
              account.id(),
              "9f8e7d",
              null,
              List.of(new Part.Text("안녕하세요, 상담원입니다."), choices));
      skill.plan(account, outbound).forEach(call -> skill.send(account, call));
    }
    var golden = new Golden();
    golden.got("callback", kakao.requests().getFirst());
    golden.got("event", kakao.requests().get(1));
    golden.check("kakao-skill.http");
  }
}
