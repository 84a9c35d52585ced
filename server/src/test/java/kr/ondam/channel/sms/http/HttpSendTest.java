package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each provider gets, field by field.
final class HttpSendTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final UUID ID = new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private static final String LONG = "안녕하세요 한빛생명 상담사 김상담입니다.\n" + "가".repeat(60);

  private final FakeGateway gateway = new FakeGateway();
  private final HttpSms sms =
      new HttpSms(Optional::of, KakaoCounsel.client(), InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    gateway.close();
  }

  private Outcome send(ChannelAccount account, String to, String text) {
    var outbound =
        new Outbound(ID, account.tenant(), account.id(), to, null, List.of(new Part.Text(text)));
    var calls = sms.plan(account, outbound);
    assertThat(calls).hasSize(1);
    assertThat(calls.toString())
        .as("secrets are added when it is sent")
        .doesNotContain("secret", "\"pw\"", "12345,");
    return sms.send(account, calls.getFirst());
  }

  private Outcome send(String profile, String text) {
    return send(HttpAccounts.of(profile, gateway.uri()), "01012345678", text);
  }

  private FakeGateway.Call last() {
    return gateway.calls().getLast();
  }

  private static String serial() {
    return new java.math.BigInteger(ID.toString().replace("-", ""), 16).toString(36) + "-0";
  }

  @Test
  void kannel() {
    assertThat(send("kannel", "안녕하세요 😀 & 100%")).isEqualTo(new Outcome.Ok(serial()));
    assertThat(last().method()).isEqualTo("POST");
    assertThat(last().path()).isEqualTo("/cgi-bin/sendsms");
    assertThat(last().query()).as("no secrets in the log of a proxy").isEmpty();
    assertThat(last().body()).isEqualTo("안녕하세요 😀 & 100%");
    assertThat(last().headers())
        .containsAllEntriesOf(
            Map.of(
                "content-type", "text/plain; charset=utf-8",
                "x-kannel-username", "italk",
                "x-kannel-password", "pw",
                "x-kannel-from", "15881234",
                "x-kannel-to", "01012345678",
                "x-kannel-coding", "2",
                "x-kannel-dlr-mask", "19",
                "x-kannel-dlr-url",
                    "https://talk.example.kr/ch/sms/"
                        + HttpAccounts.KEY
                        + "/dlr?id="
                        + serial()
                        + "&type=%d&err=%A"));
    gateway.next(202, "3: Queued for later delivery");
    assertThat(send("kannel", "네")).isInstanceOf(Outcome.Ok.class);
    gateway.next(403, "Authorization failed for sendsms");
    assertThat(send("kannel", "네")).isEqualTo(new Outcome.Unauthorised("HTTP 403"));
    gateway.next(400, "Number not valid");
    assertThat(send("kannel", "네"))
        .isEqualTo(new Outcome.Permanent("http_400", "Number not valid"));
  }

  @Test
  void infobank() {
    assertThat(send("infobank-omni", "네")).isEqualTo(new Outcome.Ok("mk1"));
    var token = gateway.calls().getFirst();
    assertThat(token.method() + token.path()).isEqualTo("POST/v1/auth/token");
    assertThat(token.headers())
        .containsEntry("x-ib-client-id", "ib-client")
        .containsEntry("x-ib-client-passwd", "ib-secret");
    assertThat(last().path()).isEqualTo("/v1/send/sms");
    assertThat(last().headers())
        .containsEntry("authorization", "Bearer t-1")
        .containsEntry("content-type", "application/json; charset=utf-8");
    assertThat(last().json().toString())
        .isEqualTo(
            "{\"from\":\"15881234\",\"to\":\"01012345678\",\"text\":\"네\",\"ref\":\"%s\"}"
                .formatted(serial()));
    assertThat(send("infobank-omni", LONG)).isEqualTo(new Outcome.Ok("mk2"));
    assertThat(gateway.calls()).as("the token is used again").hasSize(3);
    assertThat(last().path()).isEqualTo("/v1/send/mms");
    assertThat(last().json().get("title").asString()).isEqualTo("안녕하세요 한빛생명 상담사 김상담입니다.");
    assertThat(last().json().get("text").asString()).isEqualTo(LONG);
    gateway.next(200, "{\"code\":\"A110\",\"result\":\"No recipients\"}");
    assertThat(send("infobank-omni", "네"))
        .isEqualTo(new Outcome.Permanent("A110", "No recipients"));
    gateway.next(401, "");
    assertThat(send("infobank-omni", "네")).isEqualTo(new Outcome.Unauthorised("HTTP 401"));
    assertThat(send("infobank-omni", "네")).isEqualTo(new Outcome.Ok("mk1"));
    assertThat(gateway.calls().get(gateway.calls().size() - 2).path())
        .as("a refused token is asked for again")
        .isEqualTo("/v1/auth/token");
  }

  @Test
  void aTokenThatCannotBeHadNowIsAskedForLaterAndOnceForAllWhoWait() throws Exception {
    var clock = new VirtualTime(NOW);
    var patient = new HttpSms(Optional::of, KakaoCounsel.client(), clock);
    var account = HttpAccounts.of("infobank-omni", gateway.uri());
    var calls =
        patient.plan(
            account,
            new Outbound(
                ID,
                account.tenant(),
                account.id(),
                "01012345678",
                null,
                List.of(new Part.Text("네"))));
    for (int status : List.of(500, 503, 0)) {
      gateway.next(status, "");
      assertThat(patient.send(account, calls.getFirst())).isInstanceOf(Outcome.Retry.class);
      assertThat(patient.send(account, calls.getFirst()))
          .as("a failure is remembered for a moment")
          .isInstanceOf(Outcome.Retry.class);
      clock.advance(ProviderHttp.PAUSE);
    }
    assertThat(gateway.calls()).hasSize(3).allMatch(c -> c.path().equals("/v1/auth/token"));
    gateway.next(429, "");
    assertThat(patient.send(account, calls.getFirst())).isInstanceOf(Outcome.Throttled.class);
    clock.advance(ProviderHttp.PAUSE);
    gateway.next(401, "");
    assertThat(patient.send(account, calls.getFirst())).isInstanceOf(Outcome.Unauthorised.class);
    clock.advance(ProviderHttp.PAUSE);
    var gate = new CountDownLatch(1);
    List<Future<Outcome>> sent = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        sent.add(
            threads.submit(() -> {
              gate.await();
              return patient.send(account, calls.getFirst());
            }));
      }
      gate.countDown();
      for (var each : sent) {
        assertThat(each.get()).isInstanceOf(Outcome.Ok.class);
      }
    }
    assertThat(gateway.calls().stream().filter(c -> c.path().equals("/v1/auth/token")))
        .hasSize(3 + 2 + 1);
  }

  @Test
  void aClockThatIsSetBackKeepsNoFailedTokenRequest() {
    var clock = new VirtualTime(NOW);
    var patient = new HttpSms(Optional::of, KakaoCounsel.client(), clock);
    var account = HttpAccounts.of("infobank-omni", gateway.uri());
    var text = List.<Part>of(new Part.Text("네"));
    var outbound = new Outbound(ID, account.tenant(), account.id(), "01012345678", null, text);
    var call = patient.plan(account, outbound).getFirst();
    gateway.next(500, "");
    assertThat(patient.send(account, call)).isInstanceOf(Outcome.Retry.class);
    clock.set(NOW.minus(Duration.ofHours(1)));
    assertThat(patient.send(account, call)).isInstanceOf(Outcome.Ok.class);
    clock.set(NOW.minus(Duration.ofHours(3)));
    assertThat(patient.send(account, call)).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void aTokenIsNoLongerUsedWhenTheAccountChanged() {
    send("infobank-omni", "네");
    send(
        HttpAccounts.of("infobank-omni", gateway.uri(), "client-password", "new"),
        "01012345678",
        "네");
    assertThat(gateway.calls()).extracting(FakeGateway.Call::path).hasSize(4);
    assertThat(gateway.calls().get(2).headers()).containsEntry("x-ib-client-passwd", "new");
    try (var other = new FakeGateway()) {
      other.next(200, "{\"code\":\"A000\",\"data\":{\"token\":\"t-2\",\"schema\":\"Bearer\"}}");
      var moved = HttpAccounts.of("infobank-omni", other.uri(), "client-password", "new");
      send(moved, "01012345678", "네");
      assertThat(other.calls().getFirst().path()).isEqualTo("/v1/auth/token");
      assertThat(other.calls().getLast().headers()).containsEntry("authorization", "Bearer t-2");
    }
  }

  @Test
  void aTokenIsNoLongerUsedWhenTheSecretChanged() {
    var secret = new String[] {"old"};
    var rotating =
        new HttpSms(
            name -> Optional.of(name.equals("ref:ib") ? secret[0] : name),
            KakaoCounsel.client(),
            InstantSource.fixed(NOW));
    var account = HttpAccounts.of("infobank-omni", gateway.uri(), "client-password", "ref:ib");
    var parts = List.<Part>of(new Part.Text("네"));
    var outbound = new Outbound(ID, account.tenant(), account.id(), "01012345678", null, parts);
    var call = rotating.plan(account, outbound).getFirst();
    rotating.send(account, call);
    secret[0] = "new";
    rotating.send(account, call);
    assertThat(gateway.calls().get(2).headers()).containsEntry("x-ib-client-passwd", "new");
  }

  @Test
  void nhn() {
    assertThat(send("nhn-v3", "네")).isEqualTo(new Outcome.Ok("r1/1"));
    assertThat(last().path()).isEqualTo("/sms/v3.0/appKeys/APP/sender/sms");
    assertThat(last().headers()).containsEntry("x-secret-key", "nhn-secret");
    assertThat(last().json().toString())
        .isEqualTo(
            "{\"body\":\"네\",\"sendNo\":\"15881234\",\"recipientList\":[{\"recipientNo\":\"01012345678\"}]}");
    assertThat(send("nhn-v3", LONG)).isEqualTo(new Outcome.Permanent("-1001", "no"));
    assertThat(last().path()).endsWith("/sender/mms");
  }

  @Test
  void solapi() {
    assertThat(send("solapi-v4", "네")).isEqualTo(new Outcome.Ok("m1"));
    assertThat(last().json().toString())
        .isEqualTo(
            "{\"message\":{\"to\":\"01012345678\",\"from\":\"15881234\",\"text\":\"네\",\"type\":\"SMS\"}}");
    var header = String.valueOf(last().headers().get("authorization"));
    var matcher =
        java.util.regex.Pattern.compile(
                "HMAC-SHA256 apiKey=SK, date=2026-11-26T09:00:00Z, salt=([0-9a-f]{32}),"
                    + " signature=([0-9a-f]{64})")
            .matcher(header);
    assertThat(matcher.matches()).as(header).isTrue();
    assertThat(header)
        .isEqualTo(
            Signatures.solapi("SK", "solapi-secret", "2026-11-26T09:00:00Z", matcher.group(1)));
    gateway.next(400, "{\"errorCode\":\"ValidationError\",\"errorMessage\":\"번호가 올바르지 않습니다.\"}");
    assertThat(send("solapi-v4", "네"))
        .isEqualTo(new Outcome.Permanent("ValidationError", "번호가 올바르지 않습니다."));
    send("solapi-v4", LONG);
    assertThat(last().json().at("/message/type").asString()).isEqualTo("LMS");
    assertThat(last().json().at("/message/subject").asString()).startsWith("안녕하세요");
  }

  @Test
  void twilio() {
    assertThat(send("twilio", "네 ❤")).isEqualTo(new Outcome.Ok("SM1"));
    assertThat(last().path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
    assertThat(last().headers()).containsEntry("authorization", "Basic QUMxOjEyMzQ1");
    assertThat(last().fields())
        .isEqualTo(
            Map.of(
                "To", "+821012345678",
                "From", "+8215881234",
                "Body", "네 ❤",
                "StatusCallback", "https://talk.example.kr/ch/sms/" + HttpAccounts.KEY + "/dlr"));
    gateway.next(400, "{\"code\":21211,\"message\":\"The 'To' number is not valid\"}");
    assertThat(send("twilio", "네"))
        .isEqualTo(new Outcome.Permanent("21211", "The 'To' number is not valid"));
  }

  @ParameterizedTest
  @MethodSource(HttpAccounts.PROFILES)
  void O3_whatMayHaveBeenTakenIsInDoubtAndWhatWasNotIsTriedAgain(String profile) {
    boolean lent = HttpAccounts.profile(profile).section("auth").has("token");
    if (lent) {
      gateway.next(200, new YesAnswers(HttpAccounts.profile(profile)).token());
      send(profile, "네");
    }
    gateway.next(0, "");
    assertThat(send(profile, "네")).isEqualTo(new Outcome.Uncertain("connection lost"));
    gateway.next(500, "");
    assertThat(send(profile, "네")).isEqualTo(new Outcome.Uncertain("HTTP 500"));
    gateway.next(503, "");
    assertThat(send(profile, "네")).isInstanceOf(Outcome.Retry.class);
    gateway.next(429, "");
    assertThat(send(profile, "네")).isInstanceOf(Outcome.Throttled.class);
    var nowhere = HttpAccounts.of(profile, URI.create("http://127.0.0.1:1"));
    assertThat(send(nowhere, "01012345678", "네"))
        .isEqualTo(
            new Outcome.Retry(
                Duration.ofSeconds(2), lent ? "no answer to a token request" : "unreachable"));
  }

  @ParameterizedTest
  @MethodSource(HttpAccounts.PROFILES)
  void SM65_SM68_whatCannotBeCarriedIsNotSent(String profile) {
    var account = HttpAccounts.of(profile, gateway.uri());
    assertThatThrownBy(() -> send(account, "KAKAO", "네")).hasMessageContaining("customer's number");
    assertThatThrownBy(() -> send(account, "+14155550100", "Hi"))
        .hasMessageContaining("abroad: true");
    if (HttpAccounts.profile(profile).limited()) {
      assertThatThrownBy(() -> send(account, "01012345678", "❤"))
          .hasMessageContaining("1 characters that are not in MS949");
      assertThatThrownBy(() -> send(account, "01012345678", "가".repeat(1001)))
          .hasMessageContaining("2002 octets");
    }
    assertThat(gateway.calls()).isEmpty();
    send(HttpAccounts.of(profile, gateway.uri(), "abroad", "true"), "+14155550100", "Hi");
    assertThat(gateway.calls()).isNotEmpty();
  }

  @Test
  void whatACustomerIsToldIsNeverReadAsATemplate() {
    send("kannel", "${password} $1 \\ ${/from}");
    assertThat(last().body()).isEqualTo("${password} $1 \\ ${/from}");
  }

  @ParameterizedTest
  @MethodSource(HttpAccounts.PROFILES)
  void theSettingsOfEveryProfileAreJudged(String profile) {
    var good = new HashMap<>(HttpAccounts.of(profile, gateway.uri()).settings());
    assertThat(HttpAccounts.PROVIDERS.problems(profile, true, good)).isEmpty();
    List<String> needed = new ArrayList<>(List.of("base-url", "number"));
    HttpAccounts.profile(profile)
        .section("settings")
        .properties()
        .forEach(setting -> {
          if (!setting.getValue().asString().startsWith("optional")) {
            needed.add(setting.getKey());
          }
        });
    assertThat(HttpAccounts.PROVIDERS.problems(profile, false, Map.of()))
        .extracting(SettingProblem::key)
        .containsExactlyInAnyOrderElementsOf(needed);
    good.put("abroad", "yes");
    assertThat(HttpAccounts.PROVIDERS.problems(profile, true, good))
        .containsExactly(new SettingProblem("abroad", "yes", "true or false"));
  }

  @Test
  void anUnknownProfileIsNamed() {
    assertThat(HttpAccounts.PROVIDERS.problems("../x", true, Map.of()))
        .containsExactly(
            new SettingProblem("profile", "../x", "the name of a profile in docs/channels.md"));
  }
}
