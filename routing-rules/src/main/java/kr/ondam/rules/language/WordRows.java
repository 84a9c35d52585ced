package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects, per word, the rows of a [FirstMatch] that wait for it.
final class WordRows {
  private final Map<String, BitSet> rows = new LinkedHashMap<>();

  void add(Set<String> words, int row) {
    for (String word : words) {
      rows.computeIfAbsent(word, _ -> new BitSet()).set(row);
    }
  }

  Automaton automaton() {
    return Automaton.of(List.copyOf(rows.keySet()));
  }

  /// One row per word in the order of the automaton; equal rows are one object, because long lists
  /// are waited for by the same rows word by word.
  long[][] rows(int count) {
    var shared = new HashMap<BitSet, long[]>();
    var all = new ArrayList<long[]>();
    for (BitSet row : rows.values()) {
      all.add(shared.computeIfAbsent(row, bits -> FirstMatch.words(bits, count)));
    }
    return all.toArray(long[][]::new);
  }
}
