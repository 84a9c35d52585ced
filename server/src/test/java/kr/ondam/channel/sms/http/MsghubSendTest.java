package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Loss;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.sms.SmsCheck;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes to U+ Message Hub, field by field.
final class MsghubSendTest {
  private static final UUID ID = new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private static final String LONG = "안녕하세요 한빛생명 상담사 김상담입니다. 문의하신 내용을 확인했습니다. 잠시만 기다려 주세요. 감사합니다.";

  private final FakeMsghub hub = new FakeMsghub();
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-27T00:00:00Z"));
  private final HttpSms sms = new HttpSms(Optional::of, KakaoCounsel.client(), time);

  @AfterEach
  void close() {
    hub.close();
  }

  private Outcome send(String text, String... settings) {
    var account = HttpAccounts.of("uplus-msghub", hub.uri(), settings);
    var out =
        new Outbound(
            ID, account.tenant(), account.id(), "01012345678", null, List.of(new Part.Text(text)));
    return sms.send(account, sms.plan(account, out).getFirst());
  }

  private FakeMsghub.Call last() {
    return hub.calls().getLast();
  }

  @Test
  void aShortText() {
    assertThat(send("네")).isInstanceOf(Outcome.Ok.class);
    assertThat(last().method() + " " + last().path()).isEqualTo("POST /msg/v1/sms");
    var sent = last().json();
    var serial = sent.at("/recvInfoLst/0/cliKey").asString();
    assertThat(serial).matches("[a-zA-Z0-9-_.@]{1,30}");
    assertThat(sent.toString())
        .isEqualTo(
            "{\"callback\":\"15881234\",\"msg\":\"네\",\"recvInfoLst\":[{\"cliKey\":\"%s\",\"phone\":\"01012345678\"}]}"
                .formatted(serial));
    assertThat(last().tokens()).isEqualTo("Bearer t-1");
    assertThat(send("네")).as("its report is found by our own id").isEqualTo(new Outcome.Ok(serial));
    assertThat(hub.asked("/auth")).as("the token is used again").isEqualTo(1);
  }

  @Test
  void SM64_aLongTextHasATitle() {
    assertThat(send(LONG)).isInstanceOf(Outcome.Ok.class);
    assertThat(last().path()).isEqualTo("/msg/v1/mms");
    assertThat(last().json().has("title")).isTrue();
    assertThat(last().json().has("fileIdLst")).isFalse();
  }

  /// U+ would put the value of a variable, or nothing, in its place.
  @Test
  void whatUplusWouldReplaceIsNamedBeforeAndNotSent() {
    var account = HttpAccounts.of("uplus-msghub", hub.uri());
    var can = sms.capabilities(account);
    var text = List.<Part>of(new Part.Text("#{이름}님, {괄호}와 #번호 그리고 #{}, #{이름}"));
    assertThat(SmsCheck.losses(ChannelKind.SMS_HTTP, can, text))
        .containsExactly(new Loss(Loss.Kind.REPLACED, 2, "#{이름} #{}"));
    assertThatThrownBy(() -> send("#{이름}님")).hasMessageContaining("1 words that the provider");
    assertThat(hub.calls()).isEmpty();
    assertThat(send("{괄호} #번호 ${x} # {y}")).isInstanceOf(Outcome.Ok.class);
    assertThat(last().json().path("msg").asString()).isEqualTo("{괄호} #번호 ${x} # {y}");
    var other = sms.capabilities(HttpAccounts.of("nhn-v3", hub.uri()));
    assertThat(SmsCheck.losses(ChannelKind.SMS_HTTP, other, text)).isEmpty();
  }

  @Test
  void thePasswordGoesHashedWithWhatStandsInThePath() {
    // Computed with openssl: base64(sha512(base64(sha512("pw")) + ".n1")).
    assertThat(Signatures.msghub("pw", "n1"))
        .isEqualTo(
            "3ceHIqWLXYij5CNh0ZYBKnN0oJ1+zr1kVblreHbua09tQC4SSlVi2UIT4n5aoKvYHn/0AyFbLZRYMF6+9LRhRQ==");
    assertThat(send("네", "api-password", "wrong"))
        .isEqualTo(new Outcome.Unauthorised("token request: HTTP 401"));
    assertThat(hub.calls()).allMatch(call -> !call.body().contains("wrong"));
  }

