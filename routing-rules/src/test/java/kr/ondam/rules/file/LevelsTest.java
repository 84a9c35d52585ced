package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a lower level may change of what it inherits, and what comes of it.
final class LevelsTest {
  private static final String REST = RuleFiles.QUEUES + "분류:\n" + RuleFiles.REST;

  @Test
  void RR35_anEntryWithALockedValueCannotBeRemoved() {
    assertThat(
            below("잠금: [큐.결제.순위, 큐.결제.영업시간]\n", "    큐: [{이름: 결제, 삭제: true}]\n").errors())
        .containsExactly(
            "t.yaml:21:14: 오류: '큐.결제.순위' 은(는) 상위 파일이 잠근 값이라 바꿀 수 없습니다",
            "t.yaml:21:14: 오류: '큐.결제.영업시간' 은(는) 상위 파일이 잠근 값이라 바꿀 수 없습니다");
    assertThat(below("잠금: [큐.일반.순위]\n", "    큐: [{이름: 결제, 삭제: true}]\n").errors()).isEmpty();
  }

  @Test
  void RR35_aLockOnOneDayOfTheHoursLocksAllTheirDays() {
    for (String day : new String[] {"월", "매일", "mon~fri", "토", "공휴일"}) {
      assertThat(
              below("잠금: [영업시간.평일.월~금]\n", "    영업시간: {평일: {" + day + ": \"10:00-11:00\"}}\n")
                  .errors())
          .as(day)
          .containsExactly("t.yaml:21:12: 오류: '영업시간.평일' 은(는) 상위 파일이 잠근 값이라 바꿀 수 없습니다");
    }
    assertThat(below("잠금: [영업시간.평일.월~금]\n", "    영업시간: {밤: {매일: \"22:00-23:00\"}}\n").errors())
        .isEmpty();
  }

  @Test
  void theHoursOfALowerLevelWinForEachDayTheyName() {
    assertThat(open("매일: \"00:00-24:00\"", "2026-11-24T22:00")).isTrue();
    assertThat(open("mon~fri: \"00:00-24:00\"", "2026-11-24T22:00")).isTrue();
    assertThat(open("화~토: 휴무", "2026-11-24T10:00")).isFalse();
    assertThat(open("화~토: 휴무", "2026-11-23T10:00")).isTrue();
    assertThat(open("holiday: \"10:00-12:00\"", "2027-02-08T11:00")).isTrue();
    assertThat(open("매일: \"00:00-24:00\"", "2027-02-08T11:00")).as("공휴일은 위에서").isFalse();
    assertThat(open("매일: 휴무, 화: \"00:00-24:00\"", "2026-11-24T22:00")).isTrue();
  }

  @Test
  void eachDayKeepsThePlaceItsHoursCameFrom() {
    Leaves leaves = centre("화~토: 휴무").leaves();
    assertThat(leaves.byPath().get("영업시간.평일.화"))
        .isEqualTo(new Leaves.Leaf("휴무", new Position("t.yaml", 20, 22)));
    assertThat(leaves.byPath().get("영업시간.평일.월").at().line()).isEqualTo(12);
  }

  @Test
  void aDayInBothSpellingsStandsTwice() {
    assertThat(RuleFiles.small("").with("t.yaml", "공휴일: 휴무", "mon~fri: 휴무").errors())
        .containsExactly("t.yaml:12:28: 오류: '월~금' 이(가) 두 번 있습니다 (처음: t.yaml:12:8)");
  }

  private static boolean open(String days, String at) {
    return centre(days)
        .queue("일반")
        .orElseThrow()
        .openAt(Situation.millis(Quantity.moment(at).orElseThrow()));
  }

  private static RuleSet centre(String days) {
    return below("", "    영업시간: {평일: {" + days + "}}\n").accepted().tenant("가나").orElseThrow().of("센터");
  }

  /// A centre below a tenant that says something.
  private static RuleFiles below(String above, String centre) {
    return RuleFiles.small(above + REST + "하위:\n  - 대상: {센터: 센터}\n" + centre);
  }
}
