package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// The problems found in one condition. After some the rest is not even phrased, because looking
/// for what somebody may have meant takes longer than finding that it is wrong.
final class Problems {
  private static final int ENOUGH = 10;

  private final List<Problem> found = new ArrayList<>();

  void add(Supplier<Problem> problem) {
    if (found.size() < ENOUGH) {
      found.add(problem.get());
    }
  }

  void add(Problem problem) {
    add(() -> problem);
  }

  /// In the order of their places.
  List<Problem> all() {
    return found.stream().sorted(Comparator.comparingInt(Problem::offset)).toList();
  }
}
