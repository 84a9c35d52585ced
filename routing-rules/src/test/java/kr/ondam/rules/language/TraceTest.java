package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {
  @Test
  void saysWhatWasCompared() {
    Condition condition = Words.condition("고객.태그 포함 ['소송중', '민원이력'] || 첫문장 contains 목록.욕설키워드");
    Trace trace = condition.trace(Words.facts("첫문장", "포인트가 안 쌓여요"));
    assertThat(trace.holds()).isFalse();
    assertThat(trace.korean())
        .isEqualTo("고객.태그 포함 ['소송중', '민원이력'] 또는 첫문장 포함 목록.욕설키워드 — 실제 고객.태그=[], 첫문장=10자");
    assertThat(trace.english())
        .isEqualTo(
            "customer.tags contains ['소송중', '민원이력'] or first_message contains list.욕설키워드"
                + " — actual customer.tags=[], first_message=10 characters");
  }

  @Test
  void saysWhichComparisonsHeldAndShowsNoTextOfTheCustomer() {
    Condition condition =
        Words.condition("아님 (고객.등급 == 'VIP') 그리고 (고객.나이 + 1 >= 20 또는 첫문장 포함 ['해지', '해약'])");
    Trace trace = condition.trace(Words.facts("고객.등급", "VIP", "첫문장", "보험 해약할래요 010-1234-5678"));
    assertThat(trace.comparisons())
        .extracting(comparison -> comparison.line(Spelling.KOREAN))
        .containsExactly(
            "✔ 고객.등급 == 'VIP' — 실제 고객.등급=VIP",
            "✘ 고객.나이 + 1 >= 20 — 실제 고객.나이=없음",
            "✔ 첫문장 포함 ['해지', '해약'] — 실제 첫문장=22자('해약' 있음)");
    assertThat(trace.comparisons().getLast().line(Spelling.ENGLISH))
        .isEqualTo(
            "✔ first_message contains ['해지', '해약'] — actual first_message=22 characters (with"
                + " '해약')");
    assertThat(trace.korean()).doesNotContain("1234");
  }

  @Test
  void showsEveryKindOfFact() {
    Condition condition =
        Words.condition("현재.공휴일 그리고 현재.시각 < 09:00 그리고 고객.최근상담 < 1일 그리고 현재.요일 == '월'");
    Facts facts = Words.facts("현재.공휴일", "참", "현재.시각", "8:05", "고객.최근상담", "90초", "현재.요일", "월요일");
    assertThat(condition.trace(facts).korean())
        .endsWith(" — 실제 현재.공휴일=참, 현재.시각=08:05, 고객.최근상담=90초, 현재.요일=월");
    assertThat(Words.condition("참").trace(facts).korean()).isEqualTo("참");
  }

  @Test
  void aProblemKnowsItsLine() {
    String source = "참\n그리고\t고객.등금 == 'VIP'\n";
    Problem problem = Words.problems(source).getFirst();
    assertThat(problem.line(source)).isEqualTo(2);
    assertThat(problem.column(source)).isEqualTo(5);
    assertThat(problem.caret(source)).isEqualTo("  | 그리고 고객.등금 == 'VIP'\n  |        ^^^^^^^^^");
  }
}
