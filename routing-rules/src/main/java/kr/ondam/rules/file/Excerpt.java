package kr.ondam.rules.file;

import kr.ondam.rules.language.Problem;

/// A line of the file and the part of it that a finding is about.
///
/// @param from index of the first marked char in the line
/// @param length how many chars are marked, 0 when the line is not shown
public record Excerpt(String line, int from, int length) {
  static final Excerpt NONE = new Excerpt("", 0, 0);

  private static final int WIDEST = 160;

  /// The same, with the marked part inside the line.
  Excerpt bounded() {
    int start = Math.min(from, Math.max(0, line.length() - 1));
    int end = Math.min(line.length(), from + length);
    return new Excerpt(line, start, Math.max(0, end - start));
  }

  /// Two lines: the text around the marked part, and carets under that part.
  String text() {
    if (length == 0) {
      return "";
    }
    int start = Math.max(0, from - WIDEST);
    String shown = line.substring(start, Math.min(line.length(), from + WIDEST));
    return "\n" + new Problem(from - start, length, "", "").caret(shown);
  }
}
