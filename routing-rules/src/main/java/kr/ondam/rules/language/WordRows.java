package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects, per word, the conditions that wait for it.
final class WordRows {
  private final Map<String, BitSet> rows = new LinkedHashMap<>();

  void add(Set<String> words, int condition) {
    for (String word : words) {
      rows.computeIfAbsent(word, _ -> new BitSet()).set(condition);
    }
  }

  Automaton automaton() {
    return Automaton.of(List.copyOf(rows.keySet()));
  }

  /// One row per word in the order of the automaton; equal rows are one object, because long lists
  /// wait for the same conditions word by word.
  long[][] rows(int conditions) {
    var shared = new HashMap<BitSet, long[]>();
    var all = new ArrayList<long[]>();
    for (BitSet row : rows.values()) {
      all.add(shared.computeIfAbsent(row, bits -> FirstMatch.words(bits, conditions)));
    }
    return all.toArray(long[][]::new);
  }
}
