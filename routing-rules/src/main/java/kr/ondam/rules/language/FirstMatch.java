package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// An index over a list of conditions that finds the first that holds without looking at all.
///
/// Conditions are taken apart into alternatives, the rows of the index. Every field with fixed
/// values knows, per value, the rows that can hold; their intersection is looked at in order. Words
/// to be found are found for all rows in one pass over the text.
public final class FirstMatch {
  /// So many conditions that wait for a word make reading the text once worth while.
  private static final int WORTH_SCANNING = 3;

  private final Condition[] conditions;

  /// The alternatives of all conditions in order, the condition each belongs to, and the first of
  /// each condition.
  private final Logic[] rows;

  private final int[] owners;
  private final int[] starts;
  private final ValueIndex[] values;
  private final MemberIndex[] members;
  private final WordIndex[] words;
  private final int width;

  private FirstMatch(List<Condition> conditions, List<Slot> slots) {
    this.conditions = conditions.toArray(Condition[]::new);
    var all = new ArrayList<Logic>();
    this.starts = new int[conditions.size() + 1];
    for (int i = 0; i < conditions.size(); i++) {
      all.addAll(Alternatives.of(conditions.get(i).logic()));
      starts[i + 1] = all.size();
    }
    this.rows = all.stream().map(Guards::rest).toArray(Logic[]::new);
    this.owners = new int[rows.length];
    for (int i = 0; i < conditions.size(); i++) {
      Arrays.fill(owners, starts[i], starts[i + 1], i);
    }
    this.width = (rows.length + 63) / 64;
    this.values =
        slots.stream()
            .map(slot -> ValueIndex.of(slot, all))
            .flatMap(Optional::stream)
            .toArray(ValueIndex[]::new);
    this.members =
        slots.stream()
            .filter(slot -> slot.field().type() == Type.SET)
            .map(slot -> MemberIndex.of(slot, all))
            .flatMap(Optional::stream)
            .toArray(MemberIndex[]::new);
    this.words =
        slots.stream()
            .filter(slot -> slot.field().type() == Type.TEXT)
            .map(slot -> WordIndex.of(slot, all))
            .flatMap(Optional::stream)
            .toArray(WordIndex[]::new);
  }

  /// The index over conditions of one vocabulary.
  ///
  /// @throws IllegalArgumentException if their vocabularies differ
  public static FirstMatch of(List<Condition> conditions) {
    if (conditions.isEmpty()) {
      return new FirstMatch(conditions, List.of());
    }
    Vocabulary vocabulary = conditions.getFirst().vocabulary();
    if (conditions.stream().anyMatch(condition -> condition.vocabulary() != vocabulary)) {
      throw new IllegalArgumentException("conditions of several vocabularies (expected: one)");
    }
    return new FirstMatch(conditions, vocabulary.slots());
  }

  /// The place of the first condition that holds, -1 if none does.
  public int find(Facts facts) {
    return next(facts, 0);
  }

  /// The place of the first condition from `from` on that holds, -1 if none does. Called again with
  /// one more than the last answer it gives all that hold.
  ///
  /// @throws IllegalArgumentException if the facts are of another vocabulary
  public int next(Facts facts, int from) {
    if (conditions.length > 0 && facts.vocabulary() != conditions[0].vocabulary()) {
      throw new IllegalArgumentException("facts of another vocabulary (expected: the conditions')");
    }
    long[] numbers = facts.numbers();
    String[] texts = facts.texts();
    long[][] found = new long[words.length][];
    if (from >= conditions.length) {
      return -1;
    }
    int start = starts[Math.max(0, from)];
    for (int w = start >> 6; w < width; w++) {
      long possible = w == start >> 6 ? -1L << start : -1L;
      possible &= possible(numbers, w);
      for (int i = 0; i < words.length && possible != 0; i++) {
        possible = words[i].narrow(possible, w, texts, found, i);
      }
      for (; possible != 0; possible &= possible - 1) {
        int row = (w << 6) + Long.numberOfTrailingZeros(possible);
        if (row < rows.length && rows[row].test(numbers, texts)) {
          return owners[row];
        }
      }
    }
    return -1;
  }

  private long possible(long[] numbers, int w) {
    long possible = -1L;
    for (ValueIndex index : values) {
      possible &= index.possible(numbers, w);
    }
    for (MemberIndex index : members) {
      possible &= index.possible(numbers, w);
    }
    return possible;
  }

