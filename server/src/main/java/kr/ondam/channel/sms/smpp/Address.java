package kr.ondam.channel.sms.smpp;

/// A sender or receiver as SMPP writes it.
///
/// @param ton type of number: 0 unknown, 1 international, 2 national, 5 alphanumeric
/// @param npi numbering plan: 0 unknown, 1 telephone
/// @param value at most 20 characters
public record Address(int ton, int npi, String value) {
  static final int LONGEST = 20;
  static final int INTERNATIONAL = 1;
  static final int ALPHANUMERIC = 5;
  static final int TELEPHONE = 1;

  /// How a number that was typed goes on the wire: `+82…` is international, `010…`, `1588…` are
  /// left to the message centre.
  public static Address typed(String number) {
    return number.startsWith("+")
        ? new Address(INTERNATIONAL, TELEPHONE, number.substring(1))
        : new Address(0, TELEPHONE, number);
  }
}
