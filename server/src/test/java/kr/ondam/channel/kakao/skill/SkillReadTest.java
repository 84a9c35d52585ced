package kr.ondam.channel.kakao.skill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import org.junit.jupiter.api.Test;

/// What becomes of what a skill posts.
final class SkillReadTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final URI KAKAO = URI.create("https://bot-api.kakao.com");
  private static final String ADDRESS = KAKAO + "/callback/1";

  private final ChannelAccount account = SkillAccounts.withEvent(KAKAO);
  private final SkillReader reader = new SkillReader(new StrictJson());

  private SkillReader.Read read(String body, Instant at) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var request = new RawRequest(SkillAccounts.KEY, "", Map.of(), bytes, "127.0.0.1");
    return reader.read(account, request, at);
  }

  private Inbound.Spoken spoken(String body, Instant at) {
    return (Inbound.Spoken) ((Parsed.Understood) read(body, at).parsed()).inbounds().getLast();
  }

  @Test
  void readsTheUtteranceAndTheAddress() {
    var read = read(SkillAccounts.skill("9f8e", "상담원 연결해 주세요", ADDRESS), NOW);
    var spoken = (Inbound.Spoken) ((Parsed.Understood) read.parsed()).inbounds().getFirst();
    assertThat(spoken.externalUser()).isEqualTo("9f8e");
    assertThat(spoken.kind()).isEqualTo(ChannelKind.KAKAO_SKILL);
    assertThat(spoken.parts()).containsExactly(new Part.Text("상담원 연결해 주세요"));
    assertThat(spoken.weakId()).isFalse();
    assertThat(spoken.externalId()).hasSizeLessThanOrEqualTo(160);
    assertThat(spoken.attributes())
        .containsEntry("block", "상담원 연결")
        .containsEntry("app_user_id", "1234567890");
    var callback = read.callback();
    assertThat(callback).isNotNull();
    assertThat(spoken.toString())
        .as("the address is no business of readers")
        .doesNotContain(ADDRESS);
  }

  @Test
  void KK26_withoutAnAddressTheSameWordsAreOneMessageForTenSeconds() {
    var body = SkillAccounts.skill("9f8e", "여보세요", "");
    var first = spoken(body, NOW);
    assertThat(first.weakId()).isTrue();
    assertThat(spoken(body, NOW.plusSeconds(9)).externalId()).isEqualTo(first.externalId());
    assertThat(spoken(body, NOW.plusSeconds(10)).externalId()).isNotEqualTo(first.externalId());
    assertThat(spoken(SkillAccounts.skill("9f8f", "여보세요", ""), NOW).externalId())
        .isNotEqualTo(first.externalId());
    var again = SkillAccounts.skill("9f8e", "여보세요", ADDRESS);
    assertThat(spoken(again, NOW.plusSeconds(60)).externalId())
        .isEqualTo(spoken(again, NOW).externalId());
  }

  @Test
  void theEntryPointIsTheRoutingKey() {
    var body =
        SkillAccounts.skill("9f8e", "요금이요", ADDRESS)
            .replace("\"clientExtra\":{}", "\"clientExtra\":{\"extra\":\"busan_billing\"}");
    var inbounds = ((Parsed.Understood) read(body, NOW).parsed()).inbounds();
    assertThat(inbounds).hasSize(2);
    assertThat(((Inbound.Referred) inbounds.getFirst()).routingKey()).isEqualTo("busan_billing");
  }

  @Test
  void aPhotoIsAPhoto() {
    var body =
        SkillAccounts.skill("9f8e", "https://dn-m.talk.kakao.com/i.jpg", ADDRESS)
            .replace(
                "\"params\":{\"surface\"",
                "\"params\":{\"media\":{\"type\":\"image\",\"url\":\"https://dn-m.talk.kakao.com/i.jpg\"},\"surface\"");
    var spoken = spoken(body, NOW);
    assertThat(spoken.parts())
        .containsExactly(new Part.Image("https://dn-m.talk.kakao.com/i.jpg", null));
    assertThat(spoken.raw()).isNotNull().doesNotContain("callbackUrl");
  }

  @Test
  void hostileAndForeignInputIsNamed() {
    assertThat(reason("{\"user_key\":\"u\"}")).isEqualTo("wrong_format: /ch/kakao");
    assertThat(reason("[]")).isEqualTo("wrong_format");
    assertThat(reason("{\"userRequest\":{\"user\":{\"id\":\"\"}}}")).isEqualTo("missing_user_id");
    assertThat(reason("{\"userRequest\":{\"user\":{\"id\":7}}}")).isEqualTo("type");
    assertThat(reason("{\"userRequest\":{\"user\":{\"id\":\"" + "u".repeat(129) + "\"}}}"))
        .isEqualTo("user_id");
    assertThat(read("{", NOW).parsed()).isInstanceOf(Parsed.Malformed.class);
    var other = SkillAccounts.skill("u", "x", "").replace(SkillAccounts.BOT, "6b");
    assertThat(read(other, NOW).parsed()).isEqualTo(new Parsed.Malformed(403, "foreign_bot"));
    var trial =
        SkillAccounts.skill("u", "x", "").replace(SkillAccounts.BOT, SkillAccounts.BOT + "!");
    assertThat(read(trial, NOW).parsed()).isInstanceOf(Parsed.Understood.class);
  }

  @Test
  void KK33_anEmptyUtteranceIsAMessage() {
    assertThat(spoken(SkillAccounts.skill("u", "", ""), NOW).parts())
        .containsExactly(new Part.Text(""));
  }

  @Test
  void KK32_anEndlessUtteranceIsAPlaceholder() {
    assertThat(spoken(SkillAccounts.skill("u", "가".repeat(65_537), ""), NOW).parts())
        .containsExactly(
            new Part.Text("가".repeat(1000)), new Part.Unsupported("text_too_long", "메시지가 너무 깁니다"));
  }

  @Test
  void theAddressOfACallThatCannotBeReadIsNotKept() {
    var body =
        "{\"userRequest\":{\"callbackUrl\":\"https://bot-api.kakao.com/1\",\"utterance\":\"x\"}}";
    var document = (StrictJson.Reading.Document) new StrictJson().read(body.getBytes(UTF_8));
    assertThat(SkillReader.withoutCallback(document.root()))
        .isEqualTo("{\"userRequest\":{\"utterance\":\"x\"}}");
  }

  private String reason(String body) {
    return ((Parsed.Unreadable) read(body, NOW).parsed()).reason();
  }
}
