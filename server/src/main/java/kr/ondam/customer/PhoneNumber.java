package kr.ondam.customer;

import java.util.Optional;

/// Brings phone numbers into one form, so that the same number typed in different ways is equal:
/// `+` and 8 to 15 digits, Korean numbers with country code 82 and without the leading zero
/// (E.164).
public final class PhoneNumber {
  private static final String KOREA = "82";

  /// Country code, area code without its zero, and seven or eight digits: 02-123-4567 is the
  /// shortest, 0505-1234-5678 the longest.
  private static final int SHORTEST_KOREAN = 10;

  private static final int LONGEST_KOREAN = 13;

  private PhoneNumber() {}

  /// The number in its one form; empty when the text is no phone number.
  public static Optional<String> normalise(String typed) {
    var digits = new StringBuilder();
    boolean international = typed.strip().startsWith("+");
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (" -.()+".indexOf(c) < 0) {
        return Optional.empty();
      }
    }
    String number;
    if (international) {
      number = digits.toString();
    } else if (digits.length() > 1 && digits.charAt(0) == '0' && digits.charAt(1) != '0') {
      number = "82" + digits.substring(1);
    } else {
      return Optional.empty();
    }
    if (number.startsWith("820")) {
      number = "82" + number.substring(3);
    }
    boolean korean = number.startsWith(KOREA);
    int shortest = korean ? SHORTEST_KOREAN : 8;
    int longest = korean ? LONGEST_KOREAN : 15;
    return number.length() < shortest || number.length() > longest
        ? Optional.empty()
        : Optional.of("+" + number);
  }
}
