package kr.ondam.launch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.alimtalk.NoticeSettings;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.kakao.skill.SkillSettings;
import kr.ondam.channel.sms.http.HttpProfiles;
import kr.ondam.channel.sms.http.HttpSettings;
import kr.ondam.channel.sms.smpp.SmppSettings;
import kr.ondam.rules.language.Suggestions;
import org.jspecify.annotations.Nullable;

/// Judges the settings of channel accounts by their kind, for the group's file and the
/// administrator's page alike.
public final class ChannelSettings {
  private static final String CENTRE = "centre";
  private static final String WELCOME = "welcome";

  private final HttpSettings http;

  ChannelSettings(HttpProfiles profiles) {
    http = new HttpSettings(profiles);
  }

  /// With the providers of text messages that come with the program.
  static ChannelSettings shipped() {
    return new ChannelSettings(HttpProfiles.shipped());
  }

  /// Those of text messages over HTTP.
  public HttpSettings http() {
    return http;
  }

  /// Everything that is wrong.
  ///
  /// @param baseUrl where replies are sent, null when the account does not say
  public List<SettingProblem> problems(
      ChannelKind kind, String profile, @Nullable URI baseUrl, Map<String, String> settings) {
    return switch (kind) {
      case SMS_SMPP ->
          Stream.concat(
                  SmppSettings.problems(settings).stream(),
                  unknown(kind.name(), SmppSettings.KEYS, List.of(), settings).stream())
              .toList();
      case SMS_HTTP -> {
        var known = http.all(profile);
        yield Stream.concat(
                http.problems(profile, baseUrl != null, settings).stream(),
                known.isEmpty()
                    ? Stream.of()
                    : unknown(profile, known, List.of(), settings).stream())
            .toList();
      }
      case KAKAO_SKILL -> SkillSettings.problems(settings);
      case KAKAO_COUNSEL ->
          Stream.of(
                  KakaoCounsel.problems(profile, settings),
                  NoticeSettings.problems(settings),
                  unknown(kind.name(), counselKeys(profile), NoticeSettings.PREFIXES, settings))
              .flatMap(List::stream)
              .toList();
      case BOT -> Bot.problems(profile, baseUrl, settings);
      case WEB_CHAT -> {
        var unknown = unknown(kind.name(), Set.of(WELCOME), List.of(), settings);
        yield profile.isEmpty()
            ? unknown
            : Stream.concat(
                    Stream.of(new SettingProblem("profile", profile, "none in " + kind)),
                    unknown.stream())
                .toList();
      }
    };
  }

  private static Set<String> counselKeys(String profile) {
    Set<String> keys = new TreeSet<>(KakaoCounsel.keys(profile));
    keys.addAll(NoticeSettings.KEYS);
    return keys;
  }

  /// Their values are not shown: a key that was mistyped may be that of a secret.
  ///
  /// @param where whose keys they are
  /// @param own beside `centre`, which all of them may have
  /// @param prefixes of keys that go on in any way
  private static List<SettingProblem> unknown(
      String where, Set<String> own, List<String> prefixes, Map<String, String> settings) {
    List<SettingProblem> problems = new ArrayList<>();
    Set<String> known = new TreeSet<>(own);
    known.add(CENTRE);
    for (var key : new TreeSet<>(settings.keySet())) {
      if (!known.contains(key) && prefixes.stream().noneMatch(key::startsWith)) {
        List<String> candidates = new ArrayList<>(known);
        var rest = key.substring(key.indexOf('-') + 1);
        prefixes.forEach(prefix -> candidates.add(prefix + rest));
        var meant =
            Suggestions.nearest(key, candidates)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        problems.add(new SettingProblem(key, "…", "no such key in " + where + meant));
      }
    }
    return problems;
  }
}
