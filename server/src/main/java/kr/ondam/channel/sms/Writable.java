package kr.ondam.channel.sms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom an account of text messages may write to.
public final class Writable {
  /// The setting that allows numbers of other countries, `true` or `false`.
  public static final String ABROAD = "abroad";

  /// The number takes no text messages.
  public static final String NO_NUMBER = "no_number";

  /// The number is of another country, and the account does not write there.
  public static final String NUMBER_ABROAD = "number_abroad";

  private Writable() {}

  /// Whether an account with these settings writes to numbers of other countries.
  public static boolean abroad(Map<String, String> settings) {
    return settings.getOrDefault(ABROAD, "").equals("true");
  }

  /// Why an account writes to no such number, [#NO_NUMBER] or [#NUMBER_ABROAD]; null when it does.
  ///
  /// @param abroad whether it writes to numbers of other countries
  public static @Nullable String refusal(boolean abroad, String number) {
    if (!PhoneNumber.answerable(number)) {
      return NO_NUMBER;
    }
    return !abroad && PhoneNumber.abroad(number) ? NUMBER_ABROAD : null;
  }

  /// @throws IllegalArgumentException for a number that [#refusal] names a reason for; the message
  ///   does not name the number
  public static void require(boolean abroad, String number) {
    var refusal = refusal(abroad, number);
    if (refusal != null) {
      throw new IllegalArgumentException(
          refusal.equals(NO_NUMBER)
              ? "customer's number (expected: one that takes text messages)"
              : "customer's number (expected: one of Korea, or an account with abroad: true)");
    }
  }
}
