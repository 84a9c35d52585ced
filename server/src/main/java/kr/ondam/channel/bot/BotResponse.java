package kr.ondam.channel.bot;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A bot's HTTP answer, whole and within the limits.
///
/// @param status 200 to 299
/// @param contentType as sent, empty without one
public record BotResponse(int status, String contentType, byte[] body) {
  private static final int SAMPLE = 500;

  /// What the media type is, in lower case and without parameters.
  public String mediaType() {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /// The beginning of the body as text, for whoever looks for what is wrong.
  String sample() {
    var text = new String(body, StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), SAMPLE));
  }
}
