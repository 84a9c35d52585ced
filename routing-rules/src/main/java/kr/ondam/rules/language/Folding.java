package kr.ondam.rules.language;

import java.text.Normalizer;
import java.util.Locale;

/// The form in which texts are compared: composed (NFC), narrow, lower case, without invisible
/// characters, white space run together, clipped. `ＶＩＰ`, `vip` and `V<ZWSP>IP` are the same.
final class Folding {
  private Folding() {}

  /// The folded form of at most [Limits#TEXT] characters, in one pass over the text.
  static String fold(String text) {
    return fold(text, Limits.TEXT);
  }

  /// The composed form of a name, which keeps its case.
  static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  static String fold(String text, int limit) {
    if (folded(text, limit)) {
      return text;
    }
    // Three conjoining characters make one syllable: the clip before composing must leave enough.
    String narrow = narrow(text, 3 * limit);
    String composed = Normalizer.normalize(narrow, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return clip(collapse(composed), limit).strip();
  }

  /// Whether folding would change nothing, told at a glance: most names and messages are composed
  /// syllables and lower case.
  private static boolean folded(String text, int limit) {
    if (text.length() > limit) {
      return false;
    }
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= 0xAC00 && c <= 0xD7A3 || c > ' ' && c < 0x7F && (c < 'A' || c > 'Z');
      if (!plain && (c != ' ' || before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }

  private static String narrow(String text, int limit) {
    var kept = new StringBuilder(Math.min(text.length(), limit));
    int at = 0;
    while (at < text.length() && kept.length() < limit) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (point >= 0xFF01 && point <= 0xFFEF) {
        kept.append(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC));
      } else if (!invisible(point)) {
        kept.appendCodePoint(point);
      }
    }
    return kept.toString();
  }

  /// Characters that leave no mark but would keep a word from being found.
  static boolean invisible(int point) {
    return Character.getType(point) == Character.FORMAT
        || point >= 0xFE00 && point <= 0xFE0F
        || point == 0x034F
        || point == 0x115F
        || point == 0x1160
        || point == 0x3164;
  }

  private static String collapse(String text) {
    var kept = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!space) {
        kept.append(c);
      } else if (!gap) {
        kept.append(' ');
      }
      gap = space;
    }
    return kept.toString().strip();
  }

  private static String clip(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    boolean halved = Character.isHighSurrogate(text.charAt(limit - 1));
    return text.substring(0, halved ? limit - 1 : limit);
  }
}
