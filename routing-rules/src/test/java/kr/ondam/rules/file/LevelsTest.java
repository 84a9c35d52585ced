package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a lower level may change of what it inherits, and what comes of it.
final class LevelsTest {
  private static final String REST = RuleFiles.QUEUES + "분류:\n" + RuleFiles.REST;

  @Test
  void RR35_anEntryWithALockedValueCannotBeRemoved() {
    assertThat(below("잠금: [큐.결제.순위, 큐.결제.영업시간]\n", "    큐: [{이름: 결제, 삭제: true}]\n").errors())
        .containsExactly(
            "t.yaml:21:14: 오류: '큐.결제.순위'는 상위 파일이 잠근 값이라 바꿀 수 없습니다",
            "t.yaml:21:14: 오류: '큐.결제.영업시간'은 상위 파일이 잠근 값이라 바꿀 수 없습니다");
    assertThat(below("잠금: [큐.일반.순위]\n", "    큐: [{이름: 결제, 삭제: true}]\n").errors()).isEmpty();
  }

  @Test
  void RR35_aLockOnOneDayOfTheHoursLocksAllTheirDays() {
    for (String day : new String[] {"월", "매일", "mon~fri", "토", "공휴일"}) {
      assertThat(
              below("잠금: [영업시간.평일.월~금]\n", "    영업시간: {평일: {" + day + ": \"10:00-11:00\"}}\n")
                  .errors())
          .as(day)
          .containsExactly("t.yaml:21:12: 오류: '영업시간.평일'은 상위 파일이 잠근 값이라 바꿀 수 없습니다");
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
    assertThat(Objects.requireNonNull(leaves.byPath().get("영업시간.평일.월")).at().line()).isEqualTo(12);
  }

  @Test
  void aDayInBothSpellingsStandsTwice() {
    assertThat(RuleFiles.small("").with("t.yaml", "공휴일: 휴무", "mon~fri: 휴무").errors())
        .containsExactly("t.yaml:12:28: 오류: '월~금'이 두 번 있습니다 (처음: t.yaml:12:8)");
  }

  @Test
  void anExplanationNamesTheLineThatSaidEachValue() {
    String above =
        "가점상한: 4분\n가점: [{이름: 우수, 조건: \"고객.등급 == 'VIP'\", 가점: 2분}]\n"
            + RuleFiles.QUEUES
            + "분류:\n  - {이름: 해지, 조건: \"문의유형 == '해지'\", 큐: 일반}\n"
            + RuleFiles.REST;
    String centre = "    가점: [{이름: 우수, 가점: 5분}]\n    분류: [{이름: 해지, 큐: 결제}]\n";
    RuleSet set =
        RuleFiles.small(above + "하위:\n  - 대상: {센터: 센터}\n" + centre)
            .accepted()
            .tenant("가나")
            .orElseThrow()
            .of("센터");
    var facts = set.facts(0).put("고객.등급", "VIP").put("문의유형", "해지").build();
    long morning = Situation.millis(Quantity.moment("2026-11-24T10:00").orElseThrow());
    assertThat(Explanation.of(set, facts, morning).korean())
        .containsExactly(
            "✔ '해지' (t.yaml:19:5) → 큐 결제 (t.yaml:24:22): 문의유형 == '해지' — 실제 문의유형=해지",
            "+ 가점 '우수' 300초 (t.yaml:23:23)",
            "= 가점 합계 300초 가운데 가점상한 240초만 씁니다 (t.yaml:13:7)");
  }

  @Test
  void ofALongConditionTheWordThatWasFoundIsStillSaid() {
    String words =
        IntStream.range(0, 80).mapToObj(i -> "'낱말" + i + "'").collect(Collectors.joining(", "));
    String rules =
        RuleFiles.QUEUES
            + "분류:\n  - {이름: 해지, 조건: \"첫문장 포함 ["
            + words
            + ", '해약'] 또는 문의유형 == '해지'\", 큐: 결제}\n"
            + RuleFiles.REST;
    RuleSet set = RuleFiles.small(rules).accepted().tenant("가나").orElseThrow().of("센터");
    var facts = set.facts(0).put("첫문장", "해약하려고요").build();
    long morning = Situation.millis(Quantity.moment("2026-11-24T10:00").orElseThrow());
    assertThat(Explanation.of(set, facts, morning).korean())
        .anyMatch(line ->
            line.startsWith("✔ '해지' (t.yaml:17:5) → 큐 결제: ✔ 첫문장 포함 ['낱말0', ")
                && line.endsWith("… — 실제 첫문장=6자('해약' 있음)")
                && line.length() < 250);
  }

  @Test
  void aCentreChangesNoSettingOfTheWholeTenant() {
    for (String key : new String[] {"제안: {방식: 자동}", "offer: {exclusion: 0s}", "시간당최대: 3"}) {
      assertThat(below("", "    배정: {순서: 최장유휴, " + key + "}\n").errors())
          .as(key)
          .singleElement()
          .asString()
          .startsWith("t.yaml:20:20: 오류: 하위에서는 배정의 '순서'와 '후처리'만 바꿀 수 있습니다.");
    }
    RuleFiles files = below("", "    배정: {순서: 최장유휴, 후처리: 90초}\n");
    assertThat(files.errors()).isEmpty();
    TenantRules rules = files.accepted().tenant("가나").orElseThrow();
    assertThat(rules.of("센터").assignment().wrapUpMillis()).isEqualTo(90_000);
    assertThat(rules.base().assignment().wrapUpMillis()).isEqualTo(60_000);
  }

  @Test
  void whatAQueueInheritsCanBeTakenAway() {
    for (String none : new String[] {"없음", "[]", "none"}) {
      RuleFiles files =
          below("", "    큐: [{이름: 일반, 완화: " + none + ", 최대대기: 없음, 대기한도: none, 영업시간: 없음}]\n")
              .with(
                  "t.yaml",
                  "영업시간: 평일}",
                  "영업시간: 평일, 완화: [{후: 30초, 범위: 지역}], 최대대기: {시간: 5분, 처리: 안내}, 대기한도: {인원: 9, 처리: 안내}}");
      QueueRule queue =
          files.accepted().tenant("가나").orElseThrow().of("센터").queue("일반").orElseThrow();
      assertThat(queue.relaxations()).as(none).isEmpty();
      assertThat(queue.longestWait()).isEmpty();
      assertThat(queue.limit()).isEmpty();
      assertThat(queue.hours()).isEmpty();
      QueueRule above =
          files.accepted().tenant("가나").orElseThrow().base().queue("일반").orElseThrow();
      assertThat(above.relaxations()).hasSize(1);
    }
    assertThat(below("잠금: [큐.일반.최대대기.시간]\n", "    큐: [{이름: 일반, 최대대기: 없음}]\n").errors())
        .singleElement()
        .asString()
        .contains("'큐.일반.최대대기.시간'은 상위 파일이 잠근 값이라");
  }

  private static boolean open(String days, String at) {
    return centre(days)
        .queue("일반")
        .orElseThrow()
        .openAt(Situation.millis(Quantity.moment(at).orElseThrow()));
  }

  private static RuleSet centre(String days) {
    return below("", "    영업시간: {평일: {" + days + "}}\n")
        .accepted()
        .tenant("가나")
        .orElseThrow()
        .of("센터");
  }

  /// A centre below a tenant that says something.
  private static RuleFiles below(String above, String centre) {
    return RuleFiles.small(above + REST + "하위:\n  - 대상: {센터: 센터}\n" + centre);
  }
}
