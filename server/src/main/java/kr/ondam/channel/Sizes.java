package kr.ondam.channel;

/// The checks of what a part may hold.
final class Sizes {
  private Sizes() {}

  static void text(String what, String text, int least, int most) {
    int length = text.length();
    if (length < least || length > most) {
      throw new IllegalArgumentException(
          what + ": " + length + " characters (expected: " + least + " to " + most + ")");
    }
  }

  static void count(String what, int count, int least, int most) {
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          what + ": " + count + " (expected: " + least + " to " + most + ")");
    }
  }

  static void degrees(String what, double value, int most) {
    if (!(value >= -most && value <= most)) {
      throw new IllegalArgumentException(
          what + ": " + value + " (expected: " + -most + " to " + most + ")");
    }
  }
}
