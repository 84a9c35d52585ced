package kr.ondam.rules.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the amounts that stand in rule files.
final class Quantity {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(초|분|시간|일|s|min|m|h|d)");
  private static final Pattern DECIMAL = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,10}");
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})");
  private static final int MINUTES_OF_DAY = 1440;

  /// More than any bound a duration is held against, and far from where sums overflow.
  private static final long LONGEST = 1_000_000L * 86_400_000;

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private Quantity() {}

  /// Milliseconds of `30초`, `5분`, `1시간 30분`, `1일`, `30s`.
  static OptionalLong duration(String text) {
    Matcher parts = DURATION.matcher(text.strip());
    long millis = 0;
    int at = 0;
    String rest = text.strip();
    while (at < rest.length()) {
      if (!parts.find(at) || parts.start() != at) {
        return OptionalLong.empty();
      }
      long part = Long.parseLong(parts.group(1)) * unit(parts.group(2));
      millis = Math.min(LONGEST, millis + part);
      at = parts.end();
      while (at < rest.length() && rest.charAt(at) == ' ') {
        at++;
      }
    }
    return rest.isEmpty() ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  private static long unit(String name) {
    return switch (name) {
      case "초", "s" -> 1_000;
      case "분", "m", "min" -> 60_000;
      case "시간", "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }

  /// How a duration is said: in the largest unit that is exact.
  static String duration(long millis) {
    if (millis != 0 && millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "일";
    }
    if (millis != 0 && millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "시간";
    }
    return millis != 0 && millis % 60_000 == 0 ? millis / 60_000 + "분" : millis / 1_000 + "초";
  }

  /// The same in both languages.
  static Wording wording(long millis) {
    String korean = duration(millis);
    String english =
        korean.replace("시간", "h").replace("초", "s").replace("분", "min").replace("일", "d");
    return new Wording(korean, english);
  }

  /// Thousandths of `1`, `1.5`, `0.125`.
  static OptionalLong thousandths(String text) {
    Matcher number = DECIMAL.matcher(text);
    if (!number.matches()) {
      return OptionalLong.empty();
    }
    String fraction = number.group(2) == null ? "" : number.group(2);
    long whole = Long.parseLong(number.group(1)) * 1_000;
    return OptionalLong.of(whole + Long.parseLong((fraction + "000").substring(0, 3)));
  }

  static OptionalLong whole(String text) {
    return WHOLE.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "참", "true", "예" -> Optional.of(true);
      case "거짓", "false", "아니오" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// Minutes from midnight of `09:00`; `24:00` only as an end.
  static OptionalInt clock(String text, boolean end) {
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      return OptionalInt.empty();
    }
    int minute = Integer.parseInt(clock.group(2));
    int minutes = Integer.parseInt(clock.group(1)) * 60 + minute;
    int latest = end ? MINUTES_OF_DAY : MINUTES_OF_DAY - 1;
    return minute > 59 || minutes > latest ? OptionalInt.empty() : OptionalInt.of(minutes);
  }

  /// `2026-11-24`; nothing that people plan by lies outside of 2000 to 2100.
  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(Quantity::near);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static boolean near(LocalDate date) {
    return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
  }

  /// `2026-11-24T10:00`, also with a space, also a date alone.
  static Optional<LocalDateTime> moment(String text) {
    Optional<LocalDate> date = date(text);
    if (date.isPresent()) {
      return date.map(day -> day.atTime(LocalTime.MIN));
    }
    try {
      return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')))
          .filter(moment -> near(moment.toLocalDate()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
