package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows of the catalogue of bad input that concern conditions.
class BadInputTest {
  @Test
  void RR04_anUnknownFieldGetsASuggestion() {
    assertThat(Words.problem("custmer.grade == 'VIP'"))
        .startsWith("0+13: 'custmer.grade'은(는) 없는 항목입니다. 혹시 'customer.grade' 인가요?");
    assertThat(Words.problem("채널 == '문자' 그리고 고객.등금 == 'VIP'"))
        .startsWith("15+5: '고객'에는 '등금' 항목이 없습니다. 혹시 '고객.등급' 인가요? (가능한 항목: 고객.등급, ");
    assertThat(Words.problem("대기시간 > 30초")).contains("'완화'를 쓰세요");
    assertThat(Words.problem("영업중")).contains("큐에 속하므로");
    assertThat(Words.problem("고객.등급 == VIP")).isEqualTo("9+3: 'VIP'은(는) 값입니다. 따옴표로 감싸세요: 'VIP'");
    assertThat(Words.problem("고객.등급 in [VIP]")).startsWith("10+3: 'VIP'은(는) 값입니다.");
  }

  @Test
  void RR04_anUnknownValueOrListGetsASuggestionByStrokes() {
    Problem problem = Words.problems("문의유형 == '보험금청규'").getFirst();
    assertThat(problem.korean())
        .startsWith("'보험금청규'는 문의유형 값이 아닙니다. 혹시 '보험금청구' 인가요? (가능한 값: 보험금청구, 계약변경, ");
    assertThat(problem.caret("문의유형 == '보험금청규'"))
        .isEqualTo("  | 문의유형 == '보험금청규'\n  |             ^^^^^^^^^^^^");
    assertThat(Words.problem("고객.등급 in ['VIP', 'VIPP']"))
        .startsWith("17+6: 'VIPP'은(는) 고객등급 값이 아닙니다. 혹시 'VIP' 인가요?");
    assertThat(Words.problem("고객.태그 포함 '소송증'")).contains("혹시 '소송중' 인가요?");
    assertThat(Words.problem("첫문장 포함 목록.해지키위드"))
        .startsWith("7+8: '해지키위드' 목록이 없습니다. 혹시 '해지키워드' 인가요?");
    assertThat(Words.problem("문의유형 in 목록.해지키워드")).startsWith("8+8: '해약'은 문의유형 값이 아닙니다.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lower(첫문장) == 'a' | 0+5: 함수는 쓸 수 없습니다: lower().",
        "고객.등급 = 'VIP' | 6+1: '='은(는) 쓸 수 없습니다. '=='를 쓰세요.",
        "고객.등급 === 'VIP' | 6+3: '==='은(는) 쓸 수 없습니다. '=='를 쓰세요.",
        "고객.등급 <> 'VIP' | 6+2: '<>'은(는) 쓸 수 없습니다. '!='를 쓰세요.",
        "고객.나이 => 3 | 6+2: '=>'은(는) 쓸 수 없습니다. '>='를 쓰세요.",
        "고객.나이 ≥ 3 | 6+1: '≥'은(는) 쓸 수 없습니다. '>='를 쓰세요.",
        "참 & 거짓 | 2+1: '&'은(는) 쓸 수 없습니다. '&&'를 쓰세요.",
        "고객.나이 * 2 > 3 | 6+1: '*'은(는) 쓸 수 없습니다. 계산은 + 와 - 만 됩니다.",
        "고객.나이 이상 19 | 6+2: '이상'은 연산자가 아닙니다. 혹시 '>=' 인가요?",
        "고객.태그 포힘 '재문의' | 6+2: '포힘'은 연산자가 아닙니다. 혹시 '포함' 인가요?",
        "고객.등급 ＝＝ 'VIP' | 6+1: 전각 문자 '＝' 대신 '='를 쓰세요.",
        "고객.등급 == ‘VIP’ | 9+1: '‘'은(는) 쓸 수 없습니다. ''' 를 쓰세요.",
        "1 < 고객.나이 < 19 | 10+1: 비교를 이어 쓸 수 없습니다.",
        "고객.나이 > -1 | 8+1: 음수는 쓸 수 없습니다.",
        "고객.나이 > 1.5 | 8+3: 소수는 쓸 수 없습니다.",
        "고객.태그 포함 아님 '재문의' | 9+2: 여기에 값이나 항목이 와야 합니다: '아님'",
        "고객.등급 == | 8+0: 여기에 값이나 항목이 와야 합니다.",
        "(참 | 0+1: 닫는 ')'가 없습니다.",
        "참) | 1+1: 여는 '('가 없습니다.",
        "고객.등급 in 'VIP' | 9+5: in 뒤에는 목록이 옵니다.",
        "고객.등급 in [] | 10+1: 목록이 비어 있습니다.",
        "고객.등급 in ['VIP',] | 16+1: 쉼표 뒤에 값이 없습니다.",
        "고객.등급 in ['VIP' | 9+1: 목록을 닫는 ']'가 없습니다.",
        "고객.등급 == ['VIP'] | 9+1: 목록은 in, 포함, 시작 뒤에만 쓸 수 있습니다.",
        "고객.나이 > 3개 | 8+2: '개'는 단위가 아닙니다. (가능한 단위: 초, 분, 시간, 일)",
      })
  void RR05_anUnknownFunctionOrOperatorSaysWhereAndWhatToWrite(String source, String expected) {
    assertThat(Words.problem(source)).startsWith(expected);
  }

