package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kr.ondam.rules.language.Particles;
import org.junit.jupiter.api.Test;

/// Bad values in a rule file and how far they may go (rows RR of the catalogue).
final class RuleValuesTest {
  private static final String RULES = RuleFiles.QUEUES + "분류:\n";

  @Test
  void RR28_aRelaxationBeforeFiveSeconds() {
    assertThat(relaxation("후: 0초, 범위: 지역"))
        .containsExactly("t.yaml:14:53: 오류: 후 값 '0초'는 5초 이상 1일 이하여야 합니다");
  }

  @Test
  void RR32_RR33_stickyIsBounded() {
    assertThat(RuleFiles.small("이력상담사: {기간: 3650일}\n").errors())
        .containsExactly("t.yaml:13:13: 오류: 이력상담사.기간 값 '3650일'은 1시간 이상 365일 이하여야 합니다");
    assertThat(RuleFiles.small("이력상담사: {대기: 301초}\n").errors())
        .containsExactly("t.yaml:13:13: 오류: 이력상담사.대기 값 '301초'는 0초 이상 5분 이하여야 합니다");
    assertThat(RuleFiles.small("이력상담사: {기간: 365일, 대기: 300초}\n").errors()).isEmpty();
  }

  @Test
  void theStateAfterMissedOffersIsAPresenceWithoutOffers() {
    assertThat(RuleFiles.small("배정: {제안: {미응답상태: 퇴근함}}\n").errors())
        .singleElement()
        .asString()
        .startsWith("t.yaml:13:18: 오류: 배정.제안.미응답상태 값 '퇴근함'은 쓸 수 있는 값이 아닙니다.")
        .contains("부재응답", "이석");
    for (String right : List.of("자리비움", "이석", "away")) {
      RuleBook book =
          RuleFiles.small("배정: {제안: {미응답상태: " + right + "}}\n" + RULES + RuleFiles.REST).accepted();
      assertThat(book.tenant("가나").orElseThrow().base().assignment().missedState())
          .isEqualTo(MissedState.AWAY);
    }
  }

  @Test
  void RR34_thePriorityIs0To31() {
    for (String wrong : List.of("-5", "32", "1000000000")) {
      assertThat(queue("순위: " + wrong))
          .singleElement()
          .asString()
          .contains(Particles.settle("오류: 순위 값 '" + wrong + "'은(는) 0 이상 31 이하여야 합니다"));
    }
    assertThat(queue("순위: 31")).isEmpty();
    assertThat(queue("순위: 1e9")).singleElement().asString().contains("정수가 아닙니다");
  }

  @Test
  void RR36_unknownHours() {
    assertThat(queue("순위: 1, 영업시간: 평알"))
        .containsExactly("t.yaml:14:40: 오류: (가나) '평알' 영업시간이 없습니다. 혹시 '평일' 인가요?");
  }

  @Test
  void RR37_timesThatAreNone() {
    for (String wrong : List.of("24:00-25:00", "9시-18시", "09:60-10:00", "09:00", "18:00-18:00")) {
      assertThat(RuleFiles.small("").with("t.yaml", "09:00-18:00", wrong).errors())
          .singleElement()
          .asString()
          .startsWith(
              Particles.settle("t.yaml:12:13: 오류: 영업시간.평일.월~금 값 '" + wrong + "'은(는) 영업시간이 아닙니다"));
    }
    assertThat(RuleFiles.small("").with("t.yaml", "월~금", "월~굼").errors())
        .singleElement()
        .asString()
        .startsWith("t.yaml:12:8: 오류: '월~굼'은 요일이 아닙니다. 혹시 '월~금' 인가요?");
  }

  @Test
  void RR41_anotherTimeZone() {
    assertThat(RuleFiles.small("시간대: America/New_York\n").errors())
        .containsExactly("t.yaml:13:6: 오류: 시간대는 'Asia/Seoul'만 쓸 수 있습니다");
    assertThat(RuleFiles.small("시간대: Asia/Seoul\n").errors()).isEmpty();
  }

  @Test
  void RR42_aKeywordListIsBounded() {
    StringBuilder words = new StringBuilder("[");
    for (int i = 0; i < 50_001; i++) {
      words.append(i == 0 ? "" : ", ").append('w').append(i);
    }
    assertThat(RuleFiles.small("").with("t.yaml", "[해지, 해약]", words + "]").errors())
        .containsExactly("t.yaml:10:10: 오류: 어휘.목록.해지말은 50000개를 넘을 수 없습니다 (50001개)");
  }

