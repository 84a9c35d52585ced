package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.StrictJson;

/// Whatever a dealer of 상담톡 answers, to a message or to a file, is one of the known outcomes, and
/// nothing counts as taken that does not say so.
final class CounselAnswerFuzzTest {
  private final StrictJson json = new StrictJson();
  private final LazyHttpClient http = new LazyHttpClient(KakaoCounsel::client);
  private final CounselSender sender = new CounselSender(json, new Profiles(), Optional::of, http);
  private final Handing handing = new Handing(json, new ProviderHttp(http));

  @FuzzTest
  void KK01_anyAnswerIsAnOutcome(byte[] body) {
    for (var name : Profile.names()) {
      var profile = Profile.named(name).orElseThrow();
      for (int status : new int[] {200, 400}) {
        var outcome = sender.read(profile, status, body);
        if (outcome instanceof Outcome.Ok) {
          assertThat(json.document(body).has("code")).isTrue();
        }
        if (outcome instanceof Outcome.Permanent(var code, var reason)) {
          assertThat(code).isNotEmpty();
          assertThat(reason).hasSizeLessThanOrEqualTo(200);
        }
        var handed = handing.read(profile, "file", status, body);
        if (handed instanceof Handing.Handed.Taken(var address)) {
          assertThat(status).isEqualTo(200);
          assertThat(address).isNotBlank();
        }
      }
    }
  }
}
