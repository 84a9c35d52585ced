package kr.ondam.channel.webchat;

/// Text as it is kept: without control characters except line feed and tab, and with U+FFFD where
/// half of a surrogate pair was lost.
public final class VisibleText {
  private VisibleText() {}

  public static String of(String typed) {
    var kept = new StringBuilder(typed.length());
    int at = 0;
    while (at < typed.length()) {
      int point = typed.codePointAt(at);
      at += Character.charCount(point);
      if (Character.getType(point) == Character.SURROGATE) {
        kept.append('\uFFFD');
      } else if (point == '\n' || point == '\t' || !Character.isISOControl(point)) {
        kept.appendCodePoint(point);
      }
    }
    return kept.toString();
  }
}
