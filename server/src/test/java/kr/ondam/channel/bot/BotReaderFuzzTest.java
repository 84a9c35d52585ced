package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static kr.ondam.channel.bot.BotSamples.SECRET;
import static kr.ondam.channel.bot.BotSamples.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartJson;
import kr.ondam.channel.RawRequest;

/// Whatever a bot answers or posts, reading it ends in words that can be stored and shown, or in a
/// refusal.
final class BotReaderFuzzTest {
  private static final BotDialects DIALECTS = BotDialects.all();

  @FuzzTest
  void BT50_anyNativeAnswerIsReadOrAFailure(byte[] body) {
    answered(BotKind.NATIVE, body);
  }

  @FuzzTest
  void BT50_anyRasaAnswerIsReadOrAFailure(byte[] body) {
    answered(BotKind.RASA, body);
  }

  @FuzzTest
  void BT50_anySkillResponseIsReadOrAFailure(byte[] body) {
    answered(BotKind.KAKAO_SKILL, body);
  }

  @FuzzTest
  void BT50_anyNativePostIsReadOrRefused(byte[] body) {
    posted(BotKind.NATIVE, "", BotSamples.signed(body), body);
  }

  @FuzzTest
  void BT50_anyActivityIsReadOrRefused(byte[] body) {
    posted(BotKind.BOT_FRAMEWORK, "v3/conversations/c-1001/activities/m_01JD.3", Map.of(), body);
  }

  @FuzzTest
  void BT50_anyRasaCallbackIsReadOrRefused(byte[] body) {
    posted(BotKind.RASA, "", Map.of(), body);
  }

  @FuzzTest
  void BT50_anySkillCallbackIsReadOrRefused(byte[] body) {
    var token = new SkillToken("c-1001", "m_01JD", 3, AT.plusSeconds(60));
    posted(BotKind.KAKAO_SKILL, token.write(BotSamples.KEY), Map.of(), body);
  }

  @FuzzTest
  void BT05_anyPathIsAConversationOrRefused(byte[] path) {
    var tail = new String(path, StandardCharsets.UTF_8);
    var body = "{\"type\":\"message\",\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    posted(BotKind.BOT_FRAMEWORK, tail, Map.of(), body);
    posted(BotKind.KAKAO_SKILL, tail, Map.of(), body);
  }

  /// Nobody without the secret gets in, whatever stands in the headers.
  @FuzzTest
  void BT01_BT64_anyHeadersAreJudged(FuzzedDataProvider data) {
    var id = data.consumeString(50);
    var time = data.consumeString(20);
    var signature = data.consumeString(500);
    var body = data.consumeRemainingAsBytes();
    var webhooks = new StandardWebhooks(SECRET);
    assertThat(webhooks.fault(id, time, signature, body, AT))
        .isIn(StandardWebhooks.Fault.UNSIGNED, StandardWebhooks.Fault.WRONG);
    var right = webhooks.signatures(id, time, body);
    assertThat(webhooks.fault(id, time, signature + " " + right, body, AT))
        .as("a right one among others")
        .isNotNull();
    var now = Long.toString(AT.getEpochSecond());
    assertThat(webhooks.fault(id, now, webhooks.signatures(id, now, body), body, AT))
        .isEqualTo(StandardWebhooks.Fault.NONE);
  }

  private static void answered(BotKind kind, byte[] body) {
    var response = new BotResponse(200, "application/json", body);
    switch (DIALECTS.of(kind).read(BotSamples.bot(kind), said("x"), response)) {
      case BotAnswer.Replies(var words) -> storable(words);
      case BotAnswer.Failure failure -> {
        assertThat(failure.reason()).isNotBlank();
        assertThat(failure.sample()).hasSizeLessThanOrEqualTo(500);
      }
      case BotAnswer.Later _ -> {}
      case BotAnswer.Untold _ -> throw new AssertionError("it was told");
    }
  }

  private static void posted(BotKind kind, String tail, Map<String, String> headers, byte[] body) {
    var request = new RawRequest(tail, "", headers, body, "10.0.0.9");
    switch (DIALECTS.of(kind).posted(BotSamples.bot(kind), SECRET, request, AT)) {
      case BotPost.Said said -> {
        assertThat(said.conversation()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(said.dedupe().key()).isNotBlank();
        storable(said.words());
      }
      case BotPost.Refused refused -> assertThat(refused.status()).isBetween(400, 499);
      case BotPost.Ignored(var what) -> assertThat(what).isNotBlank();
    }
  }

  private static void storable(BotWords words) {
    assertThat(words.messages().stream().mapToInt(List::size).sum())
        .isLessThanOrEqualTo(BotRules.MOST_PARTS);
    for (var parts : words.messages()) {
      assertThat(parts).isNotEmpty();
      assertThat(PartJson.read(PartJson.write(parts))).isEqualTo(parts);
      assertThat(parts.stream().flatMap(part -> part.files().stream()))
          .as("files of ours")
          .isEmpty();
      parts.forEach(BotReaderFuzzTest::harmless);
    }
    var wish = words.handover();
    if (wish != null) {
      assertThat(wish.attributes()).hasSizeLessThanOrEqualTo(60);
    }
  }

  private static void harmless(Part part) {
    switch (part) {
      case Part.QuickReplies(var items) -> items.forEach(BotReaderFuzzTest::harmless);
      case Part.Card card -> card.buttons().forEach(BotReaderFuzzTest::harmless);
      case Part.Carousel(var cards) ->
          cards.forEach(card -> card.buttons().forEach(BotReaderFuzzTest::harmless));
      default -> {}
    }
  }

  private static void harmless(Part.Button button) {
    assertThat(button.label()).isNotBlank().hasSizeLessThanOrEqualTo(BotRules.LONGEST_LABEL);
    if (button.action() == Part.ButtonAction.LINK) {
      assertThat(BotRules.isAddress(button.value())).isTrue();
    }
  }
}
