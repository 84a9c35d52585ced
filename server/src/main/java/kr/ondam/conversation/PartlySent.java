package kr.ondam.conversation;

import java.util.Set;
import java.util.UUID;

/// How far a message came that was not brought to its end.
///
/// @param answered how many of its calls the provider has taken
/// @param leftBehind the files of its parts that were away when its first call was made; its other
///   calls are counted without them
public record PartlySent(int answered, Set<UUID> leftBehind) {
  /// Nothing of it was taken.
  public static final PartlySent NOTHING = new PartlySent(0, Set.of());

  public PartlySent {
    if (answered < 0) {
      throw new IllegalArgumentException("answered: " + answered + " (expected: >= 0)");
    }
    leftBehind = Set.copyOf(leftBehind);
  }
}
