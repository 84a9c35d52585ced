package kr.ondam.rules;

/// A step that widens who may take a conversation (완화).
///
/// @param afterMillis counted from the arrival of the conversation, more than 0
/// @param requirement replaces the requirement from then on
/// @param beyond whether other partitions may take it as well (범위: 그룹)
public record Relaxation(long afterMillis, Bits requirement, boolean beyond) {
  public Relaxation {
    if (afterMillis < 1) {
      throw new IllegalArgumentException("afterMillis: " + afterMillis + " (expected: >= 1)");
    }
  }

  /// A step within the partition.
  public Relaxation(long afterMillis, Bits requirement) {
    this(afterMillis, requirement, false);
  }
}
