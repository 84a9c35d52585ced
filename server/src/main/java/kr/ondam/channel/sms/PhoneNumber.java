package kr.ondam.channel.sms;

/// Phone numbers as people in Korea dial them.
public final class PhoneNumber {
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

  /// A dialable number with its country's, without `+`.
  public static String international(String national) {
    if (national.startsWith("+")) {
      return national.substring(1);
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
