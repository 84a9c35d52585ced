package kr.ondam.channel.sms;

import java.util.regex.Pattern;

/// Phone numbers as people in Korea dial them.
public final class PhoneNumber {
  private static final Pattern ANSWERABLE =
      Pattern.compile("0(?![68]0)[1-9][0-9]{7,10}|00[0-9]{8,18}|\\+[0-9]{8,20}|[1-9][0-9]{9,19}");

  private PhoneNumber() {}

  /// The number as it is dialled: `821012345678` and `+82-10-1234-5678` are `01012345678`, other
  /// countries' keep their `+`. What is no number, such as the name of a sender, stays as it is.
  public static String national(String number) {
    var digits = number.strip().replaceAll("[-. ()]", "");
    if (!digits.matches("\\+?[0-9]{1,20}")) {
      return number.strip();
    }
    var bare = digits.replaceFirst("^(\\+|00(?=82))", "");
    if (bare.startsWith("82") && bare.length() >= 10) {
      var home = bare.substring(2);
      return home.startsWith("0") || nationwide(home) ? home : "0" + home;
    }
    return digits;
  }

  /// Whether it can be answered: digits, at most with a `+` before them.
  public static boolean dialable(String number) {
    return number.matches("\\+?[0-9]{3,20}");
  }

  /// Whether it takes text messages: a number of Korea of the right length, but for those that only
  /// speak (080, 060, 15xx to 18xx, 114 and the like), or one of another country. What is no number
  /// takes none.
  static boolean answerable(String number) {
    return ANSWERABLE.matcher(number).matches();
  }

  /// Whether an answerable number is one of another country.
  public static boolean abroad(String answerable) {
    return !answerable.matches("0[1-9].*");
  }

  /// A dialable number with its country's, without `+`.
  public static String international(String national) {
    if (national.matches("(\\+|00).*")) {
      return national.replaceFirst("\\+|00", "");
    }
    if (nationwide(national)) {
      return "82" + national;
    }
    return national.startsWith("0") ? "82" + national.substring(1) : national;
  }

  /// Numbers such as 1588-1234 have no 0 before them at home.
  private static boolean nationwide(String number) {
    return number.matches("1[5-8][0-9]{6}");
  }
}
