package kr.ondam.channel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Judges the answers to a form. A number is decimal, a date is written as 2026-11-27, a choice is
/// one of its options, and a consent is `true` or `false`; what nobody answered is empty.
public final class FormAnswers {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,10})?");
  private static final String YES = "true";
  private static final String NO = "false";

  private FormAnswers() {}

  /// The answers in the order of the questions and with their words. Empty when one is missing,
  /// fits its question not, or answers nothing that was asked.
  public static Optional<Part.FormReply> of(Part.Form form, List<Part.Answer> given) {
    var values = new HashMap<String, String>();
    for (var answer : given) {
      if (values.put(answer.name(), answer.value()) != null) {
        return Optional.empty();
      }
    }
    List<Part.Answer> answers = new ArrayList<>();
    for (var field : form.fields()) {
      var value = values.remove(field.name());
      var said = value == null || value.isBlank() ? "" : value;
      if (!fits(field, said)) {
        return Optional.empty();
      }
      answers.add(new Part.Answer(field.name(), field.label(), said));
    }
    return values.isEmpty()
        ? Optional.of(new Part.FormReply(answers, form.ticket()))
        : Optional.empty();
  }

  private static boolean fits(Part.Field field, String value) {
    if (value.isEmpty()) {
      return !field.required();
    }
    return switch (field.kind()) {
      case TEXT -> value.indexOf('\n') < 0;
      case LONG_TEXT -> true;
      case NUMBER -> NUMBER.matcher(value).matches();
      case DATE -> isDate(value);
      case CHOICE -> field.options().contains(value);
      case CONSENT -> value.equals(YES) || value.equals(NO) && !field.required();
    };
  }

  private static boolean isDate(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
