package kr.ondam.rules.language;

/// Something wrong with a text, the place where, and the sentence that says so.
///
/// @param offset of the first wrong character, 0 … length of the text
/// @param length of the wrong part, 0 at the end of the text
public record Problem(int offset, int length, String korean, String english) {
  public Problem {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(offset + "+" + length + " (expected: >= 0)");
    }
    korean = Particles.settle(korean);
  }

  /// The line of `source` on which the problem starts, from 1.
  public int line(String source) {
    return 1 + (int) source.substring(0, within(source)).chars().filter(c -> c == '\n').count();
  }

  /// The character of its line with which the problem starts, from 1.
  public int column(String source) {
    return 1 + within(source) - lineStart(source);
  }

  /// The line of `source` with a second line of `^` under the wrong part, each indented by ` | `.
  /// Hangul counts as two columns, as terminals and editors show it.
  public String caret(String source) {
    int start = lineStart(source);
    int newline = source.indexOf('\n', start);
    int end = newline < 0 ? source.length() : newline;
    int from = Math.min(within(source), end);
    int to = Math.min(from + length, end);
    String gap = " ".repeat(columns(source, start, from));
    String mark = "^".repeat(Math.max(1, columns(source, from, to)));
    String line = source.substring(start, end).replace('\t', ' ').stripTrailing();
    return "  | " + line + "\n  | " + gap + mark;
  }

  private int within(String source) {
    return Math.min(offset, source.length());
  }

  private int lineStart(String source) {
    return offset == 0 ? 0 : source.lastIndexOf('\n', within(source) - 1) + 1;
  }

  private static int columns(String source, int from, int to) {
    return source.substring(from, to).codePoints().map(Problem::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || Folding.invisible(point)
        || point >= 0x1160 && point <= 0x11FF) {
      return 0;
    }
    boolean wide =
        point >= 0x1100 && point <= 0x115F
            || point >= 0x2E80 && point <= 0xA4CF
            || point >= 0xAC00 && point <= 0xD7A3
            || point >= 0xF900 && point <= 0xFAFF
            || point >= 0xFF01 && point <= 0xFF60
            || point >= 0x1F300 && point <= 0x1FAFF;
    return wide ? 2 : 1;
  }
}
