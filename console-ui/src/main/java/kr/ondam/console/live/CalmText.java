package kr.ondam.console.live;

/// Text of customers as it may be drawn: signs that pile up on a letter without end would cover the
/// lines above and below, and signs that cannot be seen would make a text look like another one.
public final class CalmText {
  /// Real writing puts at most two or three on one letter.
  private static final int MOST_MARKS = 3;

  private CalmText() {}

  /// The text with at most three combining marks in a row and without controls, characters without
  /// width and turns of direction; everything else stays as it is. The joiner of emoji stays.
  public static String of(String text) {
    StringBuilder calm = null;
    int marks = 0;
    for (int at = 0; at < text.length(); ) {
      int letter = text.codePointAt(at);
      int next = at + Character.charCount(letter);
      boolean unseen = unseen(letter);
      if (!unseen) {
        marks = mark(letter) ? marks + 1 : 0;
      }
      if (unseen || marks > MOST_MARKS) {
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

  private static boolean unseen(int letter) {
    return switch (letter) {
      case '\t', '\n' -> false;
      // Without width: zero-width space, word joiner and its relatives, byte order mark, soft
      // hyphen.
      case 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0x00AD -> true;
      // Marks, overrides and isolates of direction.
      case 0x061C,
          0x200E,
          0x200F,
          0x202A,
          0x202B,
          0x202C,
          0x202D,
          0x202E,
          0x2066,
          0x2067,
          0x2068,
          0x2069 ->
          true;
      default -> Character.isISOControl(letter);
    };
  }

  private static boolean mark(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }
}
