package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kr.ondam.channel.SettingProblem;
import org.jspecify.annotations.Nullable;

/// The settings of bots, and what may stand in them.
final class BotSettings {
  static final String SECRET = "secret";
  static final String FOR = "for";
  static final String LISTEN = "listen";

  /// How the bot reaches our gateway.
  static final String PUBLIC_URL = "public-url";

  /// Blocks of a Kakao bot that mean a counsellor is wanted, by ','.
  static final String HANDOVER_BLOCKS = "handover-blocks";

  /// What customers write when they want a counsellor, by ','.
  static final String HANDOVER_WORDS = "handover-words";

  /// Whether new conversations begin with the bot; without, only rules give it conversations.
  static final String OPENS = "opens";

  /// After how many minutes without a word a conversation of the bot is over.
  static final String IDLE = "idle-minutes";

  /// What the customer is told when the bot has said nothing.
  static final String FALLBACK = "fallback";

  private static final String URL = "https?://[^\\s/?#@]+(/[^\\s#@]*)?";
  private static final String ACCOUNTS = "[a-z0-9][a-z0-9-]{0,63}( *, *[a-z0-9][a-z0-9-]{0,63})*";

  private BotSettings() {}

  static List<SettingProblem> problems(String profile, String url, Map<String, String> given) {
    var kind = BotKind.of(profile).orElse(null);
    if (kind == null) {
      var words = Stream.of(BotKind.values()).map(BotKind::word).toList();
      return List.of(new SettingProblem("profile", profile, "one of " + String.join(", ", words)));
    }
    List<SettingProblem> problems = new ArrayList<>();
    if (!url.matches(URL)) {
      problems.add(new SettingProblem("base-url", url, "where the bot is asked, http or https"));
    }
    check(problems, given, FOR, ACCOUNTS, "ids of channel accounts, by ','");
    check(problems, given, LISTEN, "true|false", "true or false");
    check(problems, given, OPENS, "true|false", "true or false");
    check(problems, given, IDLE, "[1-9]\\d{0,3}", "1 to 9999");
    check(problems, given, FALLBACK, "(?s).{1,500}", "1 to 500 characters");
    check(problems, given, PUBLIC_URL, URL, "how the bot reaches us");
    check(problems, given, SECRET, "\\S(.*\\S)?", "a reference to a secret");
    switch (kind) {
      case BOT_FRAMEWORK -> require(problems, given, PUBLIC_URL, "how the bot reaches us");
      case NATIVE -> require(problems, given, SECRET, "a reference to the signing secret, whsec_…");
      case RASA, KAKAO_SKILL -> {}
    }
    var known =
        new TreeSet<>(
            Set.of(FOR, LISTEN, OPENS, PUBLIC_URL, SECRET, HANDOVER_WORDS, IDLE, FALLBACK));
    if (kind == BotKind.KAKAO_SKILL) {
      known.add(HANDOVER_BLOCKS);
    }
    given.forEach((key, value) -> {
      if (!known.contains(key)) {
        problems.add(new SettingProblem(key, value, "no such key in " + profile));
      }
    });
    return problems;
  }

  /// What stands between the commas.
  static List<String> list(@Nullable String value) {
    return value == null
        ? List.of()
        : Stream.of(value.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static void check(
      List<SettingProblem> problems,
      Map<String, String> given,
      String key,
      String shape,
      String expected) {
    var value = given.get(key);
    if (value != null && !value.matches(shape)) {
      problems.add(new SettingProblem(key, key.equals(SECRET) ? "…" : value, expected));
    }
  }

  private static void require(
      List<SettingProblem> problems, Map<String, String> given, String key, String expected) {
    if (!given.containsKey(key)) {
      problems.add(new SettingProblem(key, "", expected));
    }
  }
}
