package kr.ondam.rules.language;

/// The smallest meaningful piece of a condition.
///
/// @param text a name or the content of a text in quotes, otherwise as written
/// @param value of a number, of a duration in milliseconds, of a clock time in minutes; else 0
record Token(Kind kind, int offset, int length, String text, long value) {
  int end() {
    return offset + length;
  }
}
