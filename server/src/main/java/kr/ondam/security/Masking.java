package kr.ondam.security;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides what must not be stored (level L0) and card, account and alien registration numbers (L1)
/// in a text. Linear in the length, idempotent, and never longer than the text.
///
/// Numbers are searched in a copy in which digits and dashes of full width are plain and characters
/// without width are gone; what is found is overwritten in the original at the same place.
public final class Masking {
  private static final String DASH = "[ ]{0,2}[-\u2010-\u2015\u2212.]?\\s{0,2}";
  private static final String BIRTH = "\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
  private static final int RESIDENT_DIGITS = 13;
  private static final int CARD_DIGITS = 14;

  // A search for plain words is many times cheaper than one for an expression that begins with
  // them.
  private static final List<String> ACCOUNT_WORDS =
      List.of("계좌", "은행", "뱅크", "농협", "신협", "수협", "우체국", "새마을금고");
  private static final List<String> CARD_CODE_WORDS = List.of("cvc", "cvv");
  private static final List<String> PASSWORD_WORDS = List.of("비밀번호", "비번", "패스워드", "password");

  private static final Pattern RESIDENT =
      Pattern.compile("(?<![\\d*])(" + BIRTH + ")" + DASH + "([0-9]\\s?\\d{6})(?![\\d*])");
  private static final Pattern CARD =
      Pattern.compile("(?<![\\d*-])(?:\\d[ -]?){13,18}\\d(?![\\d*]|-\\d)");
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?:"
              + String.join("|", ACCOUNT_WORDS)
              + ")[^\\d\\n]{0,15}(\\d{2,6}-\\d{2,6}-\\d{2,8}(?:-\\d{1,4})?|\\d{10,14})(?![\\d*])");
  private static final Pattern CARD_CODE =
      Pattern.compile("(?i)(?:cvc|cvv|cvc2|cvv2)\\s{0,2}[:=]?\\s{0,2}(\\d{3,4})(?!\\d)");
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?:비밀번호|비번|패스워드|(?i:password))\\s{0,2}(?:은|는|이|가)?\\s{0,2}[:=]?\\s{0,2}((?=[!-~]{0,63}\\d)[!-~]{4,64})");

  private Masking() {}

  /// The text with everything found overwritten by `*`.
  public static String mask(String text) {
    return masked(text, true);
  }

  /// What an agent may tell a customer of the text: as [#mask], but account numbers stay, because
  /// agents tell customers where to pay.
  public static String maskReply(String text) {
    return masked(text, false);
  }

  private static String masked(String text, boolean accounts) {
    int digits = digits(text);
    if (digits == 0) {
      // Everything that is hidden holds a digit, so most messages cost one pass.
      return text;
    }
    var view = View.of(text);
    var marks = new boolean[text.length()];
    var lower = view.text().toLowerCase(Locale.ROOT);
    boolean found = digits >= RESIDENT_DIGITS && resident(view, marks);
    found |= digits >= CARD_DIGITS && cards(view, marks);
    found |= accounts && containsAny(lower, ACCOUNT_WORDS) && group(view, marks, ACCOUNT, true);
    found |= containsAny(lower, CARD_CODE_WORDS) && group(view, marks, CARD_CODE, false);
    found |= containsAny(lower, PASSWORD_WORDS) && group(view, marks, PASSWORD, false);
    return found ? overwritten(text, marks) : text;
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        digits++;
      }
    }
    return digits;
  }

  private static boolean containsAny(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean resident(View view, boolean[] marks) {
    boolean found = false;
    Matcher matcher = RESIDENT.matcher(view.text());
    while (matcher.find()) {
      found |= view.mark(marks, matcher.start(2), matcher.end(2));
    }
    return found;
  }

  private static boolean cards(View view, boolean[] marks) {
    boolean found = false;
    Matcher matcher = CARD.matcher(view.text());
    while (matcher.find()) {
      var digits = matcher.group().replaceAll("[ -]", "");
      if (digits.length() >= 14 && digits.length() <= 19 && luhn(digits)) {
        found |= markMiddle(view, marks, matcher.start(), digits.length());
      }
    }
    return found;
  }

  /// The first six digits tell the bank, the last four the card; what is between goes.
  private static boolean markMiddle(View view, boolean[] marks, int start, int count) {
    int seen = 0;
    for (int i = start; seen < count; i++) {
      if (isDigit(view.text().charAt(i))) {
        seen++;
        if (seen > 6 && seen <= count - 4) {
          view.mark(marks, i, i + 1);
        }
      }
    }
    return true;
  }

  private static boolean group(View view, boolean[] marks, Pattern pattern, boolean keepsEnd) {
    boolean found = false;
    Matcher matcher = pattern.matcher(view.text());
    while (matcher.find()) {
      int end = matcher.end(1) - (keepsEnd ? 4 : 0);
      found |= view.mark(marks, matcher.start(1), end);
    }
    return found;
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    boolean twice = false;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      int value = twice ? digit * 2 : digit;
      sum += value > 9 ? value - 9 : value;
      twice = !twice;
    }
    return sum % 10 == 0 && digits.chars().distinct().count() > 1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String overwritten(String text, boolean[] marks) {
    var masked = text.toCharArray();
    for (int i = 0; i < masked.length; i++) {
      if (marks[i]) {
        masked[i] = '*';
      }
    }
    return new String(masked);
  }

  /// The searched copy, and where each of its characters stands in the original.
  private record View(String text, int[] origin) {
    static View of(String text) {
      var plain = new StringBuilder(text.length());
      var origin = new int[text.length()];
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (Character.getType(c) != Character.FORMAT) {
          origin[plain.length()] = i;
          plain.append(c >= 0xFF01 && c <= 0xFF5E ? (char) (c - 0xFEE0) : c);
        }
      }
      return new View(plain.toString(), origin);
    }

    /// Marks what is neither a blank nor a dash nor marked by an earlier run.
    boolean mark(boolean[] marks, int start, int end) {
      boolean found = false;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (c != '*' && c != '-' && !Character.isWhitespace(c)) {
          marks[origin[i]] = true;
          found = true;
        }
      }
      return found;
    }
  }
}
