package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;

/// Whatever a dealer posts, reading it ends in one of the four answers, and what was understood
/// fits into the tables.
final class CounselFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private final KakaoCounsel kakao =
      new KakaoCounsel(Optional::of, new LazyHttpClient(KakaoCounsel::client));

  @FuzzTest
  void KK01_anyBodyIsUnderstoodOrRefused(byte[] body) {
    var account = Accounts.kakao("happytalk-v3", URI.create("http://127.0.0.1:1"));
    for (String tail : List.of("message", "reference", "expired_session")) {
      var request =
          new RawRequest(tail, "", Map.of("content-type", "application/json"), body, "127.0.0.1");
      if (kakao.parse(account, request, NOW) instanceof Parsed.Understood(var inbounds, var _)) {
        inbounds.forEach(CounselFuzzTest::fits);
      }
    }
  }

  private static void fits(Inbound inbound) {
    assertThat(inbound.externalUser()).isNotEmpty().hasSizeLessThanOrEqualTo(128);
    if (inbound instanceof Inbound.Spoken spoken) {
      assertThat(spoken.externalId()).isNotEmpty().hasSizeLessThanOrEqualTo(160);
      assertThat(spoken.parts()).isNotEmpty();
    }
  }
}
