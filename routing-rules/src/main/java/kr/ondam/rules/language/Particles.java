package kr.ondam.rules.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The particles of whole sentences around words of others, such as those of diagnostics: which of
/// a pair it is follows from the last letter of the word before it, as [Particle] reads it, and it
/// stands without a space.
public final class Particles {
  private static final Pattern PAIR =
      Pattern.compile(" ?(은\\(는\\)|이\\(가\\)|을\\(를\\)|와\\(과\\)| 이어야)(?= |$)");

  /// Right after a closing quote these are particles, elsewhere they may be words.
  private static final Pattern BEHIND_QUOTE =
      Pattern.compile("' (이거나|이면|이라|인|에서는|에서|에는|에도|에|으로|로|은|는|이|가|을|를|와|과|의|만)(?= |[,.)]|$)");

  private static final Pattern COPULA = Pattern.compile("(?<=[가-힣0-9)\\]}']) 입니다");

  private Particles() {}

  /// The sentence with its particles chosen where the last letter before them is known, and joined
  /// to their words.
  public static String settle(String sentence) {
    String chosen =
        PAIR.matcher(sentence)
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    choose(sentence.substring(0, found.start()), found.group(1))));
    String joined =
        BEHIND_QUOTE
            .matcher(chosen)
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    closes(chosen, found.start()) ? "'" + found.group(1) : found.group()));
    return COPULA.matcher(joined).replaceAll("입니다");
  }

  private static String choose(String before, String pair) {
    if (before.isEmpty()) {
      return pair;
    }
    int ends = ends(before);
    return switch (pair.strip()) {
      case "은(는)" -> ends > 0 ? "은" : ends < 0 ? "는" : pair;
      case "이(가)" -> ends > 0 ? "이" : ends < 0 ? "가" : pair;
      case "을(를)" -> ends > 0 ? "을" : ends < 0 ? "를" : pair;
      case "와(과)" -> ends > 0 ? "과" : ends < 0 ? "와" : pair;
      default -> ends < 0 ? "여야" : "이어야";
    };
  }

  /// More than 0 when the last word ends in a consonant, less when in a vowel, 0 when nobody knows.
  private static int ends(String before) {
    int at = before.length() - 1;
    while (at >= 0) {
      char letter = before.charAt(at);
      if (letter == ')') {
        // What stands in brackets is read past.
        at = before.lastIndexOf('(', at) - 1;
      } else if (" '\"]}".indexOf(letter) >= 0) {
        at--;
      } else {
        return !Particle.read(letter) ? 0 : Particle.sound(letter) == 0 ? -1 : 1;
      }
    }
    return 0;
  }

  /// Whether a quote ends a quotation: it is one of an even number.
  private static boolean closes(String sentence, int quote) {
    return sentence.substring(0, quote + 1).chars().filter(letter -> letter == '\'').count() % 2
        == 0;
  }
}