  @Test
  void RR05_nothingIsNoCondition() {
    assertThat(Words.problem("")).isEqualTo("0+0: 여기에 값이나 항목이 와야 합니다.");
    assertThat(Words.problem(" # 그저 주석")).startsWith("8+0: ");
    assertThat(Words.problem("\uD800")).startsWith("0+1: U+D800");
    assertThat(Words.problem("참 \0")).startsWith("2+1: U+0000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "고객.최근상담 > 'abc' | 0+15: 시간과 글자를 비교할 수 없습니다.",
        "고객.최근상담 > 300 | 0+13: 시간과 숫자를 비교할 수 없습니다. 단위를 붙이세요. 예: 300초, 5분",
        "5분 < 고객.나이 | 0+10: 시간(5분)과 숫자를 비교할 수 없습니다. 단위를 붙이세요.",
        "고객.나이 + 5분 > 3 | 8+2: 숫자와 시간을 함께 계산할 수 없습니다.",
        "현재.시각 > 9 | 0+9: 시각과 숫자를 비교할 수 없습니다. 시각은 09:00 처럼 쓰세요.",
        "현재.시각 + 5분 > 09:00 | 0+5: 시각은 더하거나 뺄 수 없습니다.",
        "고객.등급 > 'VIP' | 0+13: 고객등급은 > 로 비교할 수 없습니다. 값을 늘어놓으세요.",
        "고객.등급 == 3 | 0+10: 고객등급과 숫자를 비교할 수 없습니다. 값은 따옴표로 감싸세요.",
        "고객.등급 == 채널 | 0+11: 고객등급과 채널을 비교할 수 없습니다.",
        "고객.등급 포함 'VIP' | 0+14: 고객등급에는 포함을 쓸 수 없습니다. in 을 쓰세요.",
        "고객.태그 == '재문의' | 0+14: 집합과 글자를 비교할 수 없습니다. 집합에는 포함을 쓰세요.",
        "고객.태그 in ['재문의'] | 0+16: 집합은 이 목록에 in 으로 물을 수 없습니다. 집합에는 포함을 쓰세요.",
        "고객.태그 시작 '재' | 0+12: 집합에는 시작을 쓸 수 없습니다.",
        "고객.나이 포함 '3' | 0+12: 숫자에는 포함을 쓸 수 없습니다.",
        "첫문장 > 'a' | 0+9: 글자는 > 로 비교할 수 없습니다.",
        "첫문장 포함 3 | 7+1: 포함과 시작 뒤에는 따옴표로 감싼 글자나 목록이 옵니다.",
        "첫문장 포함 ['a', 3] | 13+1: 여기에는 따옴표로 감싼 글자만 쓸 수 있습니다.",
        "첫문장 포함 ' ' | 7+3: 빈 글자는 찾을 수 없습니다.",
        "고객.나이 in [3, 3초] | 13+2: 숫자 목록에 시간이 있습니다.",
        "고객.등급 | 0+5: 고객등급만으로는 참인지 거짓인지 알 수 없습니다.",
        "고객.나이 그리고 참 | 0+5: 숫자만으로는 참인지 거짓인지 알 수 없습니다.",
        "'VIP' | 0+5: 글자만으로는 참인지 거짓인지 알 수 없습니다.",
        "아님 3 | 3+1: 숫자만으로는 참인지 거짓인지 알 수 없습니다.",
        "참 > 거짓 | 0+6: 참/거짓은 > 로 비교할 수 없습니다.",
      })
  void RR06_aTypeErrorIsFoundWhenReading(String source, String expected) {
    assertThat(Words.problem(source)).startsWith(expected);
  }

