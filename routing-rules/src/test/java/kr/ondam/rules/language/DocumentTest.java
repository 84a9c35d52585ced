package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds `docs/rule-language.md` to what the language does.
class DocumentTest {
  private final List<String> lines;

  DocumentTest() throws IOException {
    this.lines = Files.readAllLines(Path.of("..", "docs", "rule-language.md"));
  }

  @Test
  void everyExampleIsAcceptable() {
    boolean inside = false;
    int examples = 0;
    for (String line : lines) {
      if (line.startsWith("```")) {
        inside = line.equals("```condition");
      } else if (inside) {
        examples++;
        assertThat(Words.condition(line)).isNotNull();
      }
    }
    assertThat(examples).isGreaterThan(8);
  }

  @Test
  void everyMistakeGetsTheAnswerPrinted() {
    var row = Pattern.compile("\\| `([^`]+)` \\| (.*) \\|");
    int mistakes = 0;
    for (String line : lines.subList(lines.indexOf("## What a mistake looks like"), lines.size())) {
      var matcher = row.matcher(line);
      if (matcher.matches()) {
        mistakes++;
        assertThat(Words.problem(matcher.group(1))).contains(": " + matcher.group(2));
      }
    }
    assertThat(mistakes).isGreaterThan(10);
  }

  @Test
  void everyFieldAndKeywordStandsThere() {
    String document = String.join("\n", lines);
    for (Field field : Fields.ALL) {
      assertThat(document)
          .contains(
              "| `" + field.korean() + "` | `" + field.english() + "` | " + field.type().korean());
    }
    for (Kind kind : Kind.values()) {
      for (String spelling : kind.spellings()) {
        assertThat(document).contains(spelling.equals("||") ? "`\\|\\|`" : spelling);
      }
    }
  }
}
