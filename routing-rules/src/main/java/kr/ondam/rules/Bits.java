package kr.ondam.rules;

import java.util.Arrays;

/// An immutable set of small numbers: what an agent can do, or what a conversation requires.
///
/// A skill level is written as a prefix: level 3 of a skill is its bits 1, 2 and 3, both for the
/// agent who has it and for the conversation that requires it. A centre or a region is one bit.
/// Wider requirements are then always subsets of narrower ones (routing.md 4.1, I7).
public final class Bits implements Comparable<Bits> {
  /// The highest level of a skill.
  public static final int LEVELS = 5;

  /// Requires nothing; as an agent's bits: can do nothing in particular.
  public static final Bits NONE = new Bits(new long[0]);

  private static final int HIGHEST = 1 << 16;

  private final long[] words;
  private final int hash;

  private Bits(long[] words) {
    this.words = words;
    this.hash = Arrays.hashCode(words);
  }

  /// The set of the given numbers, each 0 to 65535.
  public static Bits of(int... numbers) {
    int highest = -1;
    for (int number : numbers) {
      if (number < 0 || number >= HIGHEST) {
        throw new IllegalArgumentException("bit: " + number + " (expected: 0 to 65535)");
      }
      highest = Math.max(highest, number);
    }
    long[] words = new long[(highest >> 6) + 1];
    for (int number : numbers) {
      words[number >> 6] |= 1L << (number & 63);
    }
    return new Bits(words);
  }

  /// The bits of levels 1 to `level` of the skill whose first bit is `first`; none for level 0.
  public static Bits level(int first, int level) {
    if (level < 0 || level > LEVELS) {
      throw new IllegalArgumentException("level: " + level + " (expected: 0 to " + LEVELS + ")");
    }
    int[] numbers = new int[level];
    for (int i = 0; i < level; i++) {
      numbers[i] = first + i;
    }
    return of(numbers);
  }

  /// What is in this set, in the other, or in both.
  public Bits with(Bits other) {
    Bits longer = words.length >= other.words.length ? this : other;
    Bits shorter = longer == this ? other : this;
    long[] union = longer.words.clone();
    for (int i = 0; i < shorter.words.length; i++) {
      union[i] |= shorter.words[i];
    }
    return new Bits(union);
  }

  /// What is in this set and not in the other.
  public Bits without(Bits other) {
    long[] left = words.clone();
    for (int i = 0; i < Math.min(left.length, other.words.length); i++) {
      left[i] &= ~other.words[i];
    }
    int length = left.length;
    while (length > 0 && left[length - 1] == 0) {
      length--;
    }
    return new Bits(Arrays.copyOf(left, length));
  }

  /// Whether everything required is in this set.
  public boolean covers(Bits required) {
    for (int i = 0; i < required.words.length; i++) {
      long mine = i < words.length ? words[i] : 0;
      if ((required.words[i] & ~mine) != 0) {
        return false;
      }
    }
    return true;
  }

  /// How many numbers both sets have; with a mask of whole skills this is the sum of the levels.
  public int common(Bits other) {
    int common = 0;
    for (int i = 0; i < Math.min(words.length, other.words.length); i++) {
      common += Long.bitCount(words[i] & other.words[i]);
    }
    return common;
  }

  public boolean has(int number) {
    return covers(of(number));
  }

  /// Any fixed total order; it only keeps iteration the same in every run.
  @Override
  public int compareTo(Bits other) {
    return this == other ? 0 : Arrays.compare(words, other.words);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Bits that && hash == that.hash && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// The numbers in ascending order, as `{1, 5}`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int number = 0; number < words.length * 64; number++) {
      if ((words[number >> 6] & (1L << (number & 63))) != 0) {
        text.append(text.length() == 1 ? "" : ", ").append(number);
      }
    }
    return text.append('}').toString();
  }
}
