package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The sets of words that are enough to tell conditions apart which look for words in a text or a
/// set.
///
/// All sets are, when there are few words. Otherwise the conditions must only gain by more words
/// (no 아님, no !=): then whoever holds at all holds for a set with as many of its own words as it
/// has tests, and what holds for that set holds for every larger one.
final class Subsets {
  private static final int FEW = 4;

  private final List<String> own;
  private final List<String> all;
  private final int tests;
  private final boolean gaining;

  /// @param own words of the condition that is reasoned about
  /// @param all words of all conditions
  /// @param tests how many tests for words the condition has
  /// @param gaining whether more words never make any of the conditions fail
  Subsets(Set<String> own, Set<String> all, int tests, boolean gaining) {
    this.own = List.copyOf(own);
    this.all = List.copyOf(all);
    this.tests = tests;
    this.gaining = gaining;
  }

  /// The sets, none of them empty; empty when they would be too many.
  ///
  /// @param most how many are not too many
  Optional<List<List<String>>> sets(int most) {
    boolean few = all.size() <= FEW;
    if (!few && !gaining) {
      return Optional.empty();
    }
    List<String> words = few ? all : own;
    Set<List<String>> found = new LinkedHashSet<>();
    if (!grow(words, 0, List.of(), few ? FEW : tests, found, most)) {
      return Optional.empty();
    }
    if (!all.isEmpty()) {
      found.add(all);
    }
    return Optional.of(List.copyOf(found));
  }

  private static boolean grow(
      List<String> words,
      int from,
      List<String> before,
      int left,
      Set<List<String>> found,
      int most) {
    for (int i = from; i < words.size() && left > 0; i++) {
      List<String> next = new ArrayList<>(before);
      next.add(words.get(i));
      found.add(next);
      if (found.size() > most || !grow(words, i + 1, next, left - 1, found, most)) {
        return false;
      }
    }
    return true;
  }
}
