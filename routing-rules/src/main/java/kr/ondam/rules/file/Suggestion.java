package kr.ondam.rules.file;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Optional;

/// Finds what somebody probably meant to type.
final class Suggestion {
  private Suggestion() {}

  /// The nearest of the known words, if one is near; Korean is compared letter by letter (자모).
  static Optional<String> of(String typed, Collection<String> known) {
    String from = parts(typed);
    int limit = Math.max(2, from.length() / 3);
    String best = null;
    int least = limit + 1;
    for (String word : known) {
      int distance = distance(from, parts(word), least);
      if (distance < least) {
        least = distance;
        best = word;
      }
    }
    return Optional.ofNullable(best);
  }

  /// ` 혹시 '…' 인가요?`, or nothing.
  static Wording wording(String typed, Collection<String> known) {
    return of(typed, known)
        .map(word -> new Wording(" 혹시 '" + word + "' 인가요?", " Did you mean '" + word + "'?"))
        .orElse(new Wording("", ""));
  }

  private static String parts(String word) {
    return Normalizer.normalize(
        word.length() > 60 ? word.substring(0, 60) : word, Normalizer.Form.NFKD);
  }

  private static int distance(String one, String other, int limit) {
    if (Math.abs(one.length() - other.length()) >= limit) {
      return limit;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
