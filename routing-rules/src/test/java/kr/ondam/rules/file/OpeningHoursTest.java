package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OpeningHoursTest {
  private static final Calendar CALENDAR =
      new Calendar(
          Optional.of(PublicHolidays.of(RuleFiles.HOLIDAYS)),
          Map.of(Quantity.date("2026-12-31").orElseThrow(), "종무일"),
          Set.of(Quantity.date("2026-10-09").orElseThrow()));

  @Test
  void RR40_hoursOverMidnightAreOpenOnBothSides() {
    OpeningHours night = hours(Map.of("금", "22:00-02:00"));
    assertThat(night.openAt(at("2026-11-27T21:59"))).isFalse();
    assertThat(night.openAt(at("2026-11-27T22:00"))).isTrue();
    assertThat(night.openAt(at("2026-11-27T23:59"))).isTrue();
    assertThat(night.openAt(at("2026-11-28T00:00"))).isTrue();
    assertThat(night.openAt(at("2026-11-28T01:59"))).isTrue();
    assertThat(night.openAt(at("2026-11-28T02:00"))).isFalse();
    assertThat(night.openAt(at("2026-11-27T01:00"))).isFalse();
  }

  @Test
  void RR40_theSameAsTwoRanges() {
    OpeningHours two = hours(Map.of("금", "22:00-24:00", "토", "00:00-02:00"));
    OpeningHours one = hours(Map.of("금", "22:00-02:00"));
    for (long minute = at("2026-11-26T00:00"); minute < at("2026-11-30T00:00"); minute += 60_000) {
      assertThat(two.openAt(minute)).isEqualTo(one.openAt(minute));
    }
  }

  @Test
  void aSingleDayWinsOverARangeAndARangeOverEveryDay() {
    OpeningHours hours = hours(Map.of("매일", "00:00-24:00", "월~금", "09:00-18:00", "수", "휴무"));
    assertThat(hours.openAt(at("2026-11-24T08:00"))).isFalse();
    assertThat(hours.openAt(at("2026-11-25T10:00"))).isFalse();
    assertThat(hours.openAt(at("2026-11-28T03:00"))).isTrue();
  }

  @Test
  void holidaysFollowTheirOwnHoursIfThereAreAny() {
    OpeningHours closed = hours(Map.of("월~금", "09:00-18:00", "공휴일", "휴무"));
    OpeningHours always = hours(Map.of("매일", "00:00-24:00"));
    assertThat(closed.openAt(at("2027-02-08T11:00"))).isFalse();
    assertThat(always.openAt(at("2027-02-08T11:00"))).isTrue();
    assertThat(closed.openAt(at("2026-12-31T11:00"))).as("추가휴무").isFalse();
    assertThat(closed.openAt(at("2026-10-09T11:00"))).as("영업일로").isTrue();
  }

  @Test
  void theNextOpeningSkipsTheWeekendAndHolidays() {
    OpeningHours hours = hours(Map.of("월~금", "09:00-12:00, 13:00-18:00", "공휴일", "휴무"));
    assertThat(hours.nextOpening(at("2027-02-05T18:00"))).hasValue(at("2027-02-10T09:00"));
    assertThat(hours.nextOpening(at("2026-11-24T12:30"))).hasValue(at("2026-11-24T13:00"));
    assertThat(hours.nextOpening(at("2026-11-24T13:00"))).hasValue(at("2026-11-24T13:00"));
    assertThat(hours(Map.of("월", "휴무")).nextOpening(0)).isEmpty();
  }

  private static OpeningHours hours(Map<String, String> days) {
    Map<String, DayHours> parsed = new java.util.HashMap<>();
    days.forEach((day, text) -> parsed.put(day, DayHours.parse(text).orElseThrow()));
    return OpeningHours.of(parsed, CALENDAR);
  }

  private static long at(String local) {
    return Situation.millis(Quantity.moment(local).orElseThrow());
  }
}
