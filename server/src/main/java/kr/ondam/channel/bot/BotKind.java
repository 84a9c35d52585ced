package kr.ondam.channel.bot;

import java.util.List;
import java.util.Optional;

/// The dialects that bots speak.
public enum BotKind {
  /// Activities of the Bot Framework, with us as the channel connector.
  BOT_FRAMEWORK(
      "bot-framework",
      "/bots/bf",
      List.of("v3/conversations/{id}/activities", "v3/conversations/{id}/activities/{replyTo}")),
  /// Rasa's REST or callback channel.
  RASA("rasa", "/bots/rasa", List.of("")),
  /// A Kakao Open Builder skill that serves other channels too.
  KAKAO_SKILL("kakao-skill", "/bots/skill", List.of("{token}")),
  /// Our own webhook, signed as Standard Webhooks wants it.
  NATIVE("native", "/bots/native", List.of(""));

  private final String word;
  private final String prefix;
  private final List<String> tails;

  BotKind(String word, String prefix, List<String> tails) {
    this.word = word;
    this.prefix = prefix;
    this.tails = tails;
  }

  /// How it is written in `profile` of a channel account.
  public String word() {
    return word;
  }

  /// The path before the bot's key.
  public String prefix() {
    return prefix;
  }

  /// The patterns of the paths that such bots POST to, with `{key}` for the bot's key.
  public List<String> paths() {
    return tails.stream()
        .map(tail -> prefix + "/{key}" + (tail.isEmpty() ? "" : "/" + tail))
        .toList();
  }

  public static Optional<BotKind> of(String word) {
    return List.of(values()).stream().filter(kind -> kind.word.equals(word)).findFirst();
  }
}
