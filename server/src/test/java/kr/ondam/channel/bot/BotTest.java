package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.SettingProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BotTest {
  private static final URI URL = URI.create("http://127.0.0.1:9/bot");

  @Test
  void isWhatItsAccountSays() {
    var bot =
        Bot.of(
            BotSamples.account(
                BotKind.NATIVE, URL, "for", "life-web, life-kakao", "listen", "true"));
    assertThat(bot.dialect()).isEqualTo(BotKind.NATIVE);
    assertThat(bot.url()).isEqualTo(URL);
    assertThat(bot.listens()).isTrue();
    assertThat(bot.serves(new ChannelAccountId("life-web"))).isTrue();
    assertThat(bot.serves(new ChannelAccountId("life-sms"))).isFalse();
    assertThat(BotSamples.bot(BotKind.RASA).serves(new ChannelAccountId("life-sms"))).isTrue();
    assertThat(BotSamples.bot(BotKind.RASA).callback()).isNull();
    assertThat(BotSamples.bot(BotKind.BOT_FRAMEWORK).callback())
        .isEqualTo("https://talk.example.kr/bots/bf/b_life_bot_0001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          parrot|secret|x|profile
          native|listen|yes|listen
          native|for|Life Web|for
          native|public-url|ftp://x|public-url
          native|voice|loud|voice
          rasa|handover-blocks|6a0b01|handover-blocks
          rasa|secret|' '|secret
          """)
  void saysWhatIsWrongWithItsSettings(String profile, String key, String value, String wrong) {
    Map<String, String> settings =
        key.equals("secret") ? Map.of(key, value) : Map.of("secret", "ref:s", key, value);
    assertThat(Bot.problems(profile, URL, settings))
        .extracting(SettingProblem::key)
        .containsExactly(wrong);
  }

  @Test
  void someSettingsAreNeeded() {
    assertThat(Bot.problems("native", URL, Map.of()))
        .extracting(SettingProblem::key)
        .containsExactly("secret");
    assertThat(Bot.problems("bot-framework", null, Map.of()))
        .extracting(SettingProblem::key)
        .containsExactly("base-url", "public-url");
    assertThat(Bot.problems("rasa", URL, Map.of())).isEmpty();
    assertThat(Bot.problems("rasa", URI.create("ftp://bot/"), Map.of()))
        .extracting(SettingProblem::key)
        .containsExactly("base-url");
  }

  @Test
  void aBotNeedsAWebAddress() {
    for (String url : List.of("ftp://x/", "http://user@bot/", "bot", "http:///x")) {
      assertThatThrownBy(() -> Bot.of(BotSamples.account(BotKind.RASA, URI.create(url))))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("base-url");
    }
  }

  @Test
  void everyKindIsSpokenAndHasPaths() {
    for (var kind : BotKind.values()) {
      assertThat(BotDialects.all().of(kind).kind()).isEqualTo(kind);
      assertThat(BotKind.of(kind.word())).contains(kind);
      assertThat(kind.paths()).isNotEmpty().allMatch(path -> path.startsWith("/bots/"));
    }
  }

  @Test
  void BT66_refusesAQuery() {
    var bot = BotSamples.bot(BotKind.RASA);
    var refused = (BotPost.Refused) read(bot, "phone=01012345678", "10.0.0.9");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("query_not_allowed");
    assertThat(refused.detail()).doesNotContain("010");
  }

  @Test
  void refusesOtherAddressesThanItsSources() {
    var account = BotSamples.account(BotKind.RASA, URL);
    var limited =
        Bot.of(
            new ChannelAccount(
                account.tenant(),
                account.id(),
                ChannelKind.BOT,
                account.name(),
                account.profile(),
                account.key(),
                null,
                account.baseUrl(),
                account.settings(),
                List.of(),
                List.of("10.1.0.0/16"),
                true));
    assertThat(code(read(limited, "", "10.0.0.9"))).isEqualTo("foreign_source");
    assertThat(code(read(limited, "", "10.1.0.9"))).isEqualTo("conversation_required");
  }

  @Test
  void BT01_aSecretThatNamesNothingLetsNobodyIn() {
    var posts = new BotPosts(BotDialects.all(), _ -> Optional.empty(), InstantSource.fixed(AT));
    assertThat(code(posts.read(BotSamples.bot(BotKind.NATIVE), request("", "10.0.0.9"))))
        .isEqualTo("bad_signature");
  }

  private static BotPost read(Bot bot, String query, String address) {
    return new BotPosts(BotDialects.all(), Optional::of, InstantSource.fixed(AT))
        .read(bot, request(query, address));
  }

  private static RawRequest request(String query, String address) {
    return new RawRequest(
        "", query, Map.of(), "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8), address);
  }

  private static String code(BotPost post) {
    return ((BotPost.Refused) post).code();
  }
}
