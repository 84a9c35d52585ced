package kr.ondam.channel.alimtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;

/// Whatever a dealer of 알림톡 reports or answers, reading it ends in one of the known ways, and what
/// was understood fits into the tables.
final class NoticeFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private final Alimtalk alimtalk =
      new Alimtalk(Optional::of, new LazyHttpClient(KakaoCounsel::client));

  @FuzzTest
  void KK01_anyReportAndAnyAnswerIsUnderstoodOrRefused(byte[] body) {
    for (var name : NoticeProfile.names()) {
      var account =
          Accounts.kakao(
              "", URI.create("http://127.0.0.1:1"), Map.of("notice-profile", name), List.of());
      var request = new RawRequest("k", "", Map.of(), body, "127.0.0.1");
      switch (alimtalk.parse(account, request, NOW)) {
        case Parsed.Reported(var reports, var _) -> reports.forEach(NoticeFuzzTest::fits);
        case Parsed.Malformed _, Parsed.Unreadable _ -> {}
        case Parsed.Understood(var inbounds, var _) -> assertThat(inbounds).isEmpty();
      }
      var answer = NoticeProfile.named(name).orElseThrow().section("answer");
      for (int status : new int[] {200, 400}) {
        if (alimtalk.read(answer, status, body, "") instanceof Outcome.Ok(var reference)) {
          assertThat(reference).hasSizeLessThanOrEqualTo(128);
          assertThat(reference.chars()).noneMatch(Character::isISOControl);
        }
      }
    }
  }

  private static void fits(DeliveryReport report) {
    for (var reference : report.references()) {
      assertThat(reference).isNotEmpty().hasSizeLessThanOrEqualTo(128);
      assertThat(reference.chars()).noneMatch(Character::isISOControl);
    }
    if (report.state() != DeliveryReport.State.FAILED) {
      assertThat(report.detail()).isEmpty();
    }
  }
}
