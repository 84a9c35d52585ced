package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormAnswersTest {
  private static Part.Form form(Part.Field... fields) {
    return new Part.Form("", List.of(fields));
  }

  private static Part.Field field(Part.FieldKind kind, boolean required) {
    List<String> options = kind == Part.FieldKind.CHOICE ? List.of("서울", "부산") : List.<String>of();
    return new Part.Field("f", "질문", kind, required, options);
  }

  private static Part.Answer answer(String name, String value) {
    return new Part.Answer(name, "", value);
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT, 홍길동, true",
    "TEXT, '두\n줄', false",
    "LONG_TEXT, '두\n줄', true",
    "NUMBER, -12.50, true",
    "NUMBER, 1e9, false",
    "NUMBER, '1,000', false",
    "NUMBER, ٣, false",
    "NUMBER, 1234567890123456, false",
    "DATE, 2026-11-27, true",
    "DATE, 2026-02-30, false",
    "DATE, 27.11.2026, false",
    "CHOICE, 부산, true",
    "CHOICE, 대구, false",
    "CONSENT, true, true",
    "CONSENT, false, false",
    "CONSENT, yes, false"
  })
  void anAnswerFitsTheKindOfItsQuestionOrNoneIsTaken(
      Part.FieldKind kind, String value, boolean fits) {
    var taken = FormAnswers.of(form(field(kind, true)), List.of(answer("f", value)));
    assertThat(taken.isPresent()).isEqualTo(fits);
  }

  @Test
  void onlyWhatIsNotRequiredMayBeLeftOut() {
    for (var kind : Part.FieldKind.values()) {
      for (var given : List.of(List.<Part.Answer>of(), List.of(answer("f", " ")))) {
        assertThat(FormAnswers.of(form(field(kind, true)), given)).as("%s", kind).isEmpty();
        assertThat(FormAnswers.of(form(field(kind, false)), given).orElseThrow().answers())
            .containsExactly(new Part.Answer("f", "질문", ""));
      }
    }
    assertThat(
            FormAnswers.of(
                form(field(Part.FieldKind.CONSENT, false)), List.of(answer("f", "false"))))
        .isPresent();
  }

  @Test
  void theQuestionsAndTheirOrderAreThoseOfTheForm() {
    var form =
        form(
            new Part.Field("a", "이름", Part.FieldKind.TEXT, true, List.of()),
            new Part.Field("b", "메모", Part.FieldKind.LONG_TEXT, false, List.of()));
    var forged = new Part.Answer("a", "비밀번호", "홍길동");
    assertThat(FormAnswers.of(form, List.of(answer("b", "둘"), forged)).orElseThrow().answers())
        .containsExactly(new Part.Answer("a", "이름", "홍길동"), new Part.Answer("b", "메모", "둘"));
  }

  @Test
  void whatWasNotAskedOrIsSaidTwiceIsNotTaken() {
    var form = form(field(Part.FieldKind.TEXT, false));
    assertThat(FormAnswers.of(form, List.of(answer("g", "x")))).isEmpty();
    assertThat(FormAnswers.of(form, List.of(answer("f", "x"), answer("f", "y")))).isEmpty();
  }
}
