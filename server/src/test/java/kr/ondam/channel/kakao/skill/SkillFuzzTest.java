package kr.ondam.channel.kakao.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;

/// Whatever a skill posts, reading it ends in one of the four answers, and what was understood fits
/// into the tables.
final class SkillFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private final SkillReader reader = new SkillReader(new StrictJson());

  @FuzzTest
  void KK01_anyBodyIsUnderstoodOrRefused(byte[] body) {
    var account = SkillAccounts.plain(URI.create("https://bot-api.kakao.com"));
    var request = new RawRequest("k", "", Map.of(), body, "127.0.0.1");
    var read = reader.read(account, request, NOW);
    if (read.parsed() instanceof Parsed.Understood(var inbounds, var _)) {
      inbounds.forEach(SkillFuzzTest::fits);
    } else {
      assertThat(read.callback()).isNull();
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
