package kr.ondam.routing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;

/// Rule files as tests write them.
final class RuleTexts {
  private RuleTexts() {}

  /// The book of one file, which must be right.
  static RuleBook book(String yaml) {
    var reading =
        RuleBook.read(
            List.of(new RuleText("t.yaml", yaml)),
            Optional.empty(),
            HolidayTable.shipped(),
            LocalDate.of(2026, 11, 24));
    return switch (reading) {
      case Reading.Accepted accepted -> accepted.book();
      case Reading.Rejected rejected ->
          throw new AssertionError(
              String.join("\n", rejected.diagnostics().stream().map(Diagnostic::korean).toList()));
    };
  }
}
