package kr.ondam.channel.alimtalk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.SettingProblem;

/// What an account of 상담톡 is set to for 알림톡, which goes out under the same sender key.
///
/// | setting | holds |
/// |---|---|
/// | `notice-profile` | the dealer: `lunasoft` or `nhn`; without it no notices are sent |
/// | `notice-url` | another address of the dealer |
/// | `notice-key`, `notice-app-key`, `notice-webhook-secret` | as the dealer gave them |
/// | `notice-sms-from` | our number for the text message where 알림톡 fails |
/// | `template-CODE` | the approved words of a template, with `#{name}` for variables |
/// | `button-CODE` | the label of its button that leads back to the consultation |
public final class NoticeSettings {
  static final String PROFILE = "notice-profile";
  static final String WEBHOOK_SECRET = "notice-webhook-secret";
  private static final String TEMPLATE = "template-";
  private static final String BUTTON = "button-";
  private static final int LONGEST = 1000;
  private static final Pattern VARIABLE = Pattern.compile("#\\{([^{}]{1,64})}");

  /// The settings there are, but for those of templates.
  public static final Set<String> KEYS =
      Set.of(
          PROFILE, "notice-url", "notice-key", "notice-app-key", WEBHOOK_SECRET, "notice-sms-from");

  /// How the settings of templates begin; the template's code follows.
  public static final List<String> PREFIXES = List.of(TEMPLATE, BUTTON);

  private NoticeSettings() {}

  /// Whether the account sends notices.
  public static boolean sends(ChannelAccount account) {
    return account.settings().containsKey(PROFILE);
  }

  /// The codes of the account's templates, in order.
  public static List<String> templates(ChannelAccount account) {
    return account.settings().keySet().stream()
        .filter(key -> key.startsWith(TEMPLATE))
        .map(key -> key.substring(TEMPLATE.length()))
        .sorted()
        .toList();
  }

  /// The names of a template's variables.
  public static Set<String> variables(ChannelAccount account, String code) {
    Set<String> names = new TreeSet<>();
    var found = VARIABLE.matcher(account.settings().getOrDefault(TEMPLATE + code, ""));
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  static String button(ChannelAccount account, String code) {
    return account.settings().getOrDefault(BUTTON + code, "");
  }

  /// A template's words with its variables put in.
  ///
  /// @throws IllegalArgumentException for an unknown template, a missing or unknown variable, or
  ///   words that are too long; its message names which
  static String fill(ChannelAccount account, String code, Map<String, String> values) {
    var words = account.settings().get(TEMPLATE + code);
    if (words == null) {
      throw new IllegalArgumentException(
          "template: " + code + " (expected: one of " + templates(account) + ")");
    }
    var names = variables(account, code);
    for (var name : names) {
      if (values.getOrDefault(name, "").isBlank()) {
        throw new IllegalArgumentException(
            "variable " + name + " of template " + code + ": missing (expected: a text)");
      }
    }
    for (var name : values.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "variable " + name + " (expected: one of " + names + ")");
      }
    }
    var filled =
        VARIABLE
            .matcher(words)
            .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    if (filled.length() > LONGEST) {
      throw new IllegalArgumentException(
          "notice: " + filled.length() + " characters (expected: at most " + LONGEST + ")");
    }
    return filled;
  }

  /// Everything that is wrong with the settings of an account.
  public static List<SettingProblem> problems(Map<String, String> given) {
    var name = given.get(PROFILE);
    if (name == null) {
      return List.of();
    }
    var profile = NoticeProfile.named(name).orElse(null);
    if (profile == null) {
      return List.of(new SettingProblem(PROFILE, name, String.join(" or ", NoticeProfile.names())));
    }
    List<SettingProblem> problems = new ArrayList<>();
    profile
        .section("settings")
        .properties()
        .forEach(p -> {
          boolean optional = p.getValue().asString().startsWith("optional");
          if (!optional && given.getOrDefault(p.getKey(), "").isBlank()) {
            problems.add(new SettingProblem(p.getKey(), "", "as the dealer gave it"));
          }
        });
    var from = given.getOrDefault("notice-sms-from", "");
    if (!from.matches("[0-9]{0,15}")) {
      problems.add(new SettingProblem("notice-sms-from", from, "a number, digits only"));
    }
    new TreeMap<>(given)
        .forEach((key, words) -> {
          if (key.startsWith(TEMPLATE)
              && (!key.matches(TEMPLATE + "[A-Za-z0-9_.-]{1,30}") || words.length() > LONGEST)) {
            problems.add(
                new SettingProblem(key, "…", "template-CODE with at most 1000 characters"));
          }
        });
    return problems;
  }
}
