package kr.ondam.channel.kakao.skill;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.SettingProblem;
import org.jspecify.annotations.Nullable;

/// What an account of a 챗봇 is set to.
///
/// @param header the request header that carries the account's secret
/// @param origins from where one-time addresses are accepted: scheme, host and port
/// @param event how a reply goes out without such an address, null when it cannot
/// @param queued what a customer hears whose message was taken
public record SkillSettings(
    String header, List<String> origins, @Nullable Event event, String queued) {
  /// The setting that names the secret in [#header].
  static final String SECRET = "inbound-secret";

  /// The setting that names the REST key of the Event API.
  static final String API_KEY = "api-key";

  /// The longest text of an output.
  static final int LONGEST = 1000;

  private static final String KAKAO = "https://bot-api.kakao.com";
  private static final String QUEUED = "상담원에게 전달했습니다. 답변을 준비하고 있으니 잠시만 기다려 주세요.";
  private static final String ORIGIN = "https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?";
  private static final Map<String, String> SHAPES =
      Map.of(
          "inbound-header",
          "[A-Za-z0-9-]{1,64}",
          SECRET,
          "(?s).{1,200}",
          "bot-id",
          "[A-Za-z0-9!]{1,64}",
          API_KEY,
          "(?s).{1,200}",
          "event",
          "[A-Za-z0-9_.-]{1,64}",
          "callback-origins",
          ORIGIN + "( *, *" + ORIGIN + "){0,9}",
          "queued",
          "(?s).{1,1000}",
          "centre",
          "[a-z0-9-]{1,64}");
  private static final Map<String, String> EXPECTED =
      Map.of(
          "inbound-header",
          "the name of a request header",
          SECRET,
          "ref:NAME of a secret",
          "bot-id",
          "the bot's id",
          API_KEY,
          "ref:NAME of a secret",
          "event",
          "the name of an event of the bot",
          "callback-origins",
          "addresses such as https://bot-api.kakao.com, by ','",
          "queued",
          "at most 1000 characters",
          "centre",
          "the id of a centre");

  /// The paid way: an event of the bot whose block shows the reply.
  ///
  /// @param talk where it is called
  /// @param name the event's
  record Event(URI talk, String name) {}

  public SkillSettings {
    origins = List.copyOf(origins);
  }

  static SkillSettings of(ChannelAccount account) {
    var given = account.settings();
    var bot = given.get("bot-id");
    var name = given.get("event");
    var base = account.baseUrl() == null ? KAKAO : account.baseUrl().toString();
    return new SkillSettings(
        given.getOrDefault("inbound-header", "X-Ondam-Key"),
        List.of(given.getOrDefault("callback-origins", KAKAO).split(" *, *")),
        bot == null || name == null || !given.containsKey(API_KEY)
            ? null
            : new Event(URI.create(base.replaceAll("/+$", "") + "/v2/bots/" + bot + "/talk"), name),
        given.getOrDefault("queued", QUEUED));
  }

  /// Whether replies can go out after the one-time address has expired.
  public static boolean reachesLater(ChannelAccount account) {
    return of(account).event() != null;
  }

  /// The one-time address in a text; empty for one that is none or lies elsewhere.
  Optional<URI> callback(String text) {
    try {
      var uri = new URI(text);
      var origin = uri.getScheme() + "://" + uri.getRawAuthority();
      return text.length() <= 2000 && origins.contains(origin)
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// Everything that is wrong with the settings of an account.
  public static List<SettingProblem> problems(Map<String, String> given) {
    List<SettingProblem> problems = new ArrayList<>();
    if (!given.containsKey(SECRET)) {
      problems.add(new SettingProblem(SECRET, "", "ref:NAME of a secret"));
    }
    boolean some = given.containsKey("bot-id") || given.containsKey("event");
    for (String key : List.of("bot-id", API_KEY, "event")) {
      if (!given.containsKey(key) && (some || given.containsKey(API_KEY))) {
        problems.add(new SettingProblem(key, "", "all or none of bot-id, api-key and event"));
      }
    }
    new TreeMap<>(given)
        .forEach((key, value) -> {
          var shape = SHAPES.get(key);
          boolean secret = key.equals(SECRET) || key.equals(API_KEY);
          if (shape == null) {
            problems.add(new SettingProblem(key, value, "no such key in KAKAO_SKILL"));
          } else if (!value.matches(shape)) {
            problems.add(
                new SettingProblem(
                    key, secret ? "…" : value, EXPECTED.getOrDefault(key, "another value")));
          }
        });
    return problems;
  }
}
