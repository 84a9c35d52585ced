package kr.ondam.rules.language;

/// A fact of a conversation that a condition may ask for, under its two spellings.
///
/// @param korean such as `고객.등급`
/// @param english such as `customer.grade`
/// @param enumeration the name of the enumeration its values come from, such as `고객등급`; empty
///   unless the type is [Type#ENUMERATION] or [Type#SET]
public record Field(String korean, String english, Type type, String enumeration) {
  public Field {
    boolean listed = type == Type.ENUMERATION || type == Type.SET;
    if (listed == enumeration.isEmpty()) {
      throw new IllegalArgumentException(
          "enumeration: '"
              + enumeration
              + "' of "
              + korean
              + " (expected: only with a listed type)");
    }
  }

  /// A field of a type that needs no enumeration.
  public Field(String korean, String english, Type type) {
    this(korean, english, type, "");
  }

  boolean listed() {
    return !enumeration.isEmpty();
  }

  String name(Spelling spelling) {
    return spelling == Spelling.KOREAN ? korean : english;
  }
}
