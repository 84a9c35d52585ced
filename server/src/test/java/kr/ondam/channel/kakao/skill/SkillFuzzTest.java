package kr.ondam.channel.kakao.skill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.store.MemoryStores;

/// Whatever a skill posts, reading it ends in one of the four answers, and what was understood fits
/// into the tables.
final class SkillFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private final StrictJson json = new StrictJson();
  private final SkillReader reader = new SkillReader(json);
  private final LazyHttpClient http = new LazyHttpClient(KakaoCounsel::client);
  private final CallbackStore callbacks = new MemoryStores().stores().callbacks();
  private final KakaoSkill skill = new KakaoSkill(Optional::of, http, callbacks, () -> NOW);
  private final SkillSender sender =
      new SkillSender(json, Optional::of, http, callbacks, () -> NOW);

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
    assertThat(
            json.document(skill.accepted(account, request).body().getBytes(UTF_8))
                .path("version")
                .asString())
        .isEqualTo("2.0");
    if (read.callback() != null) {
      var kept = json.document(skill.kept(request).getBytes(UTF_8));
      assertThat(kept.path("userRequest").has("callbackUrl")).isFalse();
    }
    for (int status : new int[] {200, 400}) {
      if (sender.read(status, body) instanceof Outcome.Ok) {
        assertThat(json.document(body).path("status").asString("")).isEqualTo("SUCCESS");
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
