package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static kr.ondam.channel.bot.BotSamples.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a bot of our own dialect posts by itself.
final class NativePostsTest {
  private static final String MESSAGE =
      """
      {"type":"ondam.bot.message.v1","conversation":"c-1001","replyTo":"m_01JD","epoch":3,\
      "messages":[[{"k":"text","text":"안녕하세요"}]]}\
      """;

  private final NativeDialect dialect = new NativeDialect();
  private final Bot bot = BotSamples.bot(BotKind.NATIVE);

  @Test
  void takesASignedPost() {
    var post = (BotPost.Said) posted(signed(MESSAGE, Map.of("idempotency-key", "p-1")), AT);
    assertThat(post.conversation()).isEqualTo("c-1001");
    assertThat(post.replyTo()).isEqualTo("m_01JD");
    assertThat(post.epoch()).isEqualTo(OptionalLong.of(3));
    assertThat(post.dedupe().key()).isEqualTo("p-1");
    assertThat(post.dedupe().remembered()).isEqualTo(Duration.ofHours(24));
    assertThat(post.words().messages()).containsExactly(List.of(new Part.Text("안녕하세요")));
    assertThat(dialect.receipt(post, "m_9"))
        .isEqualTo(new BotReceipt(200, "application/json", "{\"id\":\"m_9\"}"));
  }

  @Test
  void BT24_BT25_BT65_aRepetitionHasTheSameKeyAndAnotherBodyAnotherFingerprint() {
    var first = (BotPost.Said) posted(signed(MESSAGE, Map.of()), AT);
    var again = (BotPost.Said) posted(signed(MESSAGE, Map.of()), AT.plusSeconds(200));
    assertThat(again).isEqualTo(first);
    var other = (BotPost.Said) posted(signed(MESSAGE.replace("안녕", "반갑"), Map.of()), AT);
    assertThat(other.dedupe().key()).isEqualTo(first.dedupe().key());
    assertThat(other.dedupe().fingerprint()).isNotEqualTo(first.dedupe().fingerprint());
    // An old call cannot be played again under a key that nobody signed.
    assertThat(code(posted(signed(MESSAGE, Map.of("idempotency-key", "p-2")), AT)))
        .isEqualTo("400 idempotency_key_differs");
  }

  @Test
  void BT64_aStaleCallHearsTheServersTime() {
    var refused = (BotPost.Refused) posted(signed(MESSAGE, Map.of()), AT.plusSeconds(600));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("stale");
    assertThat(refused.detail()).contains("1795241026");
  }

  @Test
  void BT01_refusesBeforeItReads() {
    var broken = new RawRequest("", "", Map.of(), "{".getBytes(StandardCharsets.UTF_8), "10.0.0.9");
    assertThat(code(posted(broken, AT))).isEqualTo("401 unsigned");
    assertThat(code(dialect.posted(bot, "whsec_b3RoZXI=", signed(MESSAGE, Map.of()), AT)))
        .isEqualTo("401 bad_signature");
    assertThat(code(dialect.posted(bot, null, signed(MESSAGE, Map.of()), AT)))
        .isEqualTo("401 bad_signature");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BT04|{"type":"ondam.bot.message.v1","handoff":true}|422 conversation_required
          BT04|{"type":"ondam.bot.message.v1","conversation":"../c"}|422 conversation_required
          BT37|{"conversation":"c-1001"}|422 type_required
          BT37|{"type":7}|422 type_required
          BT36|{"type":"ondam.bot.dance.v9"}|ignored unknown_type
          -|{"type":"ondam.bot.typing.v1"}|ignored typing
          -|"text"|400 bad_json
          -|{"a":1,"a":2}|400 duplicate_key
          BT17|{"type":"ondam.bot.message.v1","conversation":"c","messages":[{"k":"quickReplies","items":[{"label":"","action":"reply","value":"a"}]}]}|422 bad_label
          BT61|{"type":"ondam.bot.message.v1","conversation":"c","messages":[{"k":"file","name":"a.pdf","fileId":"018f0000-0000-7000-8000-000000000000"}]}|404 unknown_file
          BT61|{"type":"ondam.bot.message.v1","conversation":"c","messages":[{"k":"video","fileId":"018f0000-0000-7000-8000-000000000000"}]}|404 unknown_file
          BT61|{"type":"ondam.bot.message.v1","conversation":"c","messages":[{"k":"audio","url":"https://a.kr/a","fileId":"018f0000-0000-7000-8000-000000000000"}]}|404 unknown_file
          BT58|{"type":"ondam.bot.message.v1","conversation":"c","customer":"cust-8"}|taken
          BT38|{"type":"ondam.bot.message.v1","conversation":"c","callbackUrl":"http://10.0.0.1/"}|taken
          """)
  void answersWhatCannotBeTaken(String id, String body, String expected) {
    assertThat(code(posted(signed(body, Map.of()), AT))).as(id).isEqualTo(expected);
  }

  @Test
  void BT32_ourOwnEventComingBackIsNotSaidByTheBot() {
    var event = BotSamples.call(dialect, bot, BotSamples.said("안녕")).body();
    assertThat(posted(signed(event, Map.of()), AT)).isEqualTo(new BotPost.Ignored("unknown_type"));
  }

  @Test
  void refusesALargePost() {
    var large = MESSAGE.replace("안녕하세요", "x".repeat(64 * 1024));
    assertThat(code(posted(signed(large, Map.of()), AT))).isEqualTo("413 too_large");
  }

  private BotPost posted(RawRequest request, Instant at) {
    return dialect.posted(bot, SECRET, request, at);
  }

  /// Signed at [BotSamples#AT] under the id `p-1`.
  private static RawRequest signed(String body, Map<String, String> more) {
    var time = Long.toString(AT.getEpochSecond());
    Map<String, String> headers = new HashMap<>(more);
    headers.put("webhook-id", "p-1");
    headers.put("webhook-timestamp", time);
    headers.put(
        "webhook-signature",
        new StandardWebhooks(SECRET)
            .signatures("p-1", time, body.getBytes(StandardCharsets.UTF_8)));
    return BotSamples.post("", body, headers);
  }

  private static String code(BotPost post) {
    return switch (post) {
      case BotPost.Said _ -> "taken";
      case BotPost.Ignored(var what) -> "ignored " + what;
      case BotPost.Refused(var status, var code, var _) -> status + " " + code;
    };
  }
}