  @Test
  void RR06_allTypeErrorsAreToldInOrder() {
    var problems = Words.problems("고객.등급 == 'X' 그리고 (고객.나이 > '3' 또는 챗봇실패 == 5분)");
    assertThat(problems).extracting(Problem::offset).containsExactly(9, 18, 33);
    assertThat(Words.problems("고객.등급 in ['a','b','c','d','e','f','g','h','i','j','k','l']"))
        .hasSize(10);
  }

  @Test
  void RR08_noSumOverflowsBecauseNumbersAndNodesAreBounded() {
    String largest = "999999999999999";
    String sum = largest + (" + " + largest).repeat(200);
    assertThat(Words.holds(sum + " > 고객.나이", "고객.나이", largest)).isTrue();
    assertThat(Words.holds("고객.나이 - (" + sum + ") < 0", "고객.나이", "-" + largest)).isTrue();
    assertThat(Words.problem("고객.나이 > 1000000000000001")).contains("숫자가 너무 큽니다");
    assertThat(Words.problem("고객.나이 > 99999999999999999999999")).contains("숫자가 너무 큽니다");
    assertThat(Words.problem("고객.최근상담 > 99999999999일")).contains("숫자가 너무 큽니다");
  }

  @Test
  void RR08_aFactThatIsTooLargeStaysAbsentSoNoRuleMatches() {
    var builder = Facts.in(Words.VOCABULARY).put("고객.나이", Long.MAX_VALUE);
    builder.put("고객.최근상담", java.time.Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(builder.refusals()).extracting(Refusal::field).containsExactly("고객.나이", "고객.최근상담");
    assertThat(Words.condition("고객.나이 > 1 또는 고객.나이 <= 1").test(builder.build())).isFalse();
  }

  @Test
  void RR09_aTextMustEndAndIsNotTooLong() {
    assertThat(Words.problem("채널 == '문자 그리고 참")).isEqualTo("6+9: 글자를 닫는 따옴표 ' 가 없습니다.");
    assertThat(Words.problem("채널 == '문자\n' ")).isEqualTo("6+3: 글자를 닫는 따옴표 ' 가 없습니다.");
    assertThat(Words.problem("채널 == \"문자'")).contains("따옴표 \" 가 없습니다");
    assertThat(Words.problem("채널 == '문자\\")).startsWith("9+1: 쓸 수 없는 이스케이프");
    assertThat(Words.problem("채널 == '\\u0041'")).startsWith("7+2: 쓸 수 없는 이스케이프");
    assertThat(Words.problem("첫문장 포함 '" + "가".repeat(1366) + "'")).contains("4098바이트 (최대 4096)");
    assertThat(Words.condition("첫문장 포함 '" + "가".repeat(1365) + "'")).isNotNull();
    assertThat(Words.problem("첫문장 포함 '" + "가".repeat(1 << 20) + "'")).contains("조건식이 너무 깁니다");
    assertThat(Words.holds("첫문장 == 'it\\'s \"a\" \\\\ b\\tc'", "첫문장", "It's \"A\" \\ b c"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "첫문장 ~ 'a+'",
        "첫문장 =~ '('",
        "첫문장 matches '('",
        "첫문장 정규식 '('",
        "첫문장 == /a(/",
        "matches(첫문장, '(')"
      })
  void RR10_RR12_thereAreNoRegularExpressionsToBeInvalidOrLong(String source) {
    assertThat(Words.problem(source)).contains("정규식").contains("첫문장 포함 ['해지', '해약']");
  }

  @Test
  void RR13_nestingIsBounded() {
    String deep = "(".repeat(Limits.DEPTH) + "참" + ")".repeat(Limits.DEPTH);
    assertThat(Words.holds(deep)).isTrue();
    assertThat(Words.problem("(" + deep + ")")).startsWith("32+1: 괄호와 아님이 너무 깊습니다 (최대 32겹)");
    assertThat(Words.problem("(".repeat(1000) + "참" + ")".repeat(1000))).startsWith("32+1: ");
    assertThat(Words.problem("!".repeat(1000) + "참")).startsWith("32+1: ");
    assertThat(Words.problem("참" + " 또는 참".repeat(300))).contains("조건식이 너무 큽니다");
  }

  @ParameterizedTest
  @CsvSource({
    "24:00, 하루의 시작은 00:00",
    "09:60, 00:00부터 23:59까지",
    "9시, 시각은 09:00",
    "22시, 시각은 22:00",
    "25:00, 00:00부터",
    "09:00:00, 00:00부터",
    "9:5, 00:00부터",
    "009:00, 00:00부터"
  })
  void RR37_aTimeThatIsNoneGetsAHint(String time, String hint) {
    String source = "현재.시각 >= " + time;
    assertThat(Words.problem(source))
        .startsWith(Particles.settle("9+" + time.length() + ": '" + time + "'은(는) 시각이 아닙니다."))
        .contains(hint);
    var refusals = Facts.in(Words.VOCABULARY).put("현재.시각", time).refusals();
    assertThat(refusals.getFirst().problem().korean()).contains("시각이 아닙니다");
  }

  @ParameterizedTest
  @CsvSource({
    "random() < 5, 무작위 배정은 없습니다",
    "rand() == 1, 무작위 배정은 없습니다",
    "무작위(3) == 1, 무작위 배정은 없습니다"
  })
  void RR57_thereIsNoChance(String source, String hint) {
    assertThat(Words.problem(source)).startsWith("0+").contains("함수는 쓸 수 없습니다").contains(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"now() > 09:00", "현재.시각() > 09:00", "currentTime() > 3"})
  void RR58_thereIsNoClockAndNoLoop(String source) {
    assertThat(Words.problem(source)).startsWith("0+").contains("현재.시각, 현재.요일, 현재.공휴일을 쓰세요");
    assertThat(Words.problems("for 고객.나이 in [1]")).isNotEmpty();
    assertThat(Words.problems("while (참) 참")).isNotEmpty();
  }

  @Test
  void RR58_whatAConditionCostsIsBoundedBeforeItRuns() {
    String words =
        "첫문장 포함 ['" + String.join("','", java.util.Collections.nCopies(400, "해지")) + "']";
    assertThat(Words.condition(words).cost()).isLessThan(Limits.NODES + 16 * 40);
    List<String> distinct =
        java.util.stream.IntStream.range(0, 40_000).mapToObj(i -> "낱말" + i).toList();
    var vocabulary = Vocabulary.of(Words.enumerations(), java.util.Map.of("많음", distinct));
    assertThat(vocabulary.words("많음")).hasSize(40_000);
    assertThat(Words.condition("첫문장 포함 목록.많음", vocabulary).cost()).isEqualTo(3 + 16 * 40);
  }

  @Test
  void RR58_hostileExpressionsAreRefusedByTheirSizeAlone() {
    for (String source :
        List.of(
            "(".repeat(10_000),
            "(".repeat(3_999),
            "!".repeat(4_000),
            "아님 ".repeat(1_000),
            "'" + "가".repeat(1 << 20) + "'",
            "고객.나이 in [" + "1,".repeat(1_990) + "1]",
            "고객.나이" + "+1".repeat(1_900) + " > 3",
            "[".repeat(4_000),
            "a.".repeat(1_990) + "a",
            "1".repeat(4_000),
            "참" + " 또는 참".repeat(700))) {
      Problem problem = Words.problems(source).getFirst();
      assertThat(problem.korean().length() + problem.english().length()).isLessThan(600);
    }
  }

  @Test
  void everyProblemIsToldInEnglishToo() {
    assertThat(Words.problems("custmer.grade == 'VIP'").getFirst().english())
        .startsWith(
            "There is no field 'custmer.grade'. Did you mean 'customer.grade'? (fields: channel,"
                + " topic, ");
    assertThat(Words.problems("고객.등급 == 'VIPP'").getFirst().english())
        .isEqualTo(
            "'VIPP' is not a value of 고객등급. Did you mean 'VIP'? (values: VVIP, VIP, 골드, 일반)");
    assertThat(Words.problems("고객.최근상담 > 300").getFirst().english())
        .isEqualTo("A duration and a number cannot be compared. Write the unit: 300s, 5min");
    assertThat(Words.problems("현재.시각 > 9시").getFirst().english())
        .isEqualTo("'9시' is not a time. Write 09:00 for a time of day, 9h for a duration.");
  }
}
