package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The messages of the specification, each for one deliberate mistake in the example files.
final class MessagesTest {
  @Test
  void aValueThatIsNoneShowsTheExpressionAndTheValueMeant() {
    RuleFiles files =
        RuleFiles.examples().with("hanbit-life.yaml", "문의유형 == '보험금청구'", "문의유형 == '보험금청규'");
    String message = files.read().diagnostics().getFirst().korean();
    assertThat(message)
        .startsWith(
            "hanbit-life.yaml:35:44: 오류: '보험금청규'는 문의유형 값이 아닙니다. 혹시 '보험금청구' 인가요?" + " (가능한 값: ")
        .endsWith("\n  | 문의유형 == '보험금청규'\n  |             ^^^^^^^^^^^^");
    assertThat(files.errors()).hasSize(1);
  }

  @Test
  void aRelaxationCannotAskForMore() {
    assertThat(RuleFiles.examples().with("hanbit-life.yaml", "{보험금: 2}}", "{보험금: 4}}").errors())
        .contains("hanbit-life.yaml:18:28: 오류: 완화는 조건을 더 까다롭게 할 수 없습니다 (보험금 3 → 4)");
  }

  @Test
  void RR21_anUnknownQueueIsNamedWithTheCentreAndAGuess() {
    assertThat(RuleFiles.examples().with("hanbit-life.yaml", "큐: 해지방어", "큐: 해지방아").errors())
        .containsExactly("hanbit-life.yaml:34:72: 오류: (서울센터) '해지방아' 큐가 없습니다. 혹시 '해지방어' 인가요?");
  }

  @Test
  void relaxationsComeLaterAndLater() {
    assertThat(RuleFiles.examples().with("hanbit-life.yaml", "후: 60초", "후: 20초").errors())
        .containsExactly("hanbit-life.yaml:19:13: 오류: 완화 시각은 점점 늦어져야 합니다 (30초 다음에 20초)");
  }

  @Test
  void aLockedValueCannotBeChangedBelow() {
    assertThat(RuleFiles.examples().with("hanbit-card.yaml", "정원:\n", "정원:\n  총량: 50\n").errors())
        .containsExactly("hanbit-card.yaml:7:3: 오류: '정원.총량'은 상위 파일이 잠근 값이라 바꿀 수 없습니다");
  }

  @Test
  void aNumberWithoutAUnitIsNoDuration() {
    assertThat(RuleFiles.examples().with("hanbit-card.yaml", "응답: 45초", "응답: 45").errors())
        .containsExactly("hanbit-card.yaml:28:14: 오류: 목표.응답 값 '45'는 시간이 아닙니다. 예: 30초, 5분, 2시간");
  }

  @Test
  void aRuleForAQueueThatWasRemovedInOneCentre() {
    assertThat(
            RuleFiles.examples()
                .with("hanbit-card.yaml", "    분류:\n      - {이름: 외국어 고객, 삭제: true}\n", "")
                .errors())
        .containsExactly("hanbit-card.yaml:57:56: 오류: (대구센터) '외국어' 큐가 없습니다.");
  }

  @Test
  void RR72_aFailingTestSaysWhatWasExpectedAndWhatCame() {
    RuleFiles files = RuleFiles.examples().with("hanbit-life.yaml", "가점: 2분,", "가점: 3분,");
    assertThat(files.found(Severity.FAILURE))
        .containsExactly(
            "hanbit-life.yaml:50:5: 실패: VIP가 해약을 물으면 해지방어로, 2분 가점 — [가점 기대 3분 / 실제 120초]");
    assertThat(files.read()).isInstanceOf(Reading.Rejected.class);
  }

  @Test
  void theSameInEnglish() {
    RuleFiles files = RuleFiles.examples().with("hanbit-card.yaml", "응답: 45초", "응답: 45");
    assertThat(files.read().diagnostics().getFirst().english())
        .startsWith("hanbit-card.yaml:28:14: error: goal.answer value '45' is not a duration")
        .contains("\n  |     목표: {응답: 45, 비율: 80}\n  |                  ^^");
  }
}
