package kr.ondam.tenant;

/// Judges the names that people give to what others read: tenants, centres, users, queues, channel
/// accounts, dispositions. A name can be seen, and changes nothing of the text around it.
public final class Names {
  public static final int LONGEST = 100;

  /// What a name is expected to be.
  public static final String EXPECTED =
      "1 to "
          + LONGEST
          + " characters of which one can be seen, none that controls, turns the direction of"
          + " writing or is invisible";

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Names() {}

  /// Whether this is a name as it stands.
  public static boolean sound(String name) {
    return name.length() <= LONGEST
        && name.codePoints().noneMatch(Names::harmful)
        && name.codePoints().anyMatch(Names::visible);
  }

  /// The text for a message: what harms is written as its number, such as `\\u202e`.
  public static String readable(String text) {
    var readable = new StringBuilder();
    text.codePoints()
        .forEach(letter -> {
          if (harmful(letter) || !visible(letter) && letter != ' ') {
            readable.append("\\u%04x".formatted(letter));
          } else {
            readable.appendCodePoint(letter);
          }
        });
    return readable.toString();
  }

  private static boolean harmful(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      // Some scripts and emoji are joined by these.
      case Character.FORMAT -> letter != ZERO_WIDTH_NON_JOINER && letter != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }

  private static boolean visible(int letter) {
    int type = Character.getType(letter);
    return !Unseen.one(letter)
        && type != Character.NON_SPACING_MARK
        && type != Character.ENCLOSING_MARK;
  }
}
