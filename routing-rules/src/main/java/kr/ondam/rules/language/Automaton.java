package kr.ondam.rules.language;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/// Finds any of many words in one pass over a text (Aho-Corasick), however many there are.
///
/// States are numbered as they are made. `failed` is the state of the longest proper suffix of what
/// was read that is the start of a word. The steps stand in one open hash table of state and
/// character, because Korean has too many characters for a table per state.
final class Automaton {
  private static final int ROOT = 0;

  private final long[] keys;
  private final int[] targets;
  private final int mask;

  /// A bit per character with which a word starts: most characters of a text are none.
  private final long[] first = new long[1 << 10];

  private int states = 1;
  private int[] failed;

  /// The word that ends in a state, -1 if none; and the next state back in which one ends, else 0.
  private int[] word;

  private int[] shorter;

  private Automaton(int characters) {
    int size = Integer.highestOneBit(Math.max(8, characters)) * 4;
    this.keys = new long[size];
    this.targets = new int[size];
    this.mask = size - 1;
    Arrays.fill(keys, -1);
    this.failed = new int[characters + 1];
    this.word = new int[characters + 1];
    this.shorter = new int[characters + 1];
    Arrays.fill(word, -1);
  }

  /// @param words distinct and not empty
  static Automaton of(List<String> words) {
    var automaton = new Automaton(words.stream().mapToInt(String::length).sum());
    for (int i = 0; i < words.size(); i++) {
      automaton.add(words.get(i), i);
    }
    automaton.link();
    return automaton;
  }

  boolean any(String text) {
    int state = ROOT;
    for (int i = 0; i < text.length(); i++) {
      state = step(state, text.charAt(i));
      if (word[state] >= 0 || shorter[state] != ROOT) {
        return true;
      }
    }
    return false;
  }

  /// Adds to `found` the bits of every word of the text.
  ///
  /// @param bits for each word
  void collect(String text, long[][] bits, long[] found) {
    int state = ROOT;
    for (int i = 0; i < text.length(); i++) {
      state = step(state, text.charAt(i));
      for (int end = word[state] >= 0 ? state : shorter[state]; end != ROOT; end = shorter[end]) {
        long[] more = bits[word[end]];
        for (int w = 0; w < more.length; w++) {
          found[w] |= more[w];
        }
      }
    }
  }

  private void add(String text, int number) {
    int state = ROOT;
    first[text.charAt(0) >> 6] |= 1L << text.charAt(0);
    for (int i = 0; i < text.length(); i++) {
      int place = place(state, text.charAt(i));
      if (keys[place] < 0) {
        keys[place] = key(state, text.charAt(i));
        targets[place] = states++;
      }
      state = targets[place];
    }
    word[state] = number;
  }

  private void link() {
    // Nearest states first, so that the suffix of a state is linked before the state itself.
    var children = new int[states][];
    for (int place = 0; place < keys.length; place++) {
      if (keys[place] >= 0) {
        int parent = (int) (keys[place] >> 16);
        int[] before = children[parent] == null ? new int[0] : children[parent];
        children[parent] = Arrays.copyOf(before, before.length + 1);
        children[parent][before.length] = place;
      }
    }
    var waiting = new ArrayDeque<Integer>();
    waiting.add(ROOT);
    while (!waiting.isEmpty()) {
      int state = waiting.remove();
      if (children[state] == null) {
        continue;
      }
      for (int place : children[state]) {
        int child = targets[place];
        int suffix = state == ROOT ? ROOT : step(failed[state], (char) keys[place]);
        failed[child] = suffix;
        shorter[child] = word[suffix] >= 0 ? suffix : shorter[suffix];
        waiting.add(child);
      }
    }
    failed = Arrays.copyOf(failed, states);
    word = Arrays.copyOf(word, states);
    shorter = Arrays.copyOf(shorter, states);
  }

  private int step(int state, char c) {
    int from = state;
    while (true) {
      if (from == ROOT && (first[c >> 6] >>> c & 1) == 0) {
        return ROOT;
      }
      int place = place(from, c);
      if (keys[place] >= 0) {
        return targets[place];
      }
      // Every first character has a step from the root, so that is never where a step is missing.
      from = failed[from];
    }
  }

  private static long key(int state, char c) {
    return (long) state << 16 | c;
  }

  /// Where the step stands or would stand.
  private int place(int state, char c) {
    long key = key(state, c);
    long mixed = key * 0x9E3779B97F4A7C15L;
    int place = (int) (mixed >>> 40) & mask;
    while (keys[place] >= 0 && keys[place] != key) {
      place = place + 1 & mask;
    }
    return place;
  }
}
