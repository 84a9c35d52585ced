package kr.ondam.rules.language;

/// Where the value of a field stands in [Facts].
///
/// @param number its first place among the numbers. A listed field has the ordinal of its value
///   there, a set one `long` per 64 values, a text 0 once it is present
/// @param text its place among the texts; -1 for other types
/// @param enumeration of a listed field; without values for others
record Slot(Field field, int number, int text, Enumeration enumeration) {
  int width() {
    return field.type() == Type.SET ? enumeration.words() : 1;
  }
}
