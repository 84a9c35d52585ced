package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Where a char of a value stands in a file, however the value was written.
final class SpanTest {
  private static final String SOUGHT = "틀림";

  @Test
  void aValueFoldedOverLinesKeepsItsPlaces() {
    for (String written :
        new String[] {
          "\"가 나\n     다 틀림\"",
          "가 나\n     다 틀림",
          "'가 ''나''\n\n   다   \n  틀림'",
          "\"가 \\\n   나 \\u0041 \\U0001F600 \\\" 틀림\"",
          "\"\n  틀림\"",
          "가\n\n\n  나 틀림",
          "\"가\\n틀림\""
        }) {
      String file = "a: " + written + "\n";
      Node.Fields root =
          (Node.Fields) Nodes.read(new RuleText("t.yaml", file), new Findings()).orElseThrow();
      Node.Text text = Objects.requireNonNull(root.text("a"));
      assertThat(text.span().index(text.value().indexOf(SOUGHT)))
          .as(written)
          .isEqualTo(file.indexOf(SOUGHT));
    }
  }
}
