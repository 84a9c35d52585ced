package kr.ondam.channel.alimtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.Verification;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each dealer of 알림톡 gets, field by field, and what its answers mean.
final class AlimtalkTest {
  private static final String WORDS = "#{이름}님, 문의하신 #{건명} 건의 답변이 준비되었습니다.";
  private static final Map<String, String> VALUES = Map.of("이름", "홍길동", "건명", "보험금");
  private static final String FILLED = "홍길동님, 문의하신 보험금 건의 답변이 준비되었습니다.";

  private final FakeNotices dealer = new FakeNotices();
  private final Alimtalk alimtalk = new Alimtalk(Optional::of, KakaoCounsel.client());

  @AfterEach
  void close() {
    dealer.close();
  }

  private ChannelAccount account(String profile, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("notice-profile", profile);
    settings.put("notice-url", dealer.uri().toString());
    settings.put("notice-key", "s3cret");
    settings.put("notice-webhook-secret", "h00k");
    settings.put("template-CS_01", WORDS);
    if (profile.equals("nhn")) {
      settings.put("notice-app-key", "APP");
    }
    return Accounts.kakao("happytalk-v3", dealer.uri(), settings, List.of());
  }

  private ProviderCall plan(ChannelAccount account, String code, Map<String, String> values) {
    var outbound =
        new Outbound(
            new UUID(0, 1),
            account.tenant(),
            account.id(),
            "+821012345678",
            null,
            List.of(new Part.Template("alimtalk", code, values)));
    return alimtalk.plan(account, outbound).getFirst();
  }

  private Outcome send(ChannelAccount account) {
    return alimtalk.send(account, plan(account, "CS_01", VALUES));
  }

  @Test
  void lunasoftGetsTheGoldenBody() {
    var account = account("lunasoft", Map.of());
    var call = plan(account, "CS_01", VALUES);
    assertThat(call.body())
        .isEqualTo(
            """
            {"message_type":"AT","message_key":"1","sender_key":"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",\
            "country_code":"82","recipient_number":"01012345678","template_code":"CS_01","message":"%s"}\
            """
                .formatted(FILLED));
    assertThat(call.toString()).as("secrets are added when it is sent").doesNotContain("s3cret");
    assertThat(send(account)).isEqualTo(new Outcome.Ok("1"));
    assertThat(dealer.calls().getFirst().complaint()).isEmpty();
  }

  @Test
  void nhnGetsTheGoldenBody() {
    var account = account("nhn", Map.of());
    assertThat(plan(account, "CS_01", VALUES).body())
        .isEqualTo(
            """
            {"senderKey":"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567","templateCode":"CS_01",\
            "recipientList":[{"recipientNo":"01012345678","templateParameter":{"건명":"보험금","이름":"홍길동"}}]}\
            """);
    assertThat(send(account)).isEqualTo(new Outcome.Ok("r1/1"));
    assertThat(dealer.calls().getFirst().complaint()).isEmpty();
  }

  @Test
  void theButtonAndTheTextMessageInsteadGoAlong() {
    var more = Map.of("notice-sms-from", "15881234", "button-CS_01", "상담 이어가기");
    var lunasoft = plan(account("lunasoft", more), "CS_01", VALUES).body();
    assertThat(lunasoft)
        .contains("\"attachment\":{\"button\":[{\"name\":\"상담 이어가기\",\"type\":\"BC\"}]}")
        .contains("\"failover_message\":{\"from_number\":\"15881234\"")
        .contains("\"message\":\"" + FILLED + "\"}");
    assertThat(plan(account("nhn", more), "CS_01", VALUES).body())
        .contains("\"resendParameter\":{\"isResend\":true,\"resendType\":\"SMS\"")
        .contains("\"resendSendNo\":\"15881234\"");
    var emoji = Map.of("이름", "홍😀", "건명", "보험금");
    assertThat(plan(account("lunasoft", more), "CS_01", emoji).body())
        .as("a text message could not hold it")
        .doesNotContain("failover");
  }

  /// lunasoft reports under our serial, NHN under a name that only the lost answer said.
  @ParameterizedTest
  @CsvSource({"lunasoft, 1", "nhn, ''"})
  void O3_aRepeatedCallCountsAsSentUnderTheNameThatIsKnown(String profile, String name) {
    var account = account(profile, Map.of());
    assertThat(send(account)).isInstanceOf(Outcome.Ok.class);
    assertThat(send(account)).isEqualTo(new Outcome.Ok(name));
    assertThat(alimtalk.repeatable()).isTrue();
  }

  @Test
  void mapsEveryCodeToItsOutcome() {
    assertThat(after("3005")).isInstanceOf(Outcome.Uncertain.class);
    assertThat(after("3012")).isEqualTo(new Outcome.Ok("1"));
    for (var code : List.of("9998", "9999", "LS0101", "LS0102", "LS9999")) {
      assertThat(after(code)).as(code).isInstanceOf(Outcome.Retry.class);
    }
    for (var code : List.of("1001", "3014", "3016", "3018", "3019", "3020", "3022")) {
      assertThat(after(code)).as(code).isEqualTo(new Outcome.Permanent(code, "x"));
    }
    var account = account("lunasoft", Map.of());
    for (int status : List.of(0, 401, 429, 500)) {
      dealer.next(status, "");
      assertThat(send(account))
          .isInstanceOfAny(
              Outcome.Uncertain.class,
              Outcome.Unauthorised.class,
              Outcome.Throttled.class,
              Outcome.Retry.class);
    }
    dealer.next(200, "<html>");
    assertThat(send(account)).isInstanceOf(Outcome.Uncertain.class);
    var nhn = account("nhn", Map.of());
    dealer.next(
        200,
        "{\"header\":{\"resultCode\":0,\"resultMessage\":\"x\"},\"message\":{\"sendResults\":[{\"resultCode\":-2004}]}}");
    assertThat(send(nhn)).isEqualTo(new Outcome.Permanent("-2004", "x"));
  }

