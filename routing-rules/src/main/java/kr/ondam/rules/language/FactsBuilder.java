package kr.ondam.rules.language;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the [Facts] of one conversation by the names of their fields, Korean or English. What
/// is not acceptable stays absent and is listed in [#refusals]; setting a field again replaces it.
public final class FactsBuilder {
  private final Vocabulary vocabulary;
  private final long[] numbers;
  private final String[] texts;
  private final List<Refusal> refusals = new ArrayList<>();

  FactsBuilder(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.numbers = new long[vocabulary.numbers()];
    this.texts = new String[vocabulary.texts()];
    Arrays.fill(texts, "");
    for (Slot slot : vocabulary.slots()) {
      numbers[slot.number()] = slot.field().type() == Type.SET ? 0 : Facts.ABSENT;
    }
  }

  /// Sets a field from how a person writes its value: `VIP`, `17`, `30초`, `09:00`, `참`, or any text
  /// for a text. A set gets this one value.
  public FactsBuilder put(String field, String value) {
    slot(field).ifPresent(slot -> read(slot, field, value));
    return this;
  }

  /// Sets a set to these values; values the vocabulary does not have are refused one by one.
  public FactsBuilder put(String field, List<String> values) {
    slot(field, Type.SET).ifPresent(slot -> readSet(slot, field, values));
    return this;
  }

  /// Sets a number, -[Limits#NUMBER] … [Limits#NUMBER].
  public FactsBuilder put(String field, long number) {
    slot(field, Type.NUMBER).ifPresent(slot -> putBounded(slot, field, number));
    return this;
  }

  /// Sets a truth.
  public FactsBuilder put(String field, boolean truth) {
    slot(field, Type.TRUTH).ifPresent(slot -> numbers[slot.number()] = truth ? 1 : 0);
    return this;
  }

  /// Sets a duration, to the millisecond.
  public FactsBuilder put(String field, Duration duration) {
    boolean bounded = duration.abs().compareTo(Duration.ofMillis(Limits.NUMBER)) <= 0;
    long millis = bounded ? duration.toMillis() : Limits.NUMBER + 1;
    slot(field, Type.DURATION).ifPresent(slot -> putBounded(slot, field, millis));
    return this;
  }

  /// Sets a time of day, to the minute.
  public FactsBuilder put(String field, LocalTime time) {
    slot(field, Type.CLOCK).ifPresent(slot -> numbers[slot.number()] = minutes(time));
    return this;
  }

  /// Sets facts as records of arrivals keep them: durations in milliseconds, the values of a set
  /// with [Facts#SEPARATOR] between them, everything else as a person writes it.
  public FactsBuilder putRecorded(Map<String, String> facts) {
    facts.forEach((field, value) -> {
      switch (vocabulary.slot(field).map(slot -> slot.field().type()).orElse(Type.TEXT)) {
        case SET -> put(field, List.of(value.split(Facts.SEPARATOR, -1)));
        case DURATION -> putRecordedDuration(field, value);
        default -> put(field, value);
      }
    });
    return this;
  }

  private void putRecordedDuration(String field, String value) {
    if (value.matches("[0-9]{1,15}")) {
      put(field, Duration.ofMillis(Long.parseLong(value)));
    } else {
      put(field, value);
    }
  }

  /// Sets `현재.시각`, `현재.요일` and `현재.공휴일`.
  ///
  /// @param local the time in the time zone of the tenant
  public FactsBuilder now(LocalDateTime local, boolean holiday) {
    put(Fields.TIME.korean(), local.toLocalTime());
    put(Fields.WEEKDAY.korean(), vocabulary.values("요일").get(local.getDayOfWeek().ordinal()));
    return put(Fields.HOLIDAY.korean(), holiday);
  }

  /// What was refused so far, in the order given.
  public List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  /// The facts that were accepted.
  public Facts build() {
    return new Facts(vocabulary, numbers.clone(), texts.clone());
  }

  private Optional<Slot> slot(String field) {
    var slot = vocabulary.slot(field);
    if (slot.isEmpty()) {
      var problem = NameProblems.unknownField(0, field.length(), field, vocabulary);
      refusals.add(new Refusal(field, Refusal.Part.FIELD, problem));
    }
    return slot;
  }

  private Optional<Slot> slot(String field, Type type) {
    var slot = slot(field);
    if (slot.isPresent() && slot.get().field().type() != type) {
      refuse(field, TypeProblems.notOfType(0, 0, slot.get().field()));
      return Optional.empty();
    }
    return slot;
  }

  private void read(Slot slot, String field, String value) {
    switch (slot.field().type()) {
      case TEXT -> {
        texts[slot.text()] = Folding.fold(value);
        numbers[slot.number()] = 0;
      }
      case ENUMERATION -> {
        int ordinal = slot.enumeration().ordinal(value);
        if (ordinal < 0) {
          refuse(field, NameProblems.notAValue(0, value.length(), value, slot.enumeration()));
        }
        numbers[slot.number()] = ordinal < 0 ? Facts.ABSENT : ordinal;
      }
      case SET -> readSet(slot, field, List.of(value));
      case NUMBER, CLOCK, DURATION, TRUTH -> readLiteral(slot, field, value);
    }
  }

  private void readSet(Slot slot, String field, List<String> values) {
    Arrays.fill(numbers, slot.number(), slot.number() + slot.width(), 0);
    for (String value : values) {
      int ordinal = slot.enumeration().ordinal(value);
      if (ordinal < 0) {
        refuse(field, NameProblems.notAValue(0, value.length(), value, slot.enumeration()));
      } else {
        numbers[slot.number() + (ordinal >> 6)] |= 1L << ordinal;
      }
    }
  }

  private void readLiteral(Slot slot, String field, String value) {
    numbers[slot.number()] = Facts.ABSENT;
    try {
      Type type = slot.field().type();
      boolean minus = value.startsWith("-") && (type == Type.NUMBER || type == Type.DURATION);
      var tokens = Lexer.read(minus ? value.substring(1) : value);
      var kind = tokens.getFirst().kind();
      boolean fits =
          switch (type) {
            case NUMBER -> kind == Kind.NUMBER;
            case CLOCK -> kind == Kind.CLOCK;
            case DURATION -> kind == Kind.DURATION;
            case TRUTH -> kind == Kind.TRUE || kind == Kind.FALSE;
            case TEXT, ENUMERATION, SET -> false;
          };
      if (!fits || tokens.size() != 2) {
        refuse(field, TypeProblems.notOfType(0, value.length(), slot.field()));
        return;
      }
      long number = kind == Kind.TRUE ? 1 : tokens.getFirst().value();
      numbers[slot.number()] = minus ? -number : number;
    } catch (Unreadable unreadable) {
      refuse(field, unreadable.problem());
    }
  }

  private void putBounded(Slot slot, String field, long number) {
    boolean bounded = number >= -Limits.NUMBER && number <= Limits.NUMBER;
    if (!bounded) {
      refuse(field, GrammarProblems.largeNumber(0, 0));
    }
    numbers[slot.number()] = bounded ? number : Facts.ABSENT;
  }

  private void refuse(String field, Problem problem) {
    refusals.add(new Refusal(field, Refusal.Part.VALUE, problem));
  }

  private static long minutes(LocalTime time) {
    return time.getHour() * 60L + time.getMinute();
  }
}