  @Test
  void RR50_emptyActions() {
    assertThat(queue("순위: 1, 최대대기: {시간: 5분}")).containsExactly("t.yaml:14:40: 오류: '처리'가 빠졌습니다");
    assertThat(queue("순위: 1, 완화: []"))
        .containsExactly("t.yaml:14:38: 오류: 완화가 비어 있습니다. 물려받은 것이 없으니 줄을 지우세요");
    assertThat(RuleFiles.small(RULES + "  - {이름: 가, 조건: \"참\", 큐: ''}\n").errors())
        .contains("t.yaml:17:25: 오류: '큐'가 비어 있습니다");
  }

  @Test
  void RR68_weightsAndSharesAreMoreThanNothing() {
    assertThat(RuleFiles.small("정원: {채널: {문자: {무게: 0}}}\n").errors())
        .containsExactly("t.yaml:13:20: 오류: 정원.채널.문자.무게 값 '0'은 1 이상 10000 이하여야 합니다");
    assertThat(queue("순위: 1, 가중: 0")).singleElement().asString().contains("0.001 이상");
    assertThat(RuleFiles.small("정원: {휴면: {무게비율: 0}}\n").errors()).hasSize(1);
  }

  @Test
  void RR69_aQueueInWhichNobodyCanWaitIsAllowedAndWarnedOf() {
    RuleFiles files =
        RuleFiles.small("큐:\n  - {이름: 일반, 기술: {기본: 1}, 순위: 2, 대기한도: {인원: 0, 처리: 안내}}\n");
    assertThat(files.warnings()).contains("t.yaml:14:45: 경고: 대기한도가 0이라 '일반'에서는 아무도 기다릴 수 없습니다");
    assertThat(files.accepted().tenant("가나").orElseThrow().base().queues().getFirst().limit())
        .contains(new QueueRule.Limit(0, WaitAction.NOTICE, Optional.empty()));
  }

  @Test
  void RR70_aQueueLimitNeedsAWayOut() {
    assertThat(queue("순위: 1, 대기한도: {인원: 10}")).containsExactly("t.yaml:14:40: 오류: '처리'가 빠졌습니다");
    assertThat(queue("순위: 1, 대기한도: {인원: 10, 처리: 다른큐}"))
        .containsExactly("t.yaml:14:40: 오류: 처리가 '다른큐'이면 '큐'가 있어야 합니다");
  }

  @Test
  void RR73_anOldNameIsReadAndWarnedOf() {
    RuleFiles files = RuleFiles.small("큐:\n  - {이름: 일반, 스킬: {기본: 1}, 우선순위: 2}\n");
    assertThat(files.warnings())
        .contains(
            "t.yaml:14:14: 경고: '스킬'은 예전 이름입니다. '기술'을 쓰세요",
            "t.yaml:14:27: 경고: '우선순위'는 예전 이름입니다. '순위'를 쓰세요");
    assertThat(files.accepted().tenant("가나").orElseThrow().base().queues().getFirst().priority())
        .isEqualTo(2);
  }

  @Test
  void englishKeysAndValuesMeanTheSame() {
    RuleFiles english =
        RuleFiles.small(
            """
            queue:
              - {name: 일반, skills: {기본: 1}, priority: 2, hours: 평일, after-hours: next-business-day,
                 relaxations: [{after: 30s, scope: region}]}
            """);
    QueueRule queue = english.accepted().tenant("가나").orElseThrow().base().queues().getFirst();
    assertThat(queue.afterHours()).isEqualTo(AfterHours.NEXT_BUSINESS_DAY);
    assertThat(queue.relaxations().getFirst().scope()).isEqualTo(Scope.REGION);
    assertThat(queue.relaxations().getFirst().afterMillis()).isEqualTo(30_000);
  }

  private static List<String> queue(String more) {
    return RuleFiles.small("큐:\n  - {이름: 일반, 기술: {기본: 1}, " + more + "}\n").errors();
  }

  private static List<String> relaxation(String step) {
    return RuleFiles.small("큐:\n  - {이름: 일반, 기술: {기본: 1}, 순위: 1, 영업시간: 평일, 완화: [{" + step + "}]}\n")
        .errors();
  }
}
