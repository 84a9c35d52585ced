package kr.ondam.rules.language;

import java.util.Set;

/// A condition (조건식) that was read, checked and made ready to be evaluated often. Immutable.
public final class Condition {
  /// Reads and checks a condition. Never throws, whatever the text.
  public static Compilation compile(String source, Vocabulary vocabulary) {
    throw new UnsupportedOperationException();
  }

  /// Whether it holds for these facts.
  ///
  /// @throws IllegalArgumentException if the facts are of another vocabulary
  public boolean test(Facts facts) {
    throw new UnsupportedOperationException();
  }

  /// Which of its comparisons hold, and the facts they looked at.
  public Trace trace(Facts facts) {
    throw new UnsupportedOperationException();
  }

  /// An upper bound for the work of one evaluation: 1 for every value, field and operator, 8 more
  /// for comparing a text, 40 more for every word to be found in one.
  public int cost() {
    throw new UnsupportedOperationException();
  }

  /// The fields it reads, in the order in which they are first mentioned.
  public Set<Field> fields() {
    throw new UnsupportedOperationException();
  }

  /// The text it was read from.
  public String source() {
    throw new UnsupportedOperationException();
  }

  /// The same condition in the normal form of one spelling. Reading that gives the same again.
  public String print(Spelling spelling) {
    throw new UnsupportedOperationException();
  }

  /// Whether it holds for any facts at all, as `참` does.
  public boolean always() {
    throw new UnsupportedOperationException();
  }
}
