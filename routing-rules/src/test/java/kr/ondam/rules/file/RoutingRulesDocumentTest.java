package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds `docs/routing-rules.md` to what rule files can say.
final class RoutingRulesDocumentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final String document;

  RoutingRulesDocumentTest() throws IOException {
    document = Files.readString(Path.of("..", "docs", "routing-rules.md"));
  }

  @Test
  void everyKeyStandsInTheTableWithItsEnglishSpelling() {
    for (Key key : Key.values()) {
      assertThat(document)
          .containsPattern(
              "\\| `" + Pattern.quote(key.korean()) + "`\\*? \\| `" + key.english() + "` \\|");
    }
  }

  @Test
  void theTableHasNoOtherKeys() {
    var row = Pattern.compile("(?m)^\\| `([^`]+)`\\*? \\| `([^`]+)` \\|").matcher(document);
    while (row.find()) {
      assertThat(Key.korean(row.group(2))).isEqualTo(row.group(1));
    }
  }

  @Test
  void everyWordForAValueStandsWithItsEnglishSpelling() {
    List<Choice[]> all =
        List.of(
            AfterHours.values(),
            HolidaySource.values(),
            MissedState.values(),
            OfferMode.values(),
            Order.values(),
            Scope.values(),
            Stage.values(),
            WaitAction.values(),
            Happening.values());
    for (Choice[] words : all) {
      for (Choice word : words) {
        assertThat(document).contains(word.korean() + " = " + word.english());
      }
    }
  }

  @Test
  void theSixExamplesReadWithoutAWarningAndTheirTestsPass() {
    List<String> examples = examples();
    assertThat(examples).hasSize(6);
    for (String example : examples) {
      var files = List.of(new RuleText("example.yaml", example));
      var reading = RuleBook.read(files, Optional.empty(), HolidayTable.shipped(), TODAY);
      assertThat(reading.diagnostics()).extracting(Diagnostic::korean).isEmpty();
      assertThat(FileContents.of(files).results(reading.diagnostics()))
          .isNotEmpty()
          .allMatch(test -> test.outcome() == FileContents.Outcome.PASSED);
    }
  }

  private List<String> examples() {
    List<String> examples = new ArrayList<>();
    var block = Pattern.compile("(?ms)^```yaml\\n(.*?)^```").matcher(document);
    while (block.find()) {
      examples.add(block.group(1));
    }
    return examples;
  }
}
