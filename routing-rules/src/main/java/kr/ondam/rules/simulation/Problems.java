package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// What is wrong in a file, collected while it is read; the same thing at the same place once.
final class Problems {
  private final String file;
  private final LinkedHashSet<Problem> found = new LinkedHashSet<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Entry.Place place, String korean, String english) {
    found.add(new Problem(file, place.line(), place.column(), korean, english));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> list() {
    return List.copyOf(new ArrayList<>(found));
  }
}
