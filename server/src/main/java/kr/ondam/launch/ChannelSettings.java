package kr.ondam.launch;

import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.sms.smpp.SmppSettings;

/// Judges the settings of channel accounts by their kind, for the group's file and the
/// administrator's page alike.
public final class ChannelSettings {
  private ChannelSettings() {}

  /// Everything that is wrong; nothing for kinds whose settings are free.
  public static List<SettingProblem> problems(ChannelKind kind, Map<String, String> settings) {
    return switch (kind) {
      case SMS_SMPP -> SmppSettings.problems(settings);
      case KAKAO_COUNSEL, KAKAO_SKILL, SMS_HTTP, WEB_CHAT, BOT -> List.of();
    };
  }
}
