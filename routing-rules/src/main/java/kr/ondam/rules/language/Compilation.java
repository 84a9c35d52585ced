package kr.ondam.rules.language;

import java.util.List;

/// What became of the text of a condition.
public sealed interface Compilation {
  /// It means something.
  record Compiled(Condition condition) implements Compilation {}

  /// It does not; at least one problem, in the order of their places.
  record Failed(List<Problem> problems) implements Compilation {
    public Failed {
      problems = List.copyOf(problems);
    }
  }
}
