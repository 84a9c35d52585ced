package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.List;

/// A checked condition as a tree of small tests. Evaluating one is calling it.
sealed interface Logic {
  boolean test(long[] numbers, String[] texts);

  /// Always the same.
  record Constant(boolean value) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return value;
    }
  }

  /// A truth that is 참.
  record Fact(Slot slot, int place) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return numbers[place] == 1;
    }
  }

  /// One value of an enumeration.
  record Value(Slot slot, int place, long ordinal) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return numbers[place] == ordinal;
    }
  }

  /// One of some values of an enumeration.
  record AnyValue(Slot slot, int place, long[] mask) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      long ordinal = numbers[place];
      return ordinal >= 0 && (mask[(int) (ordinal >> 6)] >>> ordinal & 1) != 0;
    }
  }

  /// Two fields of one enumeration with the same value.
  record SameValue(int left, int right) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return numbers[left] == numbers[right] && numbers[left] != Facts.ABSENT;
    }
  }

  /// A set that has one of some values.
  record AnyMember(Slot slot, int place, long[] mask) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      for (int i = 0; i < mask.length; i++) {
        if ((numbers[place + i] & mask[i]) != 0) {
          return true;
        }
      }
      return false;
    }
  }

  /// A number in a range, both ends included. `low` is more than [Facts#ABSENT].
  record Between(int place, long low, long high) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      long value = numbers[place];
      return value >= low && value <= high;
    }
  }

  /// A sum in a range, both ends included.
  record SumBetween(Linear sum, long low, long high) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      long value = sum.value(numbers);
      return value >= low && value <= high;
    }
  }

  /// A sum that is one of some numbers.
  record SumOneOf(Linear sum, long[] values) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      long value = sum.value(numbers);
      for (long one : values) {
        if (value == one) {
          return true;
        }
      }
      return false;
    }
  }

  /// A text that equals one of some folded texts.
  record SameText(Slot slot, int place, int text, List<String> others) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return numbers[place] != Facts.ABSENT && others.contains(texts[text]);
    }
  }

  /// Two text fields with the same text.
  record SameTexts(Slot left, Slot right) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return numbers[left.number()] != Facts.ABSENT
          && numbers[right.number()] != Facts.ABSENT
          && texts[left.text()].equals(texts[right.text()]);
    }
  }

  /// A text in which one of some words occurs.
  record Contains(Slot slot, int text, Needles needles) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return needles.in(texts[text]);
    }
  }

  /// A text that starts with one of some words.
  record Starts(Slot slot, int text, Needles needles) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return needles.startOf(texts[text]);
    }
  }

  /// Two truths that are equal.
  record Same(Logic left, Logic right) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return left.test(numbers, texts) == right.test(numbers, texts);
    }
  }

  /// The opposite.
  record Not(Logic inner) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      return !inner.test(numbers, texts);
    }
  }

  /// 그리고.
  record All(Logic[] parts) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      for (Logic part : parts) {
        if (!part.test(numbers, texts)) {
          return false;
        }
      }
      return true;
    }
  }

  /// 또는.
  record Any(Logic[] parts) implements Logic {
    @Override
    public boolean test(long[] numbers, String[] texts) {
      for (Logic part : parts) {
        if (part.test(numbers, texts)) {
          return true;
        }
      }
      return false;
    }
  }

  static Logic not(Logic inner) {
    return switch (inner) {
      case Constant constant -> new Constant(!constant.value());
      case Not not -> not.inner();
      default -> new Not(inner);
    };
  }

  /// Joins by 그리고 or 또는, leaving out what cannot change the answer.
  static Logic join(boolean all, List<Logic> parts) {
    var kept = new ArrayList<Logic>();
    for (Logic part : parts) {
      if (!(part instanceof Constant constant)) {
        kept.add(part);
      } else if (constant.value() != all) {
        return constant;
      }
    }
    if (kept.isEmpty()) {
      return new Constant(all);
    }
    var array = kept.toArray(Logic[]::new);
    return array.length == 1 ? array[0] : all ? new All(array) : new Any(array);
  }
}
