package kr.ondam.console.live;

/// Text of customers as it may be drawn: signs that pile up on a letter without end would cover the
/// lines above and below.
public final class CalmText {
  /// Real writing puts at most two or three on one letter.
  private static final int MOST_MARKS = 3;

  private CalmText() {}

  /// The text with at most three combining marks in a row; everything else stays as it is.
  public static String of(String text) {
    StringBuilder calm = null;
    int marks = 0;
    for (int at = 0; at < text.length(); ) {
      int letter = text.codePointAt(at);
      int next = at + Character.charCount(letter);
      marks = mark(letter) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        if (calm == null) {
          calm = new StringBuilder(text.length()).append(text, 0, at);
        }
      } else if (calm != null) {
        calm.appendCodePoint(letter);
      }
      at = next;
    }
    return calm == null ? text : calm.toString();
  }

  private static boolean mark(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }
}
