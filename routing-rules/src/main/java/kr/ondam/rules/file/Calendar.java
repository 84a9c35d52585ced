package kr.ondam.rules.file;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which days are off for a centre (달력): the public holidays, its own, and those it works through.
public final class Calendar {
  private final Map<Long, String> daysOff;
  private final boolean publicHolidays;
  private final int lastYear;

  private Calendar(Map<Long, String> daysOff, boolean publicHolidays, int lastYear) {
    this.daysOff = daysOff;
    this.publicHolidays = publicHolidays;
    this.lastYear = lastYear;
  }

  /// A calendar.
  ///
  /// @param holidays every year of the shipped table, empty to keep none
  /// @param extra own days off by date
  /// @param business days that are worked although they are holidays
  static Calendar of(
      Optional<HolidayTable> holidays, Map<LocalDate, String> extra, Set<LocalDate> business) {
    Map<Long, String> days = new HashMap<>();
    holidays.ifPresent(table ->
        table
            .lunar()
            .keySet()
            .forEach(year ->
                PublicHolidays.of(table, year)
                    .forEach((date, name) -> days.put(date.toEpochDay(), name))));
    extra.forEach((date, name) -> days.put(date.toEpochDay(), name));
    business.forEach(date -> days.remove(date.toEpochDay()));
    return new Calendar(
        days, holidays.isPresent(), holidays.map(HolidayTable::lastYear).orElse(Integer.MAX_VALUE));
  }

  /// The name of the holiday, empty on an ordinary day.
  public Optional<String> holiday(LocalDate date) {
    return Optional.ofNullable(daysOff.get(date.toEpochDay()));
  }

  boolean isOff(long epochDay) {
    return daysOff.containsKey(epochDay);
  }

  /// Whether the public holidays of a year are known, or none are kept.
  public boolean covers(int year) {
    return !publicHolidays || year <= lastYear;
  }
}
