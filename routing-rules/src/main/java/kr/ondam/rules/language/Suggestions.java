package kr.ondam.rules.language;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Optional;

/// Finds what somebody probably meant. Distances are counted in jamo, not syllables: `해지방아` is one
/// stroke away from `해지방어`, and `등금` from `등급`.
public final class Suggestions {
  private static final int LONGEST = 40;
  private static final int CANDIDATES = 1_000;
  private static final int FAR = 4;

  private Suggestions() {}

  /// The nearest candidate; the first of equally near ones; none if all are far.
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return Optional.empty();
    }
    String letters = letters(word);
    int best = Math.min(FAR, Math.max(1, letters.length() / 3)) + 1;
    String found = "";
    for (String candidate : candidates.stream().limit(CANDIDATES).toList()) {
      if (candidate.length() > LONGEST) {
        continue;
      }
      String other = letters(candidate);
      if (Math.abs(other.length() - letters.length()) < best) {
        int distance = distance(letters, other);
        if (distance < best) {
          best = distance;
          found = candidate;
        }
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private static String letters(String word) {
    return Normalizer.normalize(Folding.fold(word), Normalizer.Form.NFD);
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
