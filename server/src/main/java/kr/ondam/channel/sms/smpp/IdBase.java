package kr.ondam.channel.sms.smpp;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How the id in a receipt relates to the id that answered the message. Message centres write one
/// in hexadecimal digits and the other in decimal ones.
public enum IdBase {
  /// All of the following are tried.
  AUTO,
  /// The same.
  EXACT,
  /// The answer was hexadecimal, the receipt is decimal.
  HEX_DEC,
  /// The answer was decimal, the receipt is hexadecimal.
  DEC_HEX;

  private static final String DECIMAL = "[0-9]{1,30}";
  private static final String HEXADECIMAL = "[0-9A-Fa-f]{1,30}";

  /// The ids that may have answered the message of a receipt, likeliest first; never empty.
  public List<String> candidates(String receipted) {
    Set<String> candidates = new LinkedHashSet<>();
    if (this == AUTO || this == EXACT) {
      candidates.add(receipted);
      candidates.add(trimmed(receipted));
    }
    if ((this == AUTO || this == HEX_DEC) && receipted.matches(DECIMAL)) {
      both(candidates, new BigInteger(receipted).toString(16));
    }
    if ((this == AUTO || this == DEC_HEX) && receipted.matches(HEXADECIMAL)) {
      both(candidates, new BigInteger(receipted, 16).toString());
    }
    if (candidates.isEmpty()) {
      candidates.add(receipted);
    }
    return List.copyOf(candidates);
  }

  private static void both(Set<String> candidates, String id) {
    candidates.add(id);
    candidates.add(id.toUpperCase(Locale.ROOT));
  }

  /// Receipts pad ids with zeros.
  private static String trimmed(String id) {
    var rest = id.replaceFirst("^0+", "");
    return rest.isEmpty() ? id : rest;
  }
}