  private Outcome after(String code) {
    dealer.next(200, "{\"code\":\"" + code + "\",\"message\":\"x\"}");
    return send(account("lunasoft", Map.of()));
  }

  @Test
  void whatIsMissingOrUnknownIsNamed() {
    var account = account("lunasoft", Map.of());
    assertThatThrownBy(() -> plan(account, "CS_01", Map.of("이름", "홍길동")))
        .hasMessageContaining("variable 건명 of template CS_01: missing");
    assertThatThrownBy(() -> plan(account, "CS_01", Map.of("이름", "홍", "건명", "x", "색", "y")))
        .hasMessageContaining("variable 색 (expected: one of [건명, 이름])");
    assertThatThrownBy(() -> plan(account, "CS_02", Map.of()))
        .hasMessageContaining("template: CS_02 (expected: one of [CS_01])");
    var endless = Map.of("이름", "홍".repeat(1000), "건명", "x");
    assertThatThrownBy(() -> plan(account, "CS_01", endless)).hasMessageContaining("at most 1000");
    var sly = Map.of("이름", "#{건명}", "건명", "$1");
    assertThat(plan(account, "CS_01", sly).body()).contains("#{건명}님, 문의하신 $1 건의");
  }

  private RawRequest told(String header, String secret, String body) {
    return new RawRequest(
        Accounts.KEY,
        "",
        Map.of(header, secret),
        body.getBytes(StandardCharsets.UTF_8),
        "127.0.0.1");
  }

  @Test
  void KK04_reportsAreBelievedByTheirSecretOnly() {
    var nhn = account("nhn", Map.of());
    var header = "x-toast-webhook-signature";
    assertThat(alimtalk.verify(nhn, told(header, "h00k", "{}")))
        .isEqualTo(new Verification.Authentic());
    assertThat(alimtalk.verify(nhn, told(header, "wrong", "{}")))
        .isEqualTo(new Verification.Refused(401, "bad_signature"));
    assertThat(alimtalk.verify(nhn, told("x", "h00k", "{}")))
        .isInstanceOf(Verification.Refused.class);
    var open = Accounts.kakao("", dealer.uri(), Map.of("notice-profile", "nhn"), List.of());
    assertThat(alimtalk.verify(open, told(header, "", "{}")))
        .as("nobody is let in without a secret")
        .isInstanceOf(Verification.Refused.class);
  }

  @Test
  void reportsSayWhatBecameOfANotice() {
    assertThat(
            reports(
                "nhn",
                "{\"hooks\":[{\"requestId\":\"r1\",\"recipientSeq\":1,\"resultCode\":\"1000\"},{\"requestId\":\"r1\",\"recipientSeq\":2,\"resultCode\":\"3018\",\"resultMessage\":\"NoSendAvailable\"}]}"))
        .extracting(r -> r.references().getFirst() + " " + r.state() + " " + r.detail())
        .containsExactly("r1/1 DELIVERED ", "r1/2 FAILED 3018 NoSendAvailable");
    assertThat(reports("lunasoft", "{\"code\":\"3005\",\"message_key\":\"k\"}"))
        .extracting(DeliveryReport::state)
        .containsExactly(DeliveryReport.State.SENT);
    var lunasoft = account("lunasoft", Map.of());
    assertThat(alimtalk.parse(lunasoft, told("x", "", "{}"), Instant.EPOCH))
        .isEqualTo(new Parsed.Unreadable("missing_reference"));
    assertThat(alimtalk.parse(lunasoft, told("x", "", "{\"message_key\":\"k\"}"), Instant.EPOCH))
        .as("nothing failed for all we know")
        .isEqualTo(new Parsed.Unreadable("missing_code"));
    assertThat(alimtalk.parse(lunasoft, told("x", "", "{"), Instant.EPOCH))
        .isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void aReportThatCannotBeReadLeavesTheOthersAlone() {
    var body =
        "{\"hooks\":[{\"resultCode\":\"1000\"},"
            + "{\"requestId\":\"r1\",\"recipientSeq\":2,\"resultCode\":\"1000\"}]}";
    assertThat(reports("nhn", body))
        .extracting(r -> r.references().getFirst())
        .containsExactly("r1/2");
    var parsed = alimtalk.parse(account("nhn", Map.of()), told("x", "", body), Instant.EPOCH);
    assertThat(((Parsed.Reported) parsed).unreadable()).isEqualTo("missing_reference");
  }

  private List<DeliveryReport> reports(String profile, String body) {
    var parsed = alimtalk.parse(account(profile, Map.of()), told("x", "", body), Instant.EPOCH);
    return ((Parsed.Reported) parsed).reports();
  }

  @Test
  void settingsAreJudged() {
    assertThat(NoticeSettings.problems(Map.of("farewell", "x"))).isEmpty();
    assertThat(NoticeSettings.problems(account("nhn", Map.of()).settings())).isEmpty();
    assertThat(NoticeSettings.problems(Map.of("notice-profile", "infobank")))
        .extracting(SettingProblem::key)
        .containsExactly("notice-profile");
    assertThat(
            NoticeSettings.problems(
                Map.of("notice-profile", "nhn", "notice-sms-from", "1588-1234", "template-ㄱ", "x")))
        .extracting(SettingProblem::key)
        .containsExactlyInAnyOrder("notice-app-key", "notice-key", "notice-sms-from", "template-ㄱ");
  }
}
