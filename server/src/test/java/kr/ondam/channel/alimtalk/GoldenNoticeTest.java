package kr.ondam.channel.alimtalk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.Recorder;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of every profile of 알림톡, whole. A profile, or what one can add to a notice, without
/// its place in a golden file fails here.
final class GoldenNoticeTest {
  private static final String WORDS = "#{이름}님, 문의하신 #{건명} 건의 답변이 준비되었습니다.";
  private static final Map<String, String> BUTTON = Map.of("button-CS_01", "상담 이어가기");
  private static final Map<String, String> FAILOVER = Map.of("notice-sms-from", "15881234");

  private final Recorder dealer = new Recorder();
  private final Alimtalk alimtalk = new Alimtalk(Optional::of, KakaoCounsel.client());

  @AfterEach
  void close() {
    dealer.close();
  }

  static Stream<String> profiles() {
    return NoticeProfile.names().stream();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void eachDealerGetsWhatItsDocumentsAskFor(String name) {
    var profile = NoticeProfile.named(name).orElseThrow();
    var golden = new Golden();
    send(name, WORDS, Map.of());
    golden.got("plain", dealer.last());
    if (!profile.section("button").isEmpty()) {
      send(name, WORDS, BUTTON);
      golden.got("with a button", dealer.last());
    }
    if (!profile.section("failover").isEmpty()) {
      send(name, WORDS, FAILOVER);
      golden.got("with a text message instead", dealer.last());
      send(name, WORDS + " " + "아주 긴 안내입니다. ".repeat(6).strip(), FAILOVER);
      golden.got("with a long text message instead", dealer.last());
    }
    Map<String, String> both = new HashMap<>(BUTTON);
    both.putAll(FAILOVER);
    send(name, WORDS, both);
    golden.got("with a button and a text message instead", dealer.last());
    golden.check("alimtalk/" + name + ".http");
  }

  private void send(String name, String words, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("notice-profile", name);
    settings.put("notice-url", dealer.uri().toString());
    settings.put("notice-key", "s3cret");
    settings.put("notice-app-key", "APP");
    settings.put("template-CS_01", words);
    var account = Accounts.kakao("happytalk-v3", dealer.uri(), settings, List.of());
    var notice = new Part.Template("alimtalk", "CS_01", Map.of("이름", "홍길동", "건명", "보험금"));
    var outbound =
        new Outbound(
            new UUID(0, 1), account.tenant(), account.id(), "+821012345678", null, List.of(notice));
    alimtalk.plan(account, outbound).forEach(call -> alimtalk.send(account, call));
  }
}
