package kr.ondam.channel.sms.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.Recorder;
import kr.ondam.channel.kakao.KakaoCounsel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of every profile of text messages, whole.
final class GoldenSmsTest {
  private static final UUID ID = new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0001L);

  private final Recorder provider = new Recorder();
  private final HttpSms sms =
      new HttpSms(
          Optional::of,
          KakaoCounsel.client(),
          InstantSource.fixed(Instant.parse("2026-11-26T09:00:00Z")));

  @AfterEach
  void close() {
    provider.close();
  }

  static Stream<String> profiles() {
    return HttpProfile.names().stream();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void eachProviderGetsWhatItsDocumentsAskFor(String profile) {
    if (profile.equals("infobank-omni")) {
      provider.answers("{\"code\":\"A000\",\"data\":{\"token\":\"t-1\",\"schema\":\"Bearer\"}}");
    }
    if (profile.equals("uplus-msghub")) {
      provider.answers("{\"code\":\"10000\",\"data\":{\"token\":\"t-1\"}}");
    }
    send(profile, "네, 확인했습니다. & 100%");
    send(profile, "안녕하세요 한빛생명입니다.\n" + "가나다라마".repeat(10));
    var requests = provider.requests();
    var golden = new Golden();
    for (var token : requests.subList(0, requests.size() - 2)) {
      golden.got("token", token);
    }
    golden.got("short", requests.get(requests.size() - 2));
    golden.got("long", requests.getLast());
    golden.check("sms/" + profile + ".http");
  }

  private void send(String profile, String text) {
    var account = HttpAccounts.of(profile, provider.uri());
    var outbound =
        new Outbound(
            ID, account.tenant(), account.id(), "01012345678", null, List.of(new Part.Text(text)));
    sms.plan(account, outbound).forEach(call -> sms.send(account, call));
  }
}
