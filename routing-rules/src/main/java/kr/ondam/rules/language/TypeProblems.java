package kr.ondam.rules.language;

/// The sentences about values and operators that do not go together.
final class TypeProblems {
  private TypeProblems() {}

  /// A fact that is given in a form its field does not have.
  static Problem notOfType(int offset, int length, Field field) {
    String example =
        switch (field.type()) {
          case TRUTH -> "참, 거짓";
          case NUMBER -> "3";
          case TEXT -> "안녕하세요";
          case CLOCK -> "09:00";
          case DURATION -> "30초, 5분, 2시간";
          case ENUMERATION -> "VIP";
          case SET -> "[재문의]";
        };
    return new Problem(
        offset,
        length,
        field.korean() + " 값은 " + field.type().korean() + "입니다. 예: " + example,
        "The value of "
            + field.english()
            + " is a "
            + field.type().english()
            + ", for example "
            + example);
  }
}
