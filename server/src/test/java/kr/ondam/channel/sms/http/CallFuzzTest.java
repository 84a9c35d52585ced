package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.time.VirtualTime;

/// Whatever a provider calls us with, in the body or in the query, and in whichever character set,
/// reading it ends in one of the four answers, and what was understood fits into the tables.
final class CallFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  private final HttpReader reader = new HttpReader();
  private final HttpSms sms =
      new HttpSms(Optional::of, new LazyHttpClient(KakaoCounsel::client), new VirtualTime(NOW));
  private final Map<ChannelAccount, HttpProfile> accounts = new HashMap<>();
  private final ChannelAccount answered = account("infobank-omni", "utf-8");

  CallFuzzTest() {
    for (String name : HttpProfiles.shipped().names()) {
      var profile = HttpProfiles.shipped().named(name).orElseThrow();
      for (String charset : List.of("utf-8", "euc-kr")) {
        accounts.put(account(name, charset), profile);
      }
    }
  }

  private static ChannelAccount account(String profile, String charset) {
    return HttpAccounts.of(profile, URI.create("http://127.0.0.1:1"), "charset", charset);
  }

  @FuzzTest
  void SM72_anyCallIsUnderstoodOrRefused(byte[] octets) {
    var query = new String(octets, StandardCharsets.ISO_8859_1);
    for (String tail : List.of("mo", "dlr", "")) {
      var posted = new RawRequest(tail, "", Map.of(), octets, "127.0.0.1");
      var asked = new RawRequest(tail, query, Map.of(), new byte[0], "127.0.0.1");
      accounts.forEach((account, profile) -> {
        judge(reader.read(account, profile, posted, NOW));
        judge(reader.read(account, profile, asked, NOW));
      });
      assertThat(sms.accepted(answered, posted).contentType()).isEqualTo("application/json");
    }
    var signed = Map.of("x-twilio-signature", query);
    sms.verify(
        account("twilio", "utf-8"), new RawRequest("mo", query, signed, octets, "127.0.0.1"));
  }

  private static void judge(Parsed parsed) {
    switch (parsed) {
      case Parsed.Understood(var inbounds, var _) -> inbounds.forEach(Storable::fits);
      case Parsed.Reported(var reports, var _) -> reports.forEach(Storable::fits);
      case Parsed.Unreadable(var reason) -> assertThat(reason).matches("[a-z_]{1,40}");
      case Parsed.Malformed(int status, var code) -> {
        assertThat(status).isIn(400, 403, 415);
        assertThat(code).matches("[a-z_]{1,40}");
      }
    }
  }
}
