package kr.ondam.launch;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.alimtalk.NoticeSettings;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.kakao.skill.SkillSettings;
import kr.ondam.channel.sms.http.HttpSettings;
import kr.ondam.channel.sms.smpp.SmppSettings;
import org.jspecify.annotations.Nullable;

/// Judges the settings of channel accounts by their kind, for the group's file and the
/// administrator's page alike.
public final class ChannelSettings {
  private ChannelSettings() {}

  /// Everything that is wrong; nothing for kinds whose settings are free.
  ///
  /// @param baseUrl where replies are sent, null when the account does not say
  public static List<SettingProblem> problems(
      ChannelKind kind, String profile, @Nullable URI baseUrl, Map<String, String> settings) {
    return switch (kind) {
      case SMS_SMPP -> SmppSettings.problems(settings);
      case SMS_HTTP -> HttpSettings.problems(profile, baseUrl != null, settings);
      case KAKAO_SKILL -> SkillSettings.problems(settings);
      case KAKAO_COUNSEL ->
          Stream.concat(
                  KakaoCounsel.problems(settings).stream(),
                  NoticeSettings.problems(settings).stream())
              .toList();
      case BOT -> Bot.problems(profile, baseUrl, settings);
      case WEB_CHAT -> List.of();
    };
  }
}
