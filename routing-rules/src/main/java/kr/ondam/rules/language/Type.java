package kr.ondam.rules.language;

/// What kind of value a field holds.
public enum Type {
  /// 참 or 거짓.
  TRUTH("참/거짓", "truth"),
  /// A whole number.
  NUMBER("숫자", "number"),
  /// Free text, compared without regard to case, width, composition and invisible characters.
  TEXT("글자", "text"),
  /// A time of day, in minutes from midnight.
  CLOCK("시각", "time of day"),
  /// A length of time, in milliseconds.
  DURATION("시간", "duration"),
  /// One of the values of an enumeration.
  ENUMERATION("열거", "one of a list"),
  /// Any number of the values of an enumeration.
  SET("집합", "set");

  private final String korean;
  private final String english;

  Type(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  /// The word for it in a Korean message.
  public String korean() {
    return korean;
  }

  /// The word for it in an English message.
  public String english() {
    return english;
  }
}
