package kr.ondam.channel.alimtalk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.Recorder;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every call of every profile of 알림톡, whole.
final class GoldenNoticeTest {

  private final Recorder dealer = new Recorder();
  private final Alimtalk alimtalk = new Alimtalk(Optional::of, KakaoCounsel.client());

  @AfterEach
  void close() {
    dealer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lunasoft", "nhn"})
  void eachDealerGetsWhatItsDocumentsAskFor(String profile) {
    var golden = new Golden();
    send(profile, Map.of());
    golden.got("plain", dealer.last());
    send(profile, Map.of("notice-sms-from", "15881234", "button-CS_01", "상담 이어가기"));
    golden.got("with a button and a text message instead", dealer.last());
    golden.check("alimtalk/" + profile + ".http");
  }

  private void send(String profile, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("notice-profile", profile);
    settings.put("notice-url", dealer.uri().toString());
    settings.put("notice-key", "s3cret");
    settings.put("template-CS_01", "#{이름}님, 문의하신 #{건명} 건의 답변이 준비되었습니다.");
    if (profile.equals("nhn")) {
      settings.put("notice-app-key", "APP");
    }
    var account = Accounts.kakao("happytalk-v3", dealer.uri(), settings, List.of());
    var notice = new Part.Template("alimtalk", "CS_01", Map.of("이름", "홍길동", "건명", "보험금"));
    var outbound =
        new Outbound(
            new UUID(0, 1), account.tenant(), account.id(), "+821012345678", null, List.of(notice));
    alimtalk.plan(account, outbound).forEach(call -> alimtalk.send(account, call));
  }
}