  /// How many conditions there are.
  public int size() {
    return conditions.length;
  }

  /// What all of them cost together, to be held against [Limits#COST_OF_RULE_SET].
  public int cost() {
    long cost = 0;
    for (Condition condition : conditions) {
      cost += condition.cost();
    }
    return (int) Math.min(cost, Integer.MAX_VALUE);
  }

  /// The rows that can hold, per value of a field; the last row is for an absent fact.
  private record ValueIndex(int place, long[][] rows) {
    static Optional<ValueIndex> of(Slot slot, List<Logic> all) {
      int size = Guards.size(slot);
      var rows = new BitSet[size];
      for (int v = 0; v < size; v++) {
        rows[v] = new BitSet();
      }
      boolean useful = false;
      for (int i = 0; i < all.size() && size > 0; i++) {
        BitSet holds = Guards.values(all.get(i), slot).holds();
        useful |= holds.cardinality() < size;
        for (int v = holds.nextSetBit(0); v >= 0; v = holds.nextSetBit(v + 1)) {
          rows[v].set(i);
        }
      }
      return useful
          ? Optional.of(new ValueIndex(slot.number(), words(rows, all.size())))
          : Optional.empty();
    }

    long possible(long[] numbers, int w) {
      long value = numbers[place];
      return rows[value == Facts.ABSENT ? rows.length - 1 : (int) value][w];
    }
  }

  /// The rows that can hold whatever the set, and those that can per value in it.
  private record MemberIndex(int place, int width, long[] free, long[][] rows) {
    static Optional<MemberIndex> of(Slot slot, List<Logic> all) {
      int size = slot.enumeration().values().size();
      var rows = new BitSet[size];
      for (int v = 0; v < size; v++) {
        rows[v] = new BitSet();
      }
      var free = new BitSet();
      for (int i = 0; i < all.size(); i++) {
        var needed = Guards.members(all.get(i), slot);
        if (needed.isEmpty()) {
          free.set(i);
        } else {
          BitSet values = needed.get();
          for (int v = values.nextSetBit(0); v >= 0; v = values.nextSetBit(v + 1)) {
            rows[v].set(i);
          }
        }
      }
      int count = all.size();
      return free.cardinality() == count
          ? Optional.empty()
          : Optional.of(
              new MemberIndex(slot.number(), slot.width(), words(free, count), words(rows, count)));
    }

    long possible(long[] numbers, int w) {
      long possible = free[w];
      for (int i = 0; i < width; i++) {
        for (long set = numbers[place + i]; set != 0; set &= set - 1) {
          possible |= rows[(i << 6) + Long.numberOfTrailingZeros(set)][w];
        }
      }
      return possible;
    }
  }

  /// The rows that need one of some words in a text.
  private record WordIndex(int text, long[] guarded, Automaton automaton, long[][] rows) {
    static Optional<WordIndex> of(Slot slot, List<Logic> all) {
      var words = new WordRows();
      var guarded = new BitSet();
      for (int i = 0; i < all.size(); i++) {
        var needed = Guards.words(all.get(i), slot.text());
        if (needed.isPresent()) {
          guarded.set(i);
          words.add(needed.get(), i);
        }
      }
      if (guarded.cardinality() < WORTH_SCANNING) {
        return Optional.empty();
      }
      int count = all.size();
      return Optional.of(
          new WordIndex(slot.text(), words(guarded, count), words.automaton(), words.rows(count)));
    }

    /// Leaves out rows whose words are not there, if enough wait to make that worth while.
    long narrow(long possible, int w, String[] texts, long[][] found, int index) {
      long waiting = possible & guarded[w];
      if (found[index] == null) {
        if (Long.bitCount(waiting) < WORTH_SCANNING) {
          return possible;
        }
        found[index] = new long[guarded.length];
        automaton.collect(texts[text], rows, found[index]);
      }
      return possible & ~waiting | waiting & found[index][w];
    }
  }

  static long[] words(BitSet bits, int count) {
    long[] words = new long[(count + 63) / 64];
    long[] set = bits.toLongArray();
    System.arraycopy(set, 0, words, 0, set.length);
    return words;
  }

  private static long[][] words(BitSet[] rows, int count) {
    var words = new ArrayList<long[]>();
    for (BitSet row : rows) {
      words.add(words(row, count));
    }
    return words.toArray(long[][]::new);
  }
}
