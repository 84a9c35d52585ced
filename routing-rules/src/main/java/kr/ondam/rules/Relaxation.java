package kr.ondam.rules;

/// A step that widens who may take a conversation (완화).
///
/// @param afterMillis counted from the arrival of the conversation, more than 0
/// @param requirement replaces the requirement from then on
public record Relaxation(long afterMillis, Bits requirement) {
  public Relaxation {
    if (afterMillis < 1) {
      throw new IllegalArgumentException("afterMillis: " + afterMillis + " (expected: >= 1)");
    }
  }
}
