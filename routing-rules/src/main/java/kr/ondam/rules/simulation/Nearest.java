package kr.ondam.rules.simulation;

import java.util.Comparator;
import java.util.List;

/// What somebody probably meant.
final class Nearest {
  private Nearest() {}

  /// `혹시 'x' 인가요?` when a word is near, otherwise all words.
  static String hint(String text, List<String> words, Language language) {
    String best =
        words.stream().min(Comparator.comparingInt(word -> distance(text, word))).orElse("");
    if (!best.isEmpty() && distance(text, best) <= Math.max(1, best.length() / 3)) {
      return language.pick("혹시 '" + best + "' 인가요?", "Did you mean '" + best + "'?");
    }
    String all = String.join(", ", words);
    return language.pick("(가능한 값: " + all + ")", "(expected: " + all + ")");
  }

  private static int distance(String one, String other) {
    if (Math.abs(one.length() - other.length()) > 16) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
