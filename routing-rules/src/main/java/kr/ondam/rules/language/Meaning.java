package kr.ondam.rules.language;

/// What a part of a condition stands for.
sealed interface Meaning {
  /// Something that holds or not.
  record Truth(Logic logic) implements Meaning {}

  /// A number, duration or clock time.
  record Amount(Type type, Linear sum) implements Meaning {}

  /// A field with one value of an enumeration.
  record Listed(Slot slot) implements Meaning {}

  /// A field with a set of values.
  record Several(Slot slot) implements Meaning {}

  /// A field with a text.
  record Text(Slot slot) implements Meaning {}

  /// A text in quotes.
  record Quoted(Syntax.Literal literal) implements Meaning {}

  /// Something wrong that has been reported already.
  record Wrong() implements Meaning {}
}
