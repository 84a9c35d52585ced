package kr.ondam.rules.language;

import java.util.Arrays;

/// A sum of numeric facts and a constant. Absent as soon as one of its facts is.
///
/// Cannot overflow: it has at most [Limits#NODES] terms of at most [Limits#NUMBER].
///
/// @param plus the places of the facts to add
/// @param minus the places of those to subtract
record Linear(long constant, int[] plus, int[] minus) {
  static Linear constant(long value) {
    return new Linear(value, new int[0], new int[0]);
  }

  static Linear fact(int place) {
    return new Linear(0, new int[] {place}, new int[0]);
  }

  Linear plus(Linear other) {
    return new Linear(
        constant + other.constant, joined(plus, other.plus), joined(minus, other.minus));
  }

  Linear minus(Linear other) {
    return new Linear(
        constant - other.constant, joined(plus, other.minus), joined(minus, other.plus));
  }

  boolean fixed() {
    return plus.length == 0 && minus.length == 0;
  }

  /// The place of the only fact, if this is just that fact and a constant; else -1.
  int only() {
    return plus.length == 1 && minus.length == 0 ? plus[0] : -1;
  }

  long value(long[] numbers) {
    long sum = constant;
    for (int place : plus) {
      long value = numbers[place];
      if (value == Facts.ABSENT) {
        return Facts.ABSENT;
      }
      sum += value;
    }
    for (int place : minus) {
      long value = numbers[place];
      if (value == Facts.ABSENT) {
        return Facts.ABSENT;
      }
      sum -= value;
    }
    return sum;
  }

  private static int[] joined(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
