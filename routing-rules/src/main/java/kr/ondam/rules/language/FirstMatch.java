package kr.ondam.rules.language;

import java.util.List;

/// An index over a list of conditions that finds the first that holds without looking at all.
public final class FirstMatch {
  /// The index over conditions of one vocabulary.
  ///
  /// @throws IllegalArgumentException if their vocabularies differ
  public static FirstMatch of(List<Condition> conditions) {
    throw new UnsupportedOperationException();
  }

  /// The place of the first condition that holds, -1 if none does.
  public int find(Facts facts) {
    return next(facts, 0);
  }

  /// The place of the first condition from `from` on that holds, -1 if none does. Called again with
  /// one more than the last answer it gives all that hold.
  public int next(Facts facts, int from) {
    throw new UnsupportedOperationException();
  }

  /// What all of them cost together, to be held against [Limits#COST_OF_RULE_SET].
  public int cost() {
    throw new UnsupportedOperationException();
  }
}
