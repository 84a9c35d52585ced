package kr.ondam.tenant;

/// Signs that leave nothing on a screen: blanks, signs without width, turns of direction, fillers.
/// A text of these alone says nothing, and a name of these alone names nobody.
public final class Unseen {
  private static final int HANGUL_CHOSEONG_FILLER = 0x115F;
  private static final int HANGUL_JUNGSEONG_FILLER = 0x1160;
  private static final int HANGUL_FILLER = 0x3164;
  private static final int HALFWIDTH_HANGUL_FILLER = 0xFFA0;
  private static final int BRAILLE_BLANK = 0x2800;
  private static final int GRAPHEME_JOINER = 0x034F;
  private static final int FIRST_VARIATION = 0xFE00;
  private static final int LAST_VARIATION = 0xFE0F;

  private Unseen() {}

  /// Whether there is nothing visible in a text; so it is with an empty one.
  public static boolean all(String text) {
    return text.codePoints().allMatch(Unseen::one);
  }

  /// Whether one sign leaves nothing.
  static boolean one(int letter) {
    return switch (letter) {
      case HANGUL_CHOSEONG_FILLER,
          HANGUL_JUNGSEONG_FILLER,
          HANGUL_FILLER,
          HALFWIDTH_HANGUL_FILLER,
          BRAILLE_BLANK,
          GRAPHEME_JOINER ->
          true;
      default ->
          letter >= FIRST_VARIATION && letter <= LAST_VARIATION
              || Character.isWhitespace(letter)
              || Character.isSpaceChar(letter)
              || Character.getType(letter) == Character.CONTROL
              || Character.getType(letter) == Character.FORMAT;
    };
  }
}
