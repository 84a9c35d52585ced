package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Partition;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import org.junit.jupiter.api.Test;

final class BookVersionTest {
  /// A Tuesday, 10:00 in Seoul.
  private static final long MORNING = 1_764_032_400_000L;

  private static final long HOUR = 3_600_000;

  private static RuleBook book() {
    String text =
        """
        문서: 상담배정규칙/1
        대상: {계열사: 가나}
        어휘:
          채널: [카카오톡]
          기술: [기본]
        영업시간:
          평일: {월~금: "09:00-18:00", 공휴일: 휴무}
        큐:
          - {이름: 일반, 기술: {기본: 1}, 순위: 2, 영업시간: 평일}
        """;
    return switch (RuleBook.read(
        List.of(new RuleText("t.yaml", text)),
        Optional.empty(),
        HolidayTable.shipped(),
        LocalDate.of(2025, 11, 25))) {
      case Reading.Accepted accepted -> accepted.book();
      case Reading.Rejected rejected -> throw new AssertionError(rejected.diagnostics());
    };
  }

  private static long until(long at) {
    RuleBook book = book();
    RuleVersion version = BookVersion.of("오늘", book, book, "가나", List.of("카카오톡")).orElseThrow();
    var arrived = new DayEntry.Arrived(at, 1, 0, "", "일반", Partition.NOBODY, Map.of());
    return version.route().apply(arrived).until();
  }

  private static RuleBook shipped() throws IOException {
    List<RuleText> texts = new ArrayList<>();
    Path folder = Path.of("..", "config", "routing");
    for (String name : List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml")) {
      texts.add(RuleText.decode(name, Files.readAllBytes(folder.resolve(name))));
    }
    return ((Reading.Accepted)
            RuleBook.read(
                texts, Optional.empty(), HolidayTable.shipped(), LocalDate.of(2025, 11, 25)))
        .book();
  }

  /// A complaint that nobody takes within 90 seconds reaches the step 범위: 그룹 of the shipped rules.
  @Test
  void aDayIsReplayedOnWhichAConversationMayGoToAnotherTenant() throws IOException {
    RuleBook book = shipped();
    List<DayEntry> entries =
        List.of(
            new DayEntry.AgentSeen(
                MORNING,
                7,
                "kim",
                "부산센터",
                Availability.OPEN,
                Map.of("카드결제", 1),
                new Capacity(100, List.of(new Capacity.Channel(25, 4))),
                0),
            new DayEntry.Arrived(
                MORNING,
                1,
                0,
                "부산센터",
                "긴급민원",
                Partition.NOBODY,
                Map.of("고객.태그", "민원이력"),
                "c-0815",
                ""),
            new DayEntry.Left(MORNING + 200_000, 1, false));
    DayLog log = DayLog.of("한빛생명", "2025-11-25", entries);
    RuleVersion version = BookVersion.of("오늘", book, book, "한빛생명", List.of("카카오톡")).orElseThrow();
    assertThat(new Replay(log).run(version).visits())
        .singleElement()
        .satisfies(visit -> {
          assertThat(visit.ending()).isEqualTo(Visit.Ending.LEFT);
          assertThat(visit.waitMillis()).isEqualTo(200_000);
        });
  }

  @Test
  void whoComesOutOfHoursIsKeptUntilTheNextOpening() {
    assertThat(until(MORNING)).isZero();
    assertThat(until(MORNING - 2 * HOUR)).isEqualTo(MORNING - HOUR);
    assertThat(until(MORNING + 10 * HOUR)).isEqualTo(MORNING + 23 * HOUR);
  }
}
