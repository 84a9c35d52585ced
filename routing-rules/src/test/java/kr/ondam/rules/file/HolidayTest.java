package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HolidayTest {
  private static final Map<String, int[]> LUNAR =
      Map.of("설날", new int[] {1, 1}, "부처님오신날", new int[] {4, 8}, "추석", new int[] {8, 15});

  private final HolidayTable table = HolidayTable.shipped();

  @Test
  void lunarDaysAgreeWithAnIndependentCalendarInEveryYear() {
    assertThat(table.lunar().keySet())
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.IntStream.rangeClosed(2024, 2060).boxed().toList());
    table
        .lunar()
        .forEach((year, days) ->
            LUNAR.forEach((name, date) ->
                assertThat(days.get(name))
                    .as(year + " " + name)
                    .isEqualTo(solar(year, date[0], date[1]))));
  }

  @Test
  void substitutesMatchThePublishedLists() {
    assertThat(substitutes(2024)).containsExactlyInAnyOrder("2024-02-12", "2024-05-06");
    assertThat(substitutes(2025))
        .containsExactlyInAnyOrder("2025-03-03", "2025-05-06", "2025-10-08");
    assertThat(substitutes(2026))
        .containsExactlyInAnyOrder("2026-03-02", "2026-05-25", "2026-08-17", "2026-10-05");
    assertThat(substitutes(2027))
        .containsExactlyInAnyOrder(
            "2027-02-09", "2027-08-16", "2027-10-04", "2027-10-11", "2027-12-27");
    assertThat(substitutes(2028)).containsExactlyInAnyOrder("2028-10-05");
  }

  @Test
  void everySubstituteIsAWeekdayAndNoHolidayItself() {
    for (int year : table.lunar().keySet()) {
      Map<LocalDate, String> days = PublicHolidays.of(table, year);
      days.forEach((date, name) -> {
        if (name.endsWith("대체공휴일")) {
          assertThat(date.getDayOfWeek().getValue()).as(date + " " + name).isLessThan(6);
        }
      });
    }
  }

  @Test
  void constitutionDayIsKeptFrom2026AndItsSubstituteIsAFlag() {
    assertThat(PublicHolidays.of(table, 2025)).doesNotContainKey(LocalDate.of(2025, 7, 17));
    assertThat(PublicHolidays.of(table, 2026)).containsKey(LocalDate.of(2026, 7, 17));
    assertThat(PublicHolidays.of(table, 2027)).doesNotContainKey(LocalDate.of(2027, 7, 19));
    HolidayTable flagged =
        HolidayTable.parse(
            RuleFiles.resource(HolidayTable.FILE).replace("07-17, 대체: 없음", "07-17, 대체: 주말"));
    assertThat(PublicHolidays.of(flagged, 2027)).containsKey(LocalDate.of(2027, 7, 19));
  }

  @Test
  void RR38_aYearWithoutDatesIsWarnedOfSixtyDaysAhead() {
    RuleFiles files = RuleFiles.examples().on(LocalDate.of(2060, 10, 31));
    assertThat(files.warnings()).noneMatch(line -> line.contains("표에 없습니다"));
    assertThat(files.on(LocalDate.of(2060, 11, 2)).warnings())
        .anyMatch(line -> line.equals("group.yaml:20:8: 경고: 2061년의 공휴일이 표에 없습니다"));
  }

  private Set<String> substitutes(int year) {
    return PublicHolidays.of(table, year).entrySet().stream()
        .filter(day -> day.getValue().endsWith("대체공휴일"))
        .map(day -> day.getKey().toString())
        .collect(Collectors.toSet());
  }

  private static LocalDate solar(int year, int month, int day) {
    Calendar korean = Calendar.getInstance(new ULocale("ko_KR@calendar=dangi"));
    for (LocalDate date :
        List.copyOf(LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).toList())) {
      korean.setTimeInMillis(date.toEpochDay() * 86_400_000L + 12 * 3_600_000L);
      if (korean.get(Calendar.MONTH) == month - 1
          && korean.get(Calendar.DAY_OF_MONTH) == day
          && korean.get(Calendar.IS_LEAP_MONTH) == 0) {
        return date;
      }
    }
    throw new AssertionError(year + "-" + month + "-" + day);
  }
}
