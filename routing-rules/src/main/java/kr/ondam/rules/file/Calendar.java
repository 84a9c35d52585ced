package kr.ondam.rules.file;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which days are off for a centre (달력): the public holidays, its own, and those it works through.
public final class Calendar {
  private final Optional<PublicHolidays> holidays;
  private final Map<Long, String> extra = new HashMap<>();
  private final Set<Long> business = new HashSet<>();

  /// A calendar.
  ///
  /// @param holidays empty to keep none
  /// @param extra own days off by date
  /// @param business days that are worked although they are holidays
  Calendar(
      Optional<PublicHolidays> holidays, Map<LocalDate, String> extra, Set<LocalDate> business) {
    this.holidays = holidays;
    extra.forEach((date, name) -> this.extra.put(date.toEpochDay(), name));
    business.forEach(date -> this.business.add(date.toEpochDay()));
  }

  /// The name of the holiday, empty on an ordinary day.
  public Optional<String> holiday(LocalDate date) {
    long day = date.toEpochDay();
    if (business.contains(day)) {
      return Optional.empty();
    }
    return Optional.ofNullable(extra.get(day))
        .or(() -> holidays.flatMap(known -> Optional.ofNullable(known.names().get(day))));
  }

  /// Whether a day would be off if it were not worked.
  boolean isHoliday(LocalDate date) {
    long day = date.toEpochDay();
    return extra.containsKey(day)
        || (holidays.isPresent() && holidays.get().names().containsKey(day));
  }

  boolean isOff(long epochDay) {
    return !business.contains(epochDay)
        && (extra.containsKey(epochDay)
            || (holidays.isPresent() && holidays.get().names().containsKey(epochDay)));
  }

  /// Whether the public holidays of a year are known, or none are kept.
  public boolean covers(int year) {
    return holidays.isEmpty() || year <= holidays.get().lastYear();
  }
}