  @ParameterizedTest
  @CsvSource({
    "200, 10000, 10000, Ok",
    "200, 10000, 29005, Ok",
    "400, 29005, '', Ok",
    "400, 29002, '', Throttled",
    "400, 29031, '', Retry",
    "400, 29015, '', Uncertain",
    "400, 29001, '', Permanent",
    "200, 10000, 30116, Permanent",
    "200, 29018, '', Permanent",
    "401, 29011, '', Unauthorised",
    "500, 29012, '', Uncertain",
    "503, '', '', Retry",
    "429, '', '', Throttled",
    "0, '', '', Uncertain",
  })
  void O3_everyAnswerMeansOneThing(int status, String code, String item, String outcome) {
    var data = item.isEmpty() ? "null" : "[{\"code\":\"%s\",\"message\":\"m\"}]".formatted(item);
    hub.next(status, "{\"code\":\"%s\",\"message\":\"x\",\"data\":%s}".formatted(code, data));
    var came = send("네");
    assertThat(came.getClass().getSimpleName()).isEqualTo(outcome);
    if (came instanceof Outcome.Permanent(var told, var _)) {
      assertThat(told).isEqualTo(item.isEmpty() ? code : item);
    }
    if (came instanceof Outcome.Throttled(var after)) {
      assertThat(after).isLessThanOrEqualTo(ProviderHttp.PAUSE);
    }
  }

  @Test
  void whoIsPolledIsNotCalled() {
    var account = HttpAccounts.of("uplus-msghub", hub.uri());
    assertThat(
            sms.parse(account, HttpAccounts.post("mo", "{}", java.util.Map.of()), time.instant()))
        .isEqualTo(new Parsed.Unreadable("wrong_path"));
  }

  @Test
  void SM37_whatWasSetAsideIsUnderstoodWhenItIsTakenUpAgain() {
    var mo =
        "{\"moKey\":\"k1\",\"moNumber\":\"15889999\",\"moCallback\":\"01012345678\",\"moMsg\":\"네\"}";
    var letter = HttpAccounts.post("", mo, java.util.Map.of());
    var before = HttpAccounts.of("uplus-msghub", hub.uri());
    assertThat(sms.parse(before, letter, time.instant()))
        .isEqualTo(new Parsed.Unreadable("foreign_number"));
    var after = HttpAccounts.of("uplus-msghub", hub.uri(), "number", "15889999");
    assertThat(sms.parse(after, letter, time.instant()))
        .isInstanceOfSatisfying(
            Parsed.Understood.class, all -> assertThat(all.inbounds()).hasSize(1));
    var report =
        HttpAccounts.post("", "{\"cliKey\":\"a-0\",\"resultCode\":\"10000\"}", java.util.Map.of());
    assertThat(sms.parse(after, report, time.instant())).isInstanceOf(Parsed.Reported.class);
    assertThat(sms.parse(after, HttpAccounts.post("", "<", java.util.Map.of()), time.instant()))
        .isEqualTo(new Parsed.Unreadable("bad_json"));
  }

  @Test
  void itsSettingsAreJudged() {
    var good = HttpAccounts.of("uplus-msghub", hub.uri()).settings();
    assertThat(HttpAccounts.PROVIDERS.problems("uplus-msghub", true, good)).isEmpty();
    assertThat(HttpAccounts.PROVIDERS.problems("uplus-msghub", false, java.util.Map.of()))
        .extracting(SettingProblem::key)
        .containsExactly("base-url", "number", "api-key", "api-password");
    assertThat(HttpAccounts.PROVIDERS.secrets("uplus-msghub")).containsExactly("api-password");
  }
}
