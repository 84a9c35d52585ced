package kr.ondam.rules.file;

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

  /// Two lines: the text, and carets under the marked part as wide as a terminal shows it.
  String text() {
    if (length == 0) {
      return "";
    }
    int start = Math.max(0, from - WIDEST);
    String before = line.substring(start, from);
    String marked = line.substring(from, Math.min(line.length(), from + length));
    String shown = line.substring(start, Math.min(line.length(), from + WIDEST));
    return "\n  | "
        + shown
        + "\n  | "
        + " ".repeat(width(before))
        + "^".repeat(Math.max(1, Math.min(WIDEST, width(marked))));
  }

  /// Columns a monospaced terminal needs; Korean letters need two.
  private static int width(String text) {
    return text.codePoints().map(Excerpt::width).sum();
  }

  private static int width(int letter) {
    boolean wide =
        (letter >= 0x1100 && letter <= 0x115F)
            || (letter >= 0x2E80 && letter <= 0xA4CF)
            || (letter >= 0xAC00 && letter <= 0xD7A3)
            || (letter >= 0xF900 && letter <= 0xFAFF)
            || (letter >= 0xFF00 && letter <= 0xFF60)
            || (letter >= 0x1F300 && letter <= 0x1FAFF);
    return wide ? 2 : 1;
  }
}
