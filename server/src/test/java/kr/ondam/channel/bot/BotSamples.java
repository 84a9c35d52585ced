package kr.ondam.channel.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.tenant.TenantId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bots, turns and golden files.
public final class BotSamples {
  public static final String KEY = "b_life_bot_0001";
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  public static final Instant AT = Instant.parse("2026-11-21T05:53:46.123Z");

  static final BotTurn.Scene SCENE =
      new BotTurn.Scene(
          "c-1001",
          "cust-7",
          new ChannelAccountId("life-web"),
          ChannelKind.WEB_CHAT,
          3,
          false,
          Map.of("region", "busan"),
          AT);

  private BotSamples() {}

  /// The account of a bot with the settings its dialect needs.
  public static ChannelAccount account(BotKind kind, URI url, String... more) {
    Map<String, String> settings = new HashMap<>();
    switch (kind) {
      case NATIVE -> settings.put("secret", SECRET);
      case BOT_FRAMEWORK, KAKAO_SKILL -> settings.put("public-url", "https://talk.example.kr/");
      case RASA -> {}
    }
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return new ChannelAccount(
        new TenantId("hanbit"),
        new ChannelAccountId("life-bot"),
        ChannelKind.BOT,
        "한빛봇",
        kind.word(),
        KEY,
        null,
        url,
        settings,
        List.of(),
        List.of(),
        true);
  }

  static Bot bot(BotKind kind, String... more) {
    return Bot.of(account(kind, URI.create("http://127.0.0.1:9/bot"), more));
  }

  static BotTurn.Said said(String text) {
    return new BotTurn.Said(SCENE, "m_01JD", 4, List.of(new Part.Text(text)));
  }

  static BotTurn.Said pressed(String label, String value) {
    return new BotTurn.Said(SCENE, "m_01JD", 4, List.of(new Part.Text(label)), value);
  }

  static BotCall call(BotDialect dialect, Bot bot, BotTurn turn) {
    return ((BotQuestion.Call) dialect.ask(bot, turn)).call();
  }

  static BotResponse json(String body) {
    return new BotResponse(
        200, "application/json; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  static RawRequest post(String tail, String body, Map<String, String> headers) {
    return new RawRequest(tail, "", headers, body.getBytes(StandardCharsets.UTF_8), "10.0.0.9");
  }

  /// The headers under which a bot of our own dialect posts a body at [#AT].
  static Map<String, String> signed(byte[] body) {
    var time = Long.toString(AT.getEpochSecond());
    return Map.of(
        "webhook-id",
        "p-1",
        "webhook-timestamp",
        time,
        "webhook-signature",
        new StandardWebhooks(SECRET).signatures("p-1", time, body));
  }

  static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }

  /// The file of that name in `bots/`.
  static JsonNode golden(String name) {
    return tree(goldenText(name));
  }

  static String goldenText(String name) {
    try (var in = BotSamples.class.getResourceAsStream("/bots/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
