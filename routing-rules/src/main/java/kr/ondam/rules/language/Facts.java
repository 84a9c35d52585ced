package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.ondam.rules.English;

/// What is known about one conversation when its conditions are looked at. Immutable.
///
/// A fact that is not known is *absent*: it equals nothing, is in no list, contains nothing and is
/// neither less nor greater than anything, so every comparison with it is false. `!=`, `not in` and
/// `아님` are the exact opposites of `==`, `in` and what they stand before, so with an absent fact
/// they are true.
///
/// Every fact is set by name. Nothing a customer writes is ever read for facts.
public final class Facts {
  /// Stands between the values of a set in a record; no value of a recorded set has it.
  public static final String SEPARATOR = ",";

  /// Stands in the place of an absent number; no acceptable number comes near it.
  static final long ABSENT = Long.MIN_VALUE;

  private final Vocabulary vocabulary;
  private final long[] numbers;
  private final String[] texts;

  Facts(Vocabulary vocabulary, long[] numbers, String[] texts) {
    this.vocabulary = vocabulary;
    this.numbers = numbers;
    this.texts = texts;
  }

  /// A builder in which every fact is absent.
  public static FactsBuilder in(Vocabulary vocabulary) {
    return new FactsBuilder(vocabulary);
  }

  /// The vocabulary these facts are in.
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The value of an enumeration; empty when it is absent, or when the field is of another type.
  public Optional<String> value(Field field) {
    return vocabulary
        .slot(field.korean())
        .filter(slot -> slot.field().type() == Type.ENUMERATION && present(slot))
        .map(slot -> show(slot, Spelling.KOREAN));
  }

  long[] numbers() {
    return numbers;
  }

  String[] texts() {
    return texts;
  }

  boolean present(Slot slot) {
    return slot.field().type() == Type.SET || numbers[slot.number()] != ABSENT;
  }

  /// The values of a set that are in it.
  List<String> members(Slot slot) {
    var members = new ArrayList<String>();
    var values = slot.enumeration().values();
    for (int i = 0; i < values.size(); i++) {
      if ((numbers[slot.number() + (i >> 6)] >>> i & 1) != 0) {
        members.add(values.get(i));
      }
    }
    return members;
  }

  /// The fact as an administrator reads it. A text is shown by its length only: what customers
  /// write does not belong into explanations.
  String show(Slot slot, Spelling spelling) {
    boolean korean = spelling == Spelling.KOREAN;
    if (!present(slot)) {
      return korean ? "없음" : "none";
    }
    long number = numbers[slot.number()];
    return switch (slot.field().type()) {
      case TRUTH -> (number != 0 ? Kind.TRUE : Kind.FALSE).in(spelling);
      case NUMBER -> Long.toString(number);
      case CLOCK -> Unit.clock(number);
      case DURATION -> Unit.print(number, spelling);
      case ENUMERATION -> slot.enumeration().values().get((int) number);
      case SET -> members(slot).toString();
      case TEXT -> {
        int length = texts[slot.text()].length();
        yield korean ? length + "자" : English.count(length, "character");
      }
    };
  }
}
