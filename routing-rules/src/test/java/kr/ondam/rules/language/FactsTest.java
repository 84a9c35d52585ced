package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
  @ParameterizedTest
  @CsvSource({
    "고객.등급, VIP",
    "customer.grade, 골드",
    "고객.나이, 17",
    "고객.나이, -3",
    "고객.태그, 소송중",
    "현재.시각, 09:00",
    "현재.공휴일, 참",
    "now.holiday, false",
    "고객.최근상담, 2시간",
    "고객.최근상담, 90s",
    "첫문장, 아무 말"
  })
  void readsWhatAPersonWrites(String field, String value) {
    assertThat(Facts.in(Words.VOCABULARY).put(field, value).refusals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "고객.등금 | VIP | FIELD | '고객'에는 '등금' 항목이 없습니다. 혹시 '고객.등급' 인가요?",
        "고객.등급 | VIPP | VALUE | 'VIPP'은(는) 고객등급 값이 아닙니다. 혹시 'VIP' 인가요?",
        "고객.태그 | 소송증 | VALUE | '소송증'은 고객태그 값이 아닙니다. 혹시 '소송중' 인가요?",
        "고객.나이 | 열일곱 | VALUE | 고객.나이 값은 숫자입니다. 예: 3",
        "고객.나이 | 17 18 | VALUE | 고객.나이 값은 숫자입니다. 예: 3",
        "고객.나이 | 17세 | VALUE | '세'는 단위가 아닙니다.",
        "고객.최근상담 | 300 | VALUE | 고객.최근상담 값은 시간입니다. 예: 30초, 5분, 2시간",
        "현재.공휴일 | 네 | VALUE | 현재.공휴일 값은 참/거짓입니다. 예: 참, 거짓",
        "현재.공휴일 | -참 | VALUE | '-'은(는)"
      })
  void refusesTheRestWithTheSameSentencesAsConditions(
      String field, String value, Refusal.Part part, String sentence) {
    var builder = Facts.in(Words.VOCABULARY).put(field, value);
    Refusal refusal = builder.refusals().getFirst();
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.part()).isEqualTo(part);
    if (!value.equals("-참")) {
      assertThat(refusal.problem().korean()).startsWith(sentence);
    }
    assertThat(builder.build().present(Words.VOCABULARY.slot("고객.등급").orElseThrow())).isFalse();
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() {
    var builder = Facts.in(Words.VOCABULARY).put("고객.등급", 3).put("고객.나이", true);
    builder.put("고객.나이", List.of("a")).put("없음", 3);
    assertThat(builder.refusals())
        .extracting(Refusal::part)
        .containsExactly(
            Refusal.Part.VALUE, Refusal.Part.VALUE, Refusal.Part.VALUE, Refusal.Part.FIELD);
  }

  @Test
  void settingAgainReplaces() {
    var builder = Facts.in(Words.VOCABULARY).put("고객.태그", List.of("소송중", "재문의"));
    builder.put("고객.태그", List.of("외국어")).put("고객.나이", 3).put("고객.나이", 4);
    Facts facts = builder.build();
    assertThat(Words.condition("고객.태그 포함 '소송중'").test(facts)).isFalse();
    assertThat(Words.condition("고객.태그 포함 '외국어' 그리고 고객.나이 == 4").test(facts)).isTrue();
    builder.put("고객.나이", 5);
    assertThat(Words.condition("고객.나이 == 4").test(facts)).isTrue();
  }
}
