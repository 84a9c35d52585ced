package kr.ondam.rules.file;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The hours of a week under a name (영업시간), with those of holidays. Instants are epoch
/// milliseconds; the wall clock is the one of Seoul, which has had no daylight saving time since
/// 1988, so that nine hours are the whole difference.
public final class OpeningHours {
  /// How far the next opening is looked for.
  static final int MOST_DAYS = 400;

  static final List<String> DAYS = List.of("월", "화", "수", "목", "금", "토", "일");
  static final String EVERY_DAY = "매일";
  static final String HOLIDAY = "공휴일";

  private static final List<String> ENGLISH_DAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final long OFFSET = 9L * 3_600_000;
  private static final long MINUTE = 60_000;
  private static final int DAY_MINUTES = 1_440;
  private static final long DAY = DAY_MINUTES * MINUTE;

  private final DayHours[] week;
  private final Optional<DayHours> holiday;
  private final Calendar calendar;

  private OpeningHours(DayHours[] week, Optional<DayHours> holiday, Calendar calendar) {
    this.week = week;
    this.holiday = holiday;
    this.calendar = calendar;
  }

  /// The hours from their entries: a single day wins over a range of days, a range over 매일.
  static OpeningHours of(Map<String, DayHours> entries, Calendar calendar) {
    DayHours[] week = new DayHours[DAYS.size()];
    int[] strength = new int[week.length];
    java.util.Arrays.fill(week, DayHours.CLOSED);
    entries.forEach((key, hours) -> {
      List<Integer> days = days(key);
      int wins = 8 - days.size();
      for (int day : days) {
        if (wins > strength[day]) {
          strength[day] = wins;
          week[day] = hours;
        }
      }
    });
    return new OpeningHours(week, Optional.ofNullable(entries.get(HOLIDAY)), calendar);
  }

  /// The days of the week that a key stands for, 0 is Monday; none for 공휴일 and other words.
  static List<Integer> days(String key) {
    if (key.equals(EVERY_DAY) || key.equals("daily")) {
      return List.of(0, 1, 2, 3, 4, 5, 6);
    }
    String[] ends = key.split("~", -1);
    int first = day(ends[0].strip());
    int last = ends.length == 2 ? day(ends[1].strip()) : ends.length == 1 ? first : -1;
    if (first < 0 || last < 0) {
      return List.of();
    }
    List<Integer> days = new ArrayList<>();
    for (int day = first; ; day = (day + 1) % 7) {
      days.add(day);
      if (day == last) {
        return days;
      }
    }
  }

  /// The Korean spelling of a key.
  static String canonical(String key) {
    if (isHoliday(key)) {
      return HOLIDAY;
    }
    List<Integer> days = days(key);
    if (days.isEmpty()) {
      return key;
    }
    if (key.equals(EVERY_DAY) || key.equals("daily")) {
      return EVERY_DAY;
    }
    String first = DAYS.get(days.getFirst());
    return days.size() == 1 ? first : first + "~" + DAYS.get(days.getLast());
  }

  static boolean isHoliday(String key) {
    return key.equals(HOLIDAY) || key.equals("holiday");
  }

  private static int day(String name) {
    int korean = DAYS.indexOf(name);
    return korean >= 0 ? korean : ENGLISH_DAYS.indexOf(name);
  }

  /// Whether it is open at an instant.
  public boolean openAt(long instant) {
    long local = instant + OFFSET;
    long epochDay = Math.floorDiv(local, DAY);
    int minute = (int) (Math.floorMod(local, DAY) / MINUTE);
    return on(epochDay).openAt(minute) || on(epochDay - 1).openAt(minute + DAY_MINUTES);
  }

  /// The instant itself when it is open, else the next opening; empty when there is none within 400
  /// days.
  public OptionalLong nextOpening(long instant) {
    if (openAt(instant)) {
      return OptionalLong.of(instant);
    }
    long epochDay = Math.floorDiv(instant + OFFSET, DAY);
    for (long day = epochDay; day < epochDay + MOST_DAYS; day++) {
      for (DayHours.Stretch stretch : on(day).stretches()) {
        long opens = day * DAY - OFFSET + stretch.from() * MINUTE;
        if (opens >= instant) {
          return OptionalLong.of(opens);
        }
      }
    }
    return OptionalLong.empty();
  }

  /// Whether it never opens.
  boolean neverOpens() {
    for (DayHours day : week) {
      if (!day.stretches().isEmpty()) {
        return false;
      }
    }
    return holiday.isEmpty() || holiday.get().stretches().isEmpty();
  }

  private DayHours on(long epochDay) {
    if (holiday.isPresent() && calendar.isOff(epochDay)) {
      return holiday.get();
    }
    // 1970-01-01 was a Thursday.
    return week[(int) Math.floorMod(epochDay + DayOfWeek.THURSDAY.ordinal(), 7L)];
  }
}
