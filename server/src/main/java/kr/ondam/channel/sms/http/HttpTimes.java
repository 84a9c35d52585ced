package kr.ondam.channel.sms.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Reads the clocks of Korean providers, which do not name their zone.
final class HttpTimes {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
  private static final int OLDEST_DAYS = 30;
  private static final int FUTURE_SECONDS = 300;

  private HttpTimes() {}

  /// `2026-11-27T09:00:00`, the same with a blank, or 14 digits; null for everything else and for
  /// what no clock of today shows.
  ///
  /// @param now when it was read
  static @Nullable Instant of(String text, Instant now) {
    try {
      var local =
          text.matches("[0-9]{14}")
              ? LocalDateTime.parse(text, DIGITS)
              : LocalDateTime.parse(text.replace(' ', 'T'));
      var at = local.atZone(SEOUL).toInstant();
      boolean plausible =
          at.isAfter(now.minusSeconds(OLDEST_DAYS * 86_400L))
              && at.isBefore(now.plusSeconds(FUTURE_SECONDS));
      return plausible ? at : null;
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
