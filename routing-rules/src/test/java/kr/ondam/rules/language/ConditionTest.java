package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "고객.등급 == 'VVIP'",
        "고객.태그 포함 '재문의' 그리고 챗봇실패 >= 2",
        "고객.태그 포함 ['소송중', '민원이력'] 또는 첫문장 포함 목록.욕설키워드",
        "고객.등급 in ['VVIP', 'VIP'] 또는 고객.태그 포함 '재문의'",
        "문의유형 == '해지' 또는 첫문장 포함 목록.해지키워드",
        "문의유형 == '대출상담' 그리고 고객.계약수 >= 3",
        "문의유형 == '카드분실' 그리고 (현재.시각 >= 22:00 또는 현재.시각 < 07:00)",
        "문의유형 == '한도상향' 그리고 고객.나이 >= 19",
        "참"
      })
  void readsEveryConditionOfTheExampleFiles(String source) {
    assertThat(Words.condition(source).source()).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "고객.등급 == 'VIP' | true",
        "고객.등급 == 'VVIP' | false",
        "고객.등급 != 'VVIP' | true",
        "'VIP' == 고객.등급 | true",
        "고객.등급 in ['VVIP', 'VIP'] | true",
        "고객.등급 중 ['VVIP', 'VIP'] | true",
        "고객.등급 not in ['VVIP', 'VIP'] | false",
        "고객.등급 아님 중 ['골드'] | true",
        "문의유형 in 목록.급한유형 | true",
        "고객.태그 포함 '소송중' | true",
        "고객.태그 포함 ['재문의', '소송중'] | true",
        "고객.태그 포함 '재문의' | false",
        "고객.나이 >= 19 | true",
        "18 < 고객.나이 | true",
        "고객.나이 + 1 > 40 | false",
        "고객.나이 - 챗봇실패 == 36 | true",
        "고객.나이 in [37, 39] | true",
        "현재.시각 >= 22:00 또는 현재.시각 < 07:00 | true",
        "현재.시각 == 2:10 | true",
        "현재.요일 in ['토', '일요일', 'sun'] | false",
        "현재.요일 == '수요일' | true",
        "현재.공휴일 | false",
        "현재.공휴일 == 거짓 | true",
        "아님 현재.공휴일 그리고 참 | true",
        "고객.최근상담 <= 1일 | true",
        "고객.최근상담 + 30분 < 2시간 | true",
        "고객.최근상담 == 3600초 | true",
        "고객.지역 == 지역 | false",
        "첫문장 포함 '분실' | true",
        "첫문장 시작 '카드를' | true",
        "첫문장 시작 ['분실', '도난'] | false",
        "첫문장 == '카드를  분실 했어요' | true",
        "첫문장 in ['안녕', '카드를 분실 했어요'] | true",
        "거짓 또는 참 그리고 거짓 | false",
        "(거짓 또는 참) 그리고 참 # 주석 | true",
        "(고객.나이 > 18) == (챗봇실패 > 0) | true",
        "not (고객.등급 == '골드') && !(챗봇실패 > 3) | true",
      })
  void evaluates(String source, boolean expected) {
    var builder = Facts.in(Words.VOCABULARY).now(LocalDateTime.of(2026, 11, 25, 2, 10), false);
    builder.put("고객.등급", "VIP").put("고객.태그", List.of("소송중", "임직원")).put("고객.나이", 39);
    builder.put("챗봇실패", 3).put("고객.최근상담", Duration.ofHours(1)).put("첫문장", "카드를 분실 했어요");
    builder.put("문의유형", "카드분실").put("지역", "영남").put("고객.지역", "호남");
    assertThat(builder.refusals()).isEmpty();
    assertThat(Words.condition(source).test(builder.build())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "고객.등급 == 'VIP'",
        "고객.등급 in ['VIP']",
        "고객.나이 >= 0",
        "고객.나이 < 1000",
        "고객.나이 == 고객.나이",
        "고객.나이 - 챗봇실패 in [0]",
        "고객.태그 포함 '재문의'",
        "첫문장 포함 '해지'",
        "첫문장 == ''",
        "첫문장 시작 '해'",
        "현재.공휴일",
        "현재.공휴일 == 거짓",
        "현재.공휴일 == (1 == 2)",
        "현재.시각 >= 00:00",
        "고객.지역 == 지역"
      })
  void aComparisonWithAnAbsentFactIsFalseAndItsOppositeTrue(String source) {
    Facts nothing = Words.facts();
    assertThat(Words.condition(source).test(nothing)).isFalse();
    assertThat(Words.condition("아님 (" + source + ")").test(nothing)).isTrue();
  }

  @Test
  void unequalAndNotInAreTheOppositesOfEqualAndIn() {
    assertThat(Words.holds("고객.등급 != 'VIP'")).isTrue();
    assertThat(Words.holds("고객.등급 not in ['VIP']")).isTrue();
    assertThat(Words.holds("현재.공휴일 != 참")).isTrue();
    assertThat(Words.holds("고객.나이 != 3")).isTrue();
  }

  @Test
  void knowsItsFieldsAndItsCost() {
    Condition condition =
        Words.condition("첫문장 포함 ['해지', '해약'] 그리고 customer.grade == 'VIP' 그리고 고객.등급 != '골드'");
    assertThat(condition.fields()).containsExactly(Fields.FIRST_MESSAGE, Fields.GRADE);
    assertThat(condition.cost()).isEqualTo(12 + 2 * 40);
    assertThat(Words.condition("참").cost()).isEqualTo(1);
    assertThat(Words.condition("첫문장 == '안녕'").cost()).isEqualTo(3 + 8);
  }

  @Test
  void knowsWhetherItCanBeOtherwise() {
    assertThat(Words.condition("참 또는 고객.나이 > 3").always()).isTrue();
    assertThat(Words.condition("1 + 1 == 3 그리고 고객.나이 > 3").never()).isTrue();
    assertThat(Words.condition("고객.나이 > 3").always()).isFalse();
  }

  @Test
  void moreThan64ValuesWork() {
    var branches = java.util.stream.IntStream.range(0, 200).mapToObj(i -> "지점" + i).toList();
    var vocabulary =
        Vocabulary.of(java.util.Map.of("지역", branches, "고객태그", branches), java.util.Map.of());
    Condition in = Words.condition("지역 in ['지점63', '지점64', '지점199']", vocabulary);
    Condition contains = Words.condition("고객.태그 포함 ['지점130', '지점199']", vocabulary);
    for (int i = 0; i < 200; i++) {
      Facts facts =
          Facts.in(vocabulary).put("지역", "지점" + i).put("고객.태그", List.of("지점" + i, "지점7")).build();
      assertThat(in.test(facts)).isEqualTo(i == 63 || i == 64 || i == 199);
      assertThat(contains.test(facts)).isEqualTo(i == 130 || i == 199);
    }
  }

  @Test
  void refusesFactsOfAnotherVocabulary() {
    Facts foreign = Facts.in(Vocabulary.of(Words.enumerations(), Words.lists())).build();
    assertThatThrownBy(() -> Words.condition("고객.나이 > 3").test(foreign))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FirstMatch.of(List.of(Words.condition("고객.나이 > 3"))).find(foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
