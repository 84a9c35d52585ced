package kr.ondam.rules.file;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.file.HolidayTable.Substitute;

/// The public holidays of single years, with their substitutes (관공서의 공휴일에 관한 규정).
///
/// A holiday that is made up for and falls on a Sunday, on another holiday, or for most of them on
/// a Saturday, moves to the next weekday that is neither a holiday nor a substitute already. Two
/// holidays on one weekday lose one day, so one substitute follows.
///
/// @param names by epoch day, of every year of the table
/// @param lastYear of the table
record PublicHolidays(Map<Long, String> names, int lastYear) {
  static final String NEW_YEAR = "설날";
  static final String HARVEST = "추석";
  static final String BUDDHA = "부처님오신날";

  /// All holidays of a table.
  static PublicHolidays of(HolidayTable table) {
    Map<Long, String> names = new HashMap<>();
    for (int year : table.lunar().keySet()) {
      of(table, year).forEach((date, name) -> names.put(date.toEpochDay(), name));
    }
    return new PublicHolidays(names, table.lastYear());
  }

  /// The holidays of a year by date; empty for a year the table does not cover.
  static Map<LocalDate, String> of(HolidayTable table, int year) {
    TreeMap<LocalDate, String> names = new TreeMap<>();
    TreeMap<LocalDate, List<Substitute>> kept = new TreeMap<>();
    for (Day day : days(table, year)) {
      names.merge(day.date(), day.name(), (one, other) -> one + "·" + other);
      kept.computeIfAbsent(day.date(), _ -> new ArrayList<>()).add(day.substitute());
    }
    kept.forEach((date, rules) -> substitute(names, date, lost(date, rules)));
    return names;
  }

  private record Day(LocalDate date, String name, Substitute substitute) {}

  private static List<Day> days(HolidayTable table, int year) {
    Map<String, LocalDate> lunar = table.lunar().get(year);
    List<Day> days = new ArrayList<>();
    if (lunar == null) {
      return days;
    }
    for (HolidayTable.Fixed fixed : table.fixed()) {
      if (year >= fixed.since()) {
        days.add(new Day(fixed.date().atYear(year), fixed.name(), fixed.substitute()));
      }
    }
    lunar.forEach((name, date) -> {
      if (name.equals(BUDDHA)) {
        days.add(new Day(date, name, Substitute.WEEKEND));
      } else {
        days.add(new Day(date.minusDays(1), name + " 연휴", Substitute.SUNDAY));
        days.add(new Day(date, name, Substitute.SUNDAY));
        days.add(new Day(date.plusDays(1), name + " 연휴", Substitute.SUNDAY));
      }
    });
    return days;
  }

  private static int lost(LocalDate date, List<Substitute> rules) {
    DayOfWeek day = date.getDayOfWeek();
    int onWeekend = 0;
    int movable = 0;
    for (Substitute rule : rules) {
      boolean sunday = day == DayOfWeek.SUNDAY && rule != Substitute.NONE;
      boolean saturday = day == DayOfWeek.SATURDAY && rule == Substitute.WEEKEND;
      onWeekend += sunday || saturday ? 1 : 0;
      movable += rule == Substitute.NONE ? 0 : 1;
    }
    return Math.max(onWeekend, Math.min(movable, rules.size() - 1));
  }

  private static void substitute(TreeMap<LocalDate, String> names, LocalDate lost, int count) {
    String name = names.get(lost);
    LocalDate date = lost;
    for (int i = 0; i < count; i++) {
      do {
        date = date.plusDays(1);
      } while (names.containsKey(date) || isWeekend(date));
      names.put(date, name + " 대체공휴일");
    }
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
