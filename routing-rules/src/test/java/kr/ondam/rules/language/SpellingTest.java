package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @Test
  void bothSpellingsOfEveryFieldCompileToTheSame() {
    for (Field field : Fields.ALL) {
      String rest =
          switch (field.type()) {
            case TRUTH -> "";
            case NUMBER -> " > 3";
            case TEXT -> " == 'a'";
            case CLOCK -> " < 09:00";
            case DURATION -> " < 5분";
            case ENUMERATION -> " == '" + Words.VOCABULARY.values(field.enumeration()).get(1) + "'";
            case SET -> " 포함 '" + Words.VOCABULARY.values(field.enumeration()).get(1) + "'";
          };
      Condition korean = Words.condition(field.korean() + rest);
      Condition english = Words.condition(field.english() + rest);
      assertThat(english.print(Spelling.KOREAN)).isEqualTo(korean.print(Spelling.KOREAN));
      assertThat(english.print(Spelling.ENGLISH)).isEqualTo(korean.print(Spelling.ENGLISH));
      assertThat(english.fields()).containsExactly(field);
      assertThat(korean.fields()).containsExactly(field);
      assertThat(Words.VOCABULARY.field(field.english()))
          .isEqualTo(Words.VOCABULARY.field(field.korean()));
    }
  }

  @Test
  void allSpellingsOfEveryKeywordCompileToTheSame() {
    for (Kind kind : Kind.values()) {
      for (String spelling : kind.spellings()) {
        String source =
            switch (kind) {
              case AND, OR -> "현재.공휴일 " + spelling + " 고객.나이 > 3";
              case NOT -> spelling + " 현재.공휴일";
              case IN -> "고객.등급 " + spelling + " ['VIP']";
              case CONTAINS, STARTS -> "첫문장 " + spelling + " 'a'";
              case TRUE, FALSE -> "현재.공휴일 == " + spelling;
              case LIST -> "첫문장 포함 " + spelling + ".해지키워드";
              case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST -> "고객.나이 " + spelling + " 3";
              case PLUS, MINUS -> "고객.나이 " + spelling + " 3 > 4";
              case OPEN, CLOSE -> "(현재.공휴일 또는 참) 그리고 참";
              case OPEN_LIST, CLOSE_LIST, COMMA -> "고객.등급 in ['VIP', '골드']";
              case DOT, NAME, NUMBER, DURATION, CLOCK, TEXT, END -> "현재.공휴일";
            };
        String normal = Words.condition(source).print(Spelling.KOREAN);
        String first = kind.in(Spelling.KOREAN);
        assertThat(normal)
            .isEqualTo(
                source
                    .replace(" " + spelling + " ", " " + first + " ")
                    .replace(spelling + " 현", first + " 현")
                    .replace("== " + spelling, "== " + first)
                    .replace(spelling + ".해", first + ".해"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"30초, 30s", "5분, 5min", "2시간, 2h", "1일, 1d"})
  void bothSpellingsOfEveryUnitCompileToTheSame(String korean, String english) {
    Condition a = Words.condition("고객.최근상담 < " + korean);
    Condition b = Words.condition("고객.최근상담 < " + english);
    assertThat(b.print(Spelling.KOREAN)).isEqualTo(a.print(Spelling.KOREAN)).endsWith(korean);
    assertThat(a.print(Spelling.ENGLISH)).endsWith(english);
  }

  @Test
  void everyFieldNameIsReadableAndUnique() {
    var vocabulary = Vocabulary.builder().build();
    assertThat(vocabulary.fields()).isEqualTo(Fields.ALL);
    for (Field field : Fields.ALL) {
      assertThat(vocabulary.field(field.korean())).hasValue(field);
      assertThat(vocabulary.field(field.english())).hasValue(field);
    }
  }

  @Test
  void aVocabularyMayAddFields() {
    var builder = Vocabulary.builder().enumeration("가입경로", List.of("앱", "지점"));
    builder.field(new Field("고객.포인트", "customer.points", Type.NUMBER));
    builder.field(new Field("고객.가입경로", "customer.source", Type.ENUMERATION, "가입경로"));
    builder.field(new Field("고객.메모", "customer.memo", Type.TEXT));
    builder.field(new Field("고객.나이", "customer.years", Type.NUMBER));
    builder.field(new Field("고객.포함", "customer.has", Type.NUMBER));
    assertThat(builder.faults())
        .extracting(VocabularyBuilder.Fault::name)
        .containsExactly("고객.나이", "고객.포함");
    var vocabulary = builder.build();
    Condition condition =
        Words.condition("customer.points > 100 그리고 고객.가입경로 == '앱' 그리고 고객.메모 포함 '환불'", vocabulary);
    var facts = Facts.in(vocabulary).put("고객.포인트", 101).put("고객.가입경로", "앱").put("고객.메모", "환불 2회");
    assertThat(condition.test(facts.build())).isTrue();
  }

  @Test
  void whatAVocabularyCannotHoldIsToldAndLeftOut() {
    var builder = Vocabulary.builder();
    builder.enumeration("고객등급", List.of("VIP", "ｖｉｐ", "", "골드"));
    builder.enumeration("고객등급", List.of("VIP")).enumeration("요일", List.of("월"));
    builder.list("a b", List.of("x")).list("중", List.of("x")).list("", List.of());
    assertThat(builder.faults())
        .extracting(VocabularyBuilder.Fault::item)
        .containsExactly("ｖｉｐ", "", "", "", "", "", "");
    assertThat(builder.build().values("고객등급")).containsExactly("VIP", "골드");
    assertThat(Vocabulary.of(Map.of(), Map.of()).values("고객등급")).isEmpty();
  }
}
