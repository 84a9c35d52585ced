package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
import kr.ondam.rules.file.TenantRules;
import org.junit.jupiter.api.Test;

final class DayPlanTest {
  private static final long SEOUL = 9 * 3_600_000;

  /// 10:00 in Seoul.
  private static final long MORNING = 1_764_032_400_000L;

  private static final long HALF = 1_800_000;

  private static TenantRules rules() {
    String text =
        """
        문서: 상담배정규칙/1
        대상: {계열사: 가나}
        어휘: {채널: [카카오톡, 웹채팅], 기술: [기본, 결제]}
        정원: {채널: {카카오톡: {무게: 25, 최대: 4}, 웹채팅: {무게: 34, 최대: 2}}}
        큐:
          - {이름: 일반, 기술: {기본: 1}, 순위: 2, 목표: {응답: 45초, 비율: 90}}
          - {이름: 결제, 기술: {결제: 2}, 순위: 1}
        하위:
          - 대상: {센터: 서울}
          - 대상: {센터: 부산}
        """;
    return ((Reading.Accepted)
            RuleBook.read(
                List.of(new RuleText("t.yaml", text)),
                Optional.empty(),
                HolidayTable.shipped(),
                LocalDate.of(2025, 11, 25)))
        .book()
        .tenant("가나")
        .orElseThrow();
  }

  private static DayEntry seen(
      long after, long agent, String centre, Availability availability, int skill) {
    var desk = new Capacity(100, List.of(new Capacity.Channel(25, 4), new Capacity.Channel(34, 2)));
    return new DayEntry.AgentSeen(
        MORNING + after, agent, "", centre, availability, Map.of("기본", 3, "결제", skill), desk, 0);
  }

  @Test
  void whoWasOnDutyCountsWithTheSlotsOfTheUsualChannel() {
    DayLog day =
        DayLog.of(
            "가나",
            "2025-11-25",
            List.of(
                seen(0, 1, "서울", Availability.OPEN, 1),
                seen(HALF / 2, 2, "부산", Availability.OPEN, 2),
                seen(HALF, 1, "서울", Availability.CLOSED, 1),
                new DayEntry.Arrived(MORNING, 1, 0, "서울", "일반", Partition.NOBODY, Map.of()),
                new DayEntry.Arrived(MORNING, 2, 1, "부산", "결제", Partition.NOBODY, Map.of()),
                new DayEntry.Left(MORNING + 2 * HALF, 2, false)));
    DayPlan plan = DayPlan.of(rules(), day, List.of(day), List.of("카카오톡", "웹채팅"), SEOUL);
    assertThat(plan.agents("일반", 20)).as("one whole and one half of the time").isEqualTo(6);
    assertThat(plan.agents("일반", 21)).isEqualTo(4);
    assertThat(plan.agents("결제", 20)).as("two web chats, half of the time").isEqualTo(1);
    assertThat(plan.agents("결제", 21)).isEqualTo(2);
    assertThat(plan.agents("일반", 19)).isZero();
    assertThat(plan.agents("일반", 22)).isZero();
    assertThat(plan.agents("없음", 20)).isZero();
    assertThat(plan.targetMillis("일반")).isEqualTo(45_000);
    assertThat(plan.targetShare("일반")).isEqualTo(.9);
    assertThat(plan.targetMillis("결제")).as("without a goal").isEqualTo(20_000);
  }
}
