package kr.ondam.channel.sms.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.sms.Writable;
import org.jspecify.annotations.Nullable;

/// Judges the settings of an account of text messages over HTTP.
public final class HttpSettings {
  private static final String NUMBERS = "\\+?[0-9]{3,15}( *, *\\+?[0-9]{3,15}){0,99}";
  private static final String URL = "https?://[^\\s/]+(/[^\\s]*)?";
  private static final Set<String> EVERYWHERE =
      Set.of("number", "public-url", "charset", Writable.ABROAD);
  private static final Set<String> CHARSETS = Set.of("utf-8", "euc-kr");

  private final HttpProfiles profiles;

  public HttpSettings(HttpProfiles profiles) {
    this.profiles = profiles;
  }

  /// The names of the profiles.
  public List<String> profiles() {
    return profiles.names();
  }

  /// The settings that accounts of a profile have beside `number`, `public-url`, `charset` and
  /// `abroad`; none for an unknown one.
  public List<String> keys(String profile) {
    return keys(profile, false).stream().filter(key -> !key.equals("public-url")).toList();
  }

  /// Those of them that hold the reference of a secret.
  public List<String> secrets(String profile) {
    return keys(profile, true);
  }

  /// Whether the provider does not call but is asked.
  public boolean polled(String profile) {
    return profiles.named(profile).map(known -> !known.polls().isEmpty()).orElse(false);
  }

  /// What an account empties when it is asked for: two accounts with the same would take each
  /// other's texts. Null for one that is switched off or whose provider calls.
  public @Nullable String mailbox(ChannelAccount account) {
    var base = account.baseUrl();
    return account.kind() == ChannelKind.SMS_HTTP
            && account.enabled()
            && base != null
            && polled(account.profile())
        ? base.toString().replaceAll("/+$", "").toLowerCase(Locale.ROOT) + " " + names(account)
        : null;
  }

  /// By what the provider tells accounts apart.
  private String names(ChannelAccount account) {
    return profiles.named(account.profile()).stream()
        .flatMap(profile -> profile.required().stream())
        .map(key -> account.settings().getOrDefault(key, ""))
        .collect(Collectors.joining(" "));
  }

  /// The settings of a profile that hold a further address of the provider.
  public List<String> addresses(String profile) {
    return profiles.named(profile).map(HttpProfile::addresses).orElse(List.of());
  }

  private List<String> keys(String profile, boolean secretsOnly) {
    return profiles.named(profile).map(known -> known.settings(secretsOnly)).orElse(List.of());
  }

  /// Everything that is wrong with the settings that accounts of the profile have.
  ///
  /// @param baseUrl whether the account says where replies are sent
  public List<SettingProblem> problems(String profile, boolean baseUrl, Map<String, String> given) {
    var known = profiles.named(profile);
    if (known.isEmpty()) {
      return List.of(
          new SettingProblem("profile", profile, "the name of a profile in docs/channels.md"));
    }
    List<SettingProblem> problems = new ArrayList<>();
    if (!baseUrl) {
      problems.add(new SettingProblem("base-url", "", "the provider's address"));
    }
    var number = given.getOrDefault("number", "");
    if (!number.matches(NUMBERS)) {
      problems.add(new SettingProblem("number", number, "our numbers, digits only, by ','"));
    }
    var url = given.get("public-url");
    if (url != null && !url.matches(URL)) {
      problems.add(new SettingProblem("public-url", url, "how the provider reaches us"));
    }
    var charset = given.getOrDefault("charset", "utf-8");
    if (!CHARSETS.contains(charset)) {
      problems.add(new SettingProblem("charset", charset, "utf-8 or euc-kr"));
    }
    var abroad = given.getOrDefault(Writable.ABROAD, "false");
    if (!abroad.matches("true|false")) {
      problems.add(new SettingProblem(Writable.ABROAD, abroad, "true or false"));
    }
    for (String key : known.get().settings(false)) {
      var problem = known.get().problem(key, given.get(key));
      if (problem != null) {
        problems.add(problem);
      }
    }
    return problems;
  }

  /// All settings that accounts of a profile may have; empty for an unknown profile.
  public Set<String> all(String profile) {
    return profiles
        .named(profile)
        .map(known -> {
          Set<String> all = new TreeSet<>(EVERYWHERE);
          all.addAll(known.settings(false));
          return all;
        })
        .orElse(Set.of());
  }
}
