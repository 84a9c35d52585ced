package kr.ondam.rules.language;

/// A fact that was not accepted; the field stays absent.
///
/// @param field as it was given
/// @param part whether the field's name or its value is wrong
/// @param problem with its place inside the name or the value
public record Refusal(String field, Part part, Problem problem) {
  /// What of a fact is wrong.
  public enum Part {
    FIELD,
    VALUE
  }
}
