package kr.ondam.rules.file;

import java.util.Comparator;

/// One finding in a rule file: what is wrong, exactly where, and what was probably meant.
public record Diagnostic(Severity severity, Position at, Wording message, Excerpt excerpt)
    implements Comparable<Diagnostic> {
  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::at)
          .thenComparing(Diagnostic::severity)
          .thenComparing(finding -> finding.message().korean());

  /// `file:line:column: 오류: …` with the line and carets below it.
  public String korean() {
    return at + ": " + severity.word().korean() + ": " + message.korean() + excerpt.text();
  }

  /// `file:line:column: error: …` with the line and carets below it.
  public String english() {
    return at + ": " + severity.word().english() + ": " + message.english() + excerpt.text();
  }

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }
}
