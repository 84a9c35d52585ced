package kr.ondam.console.live;

import kr.ondam.tenant.Unseen;
import org.jspecify.annotations.Nullable;

/// Hides who a customer is where only telling customers apart matters: of a name the first and last
/// letter stay, of a phone number the last four digits.
public final class MaskedName {
  private static final int SHOWN_DIGITS = 4;

  private MaskedName() {}

  /// Empty when neither a name nor a phone number is known.
  public static String of(@Nullable String name, @Nullable String phone) {
    String shown = name == null ? "" : CalmText.of(name).strip();
    if (!Unseen.all(shown)) {
      return name(shown);
    }
    if (phone != null && phone.length() > SHOWN_DIGITS) {
      return "***-" + phone.substring(phone.length() - SHOWN_DIGITS);
    }
    return "";
  }

  private static String name(String name) {
    int[] letters = name.codePoints().toArray();
    if (letters.length == 1) {
      return "*";
    }
    var shown = new StringBuilder().appendCodePoint(letters[0]);
    if (letters.length == 2) {
      return shown.append('*').toString();
    }
    shown.repeat('*', letters.length - 2);
    return shown.appendCodePoint(letters[letters.length - 1]).toString();
  }
}
