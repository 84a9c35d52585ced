package kr.ondam.customer;

import java.util.Optional;

/// Brings phone numbers into one form, so that the same number typed in different ways is equal:
/// `+` and 8 to 15 digits, Korean numbers with country code 82 and without the leading zero
/// (E.164).
public final class PhoneNumber {
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
    return number.length() < 8 || number.length() > 15
        ? Optional.empty()
        : Optional.of("+" + number);
  }
}
