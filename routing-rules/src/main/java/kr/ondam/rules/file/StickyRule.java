package kr.ondam.rules.file;

import java.util.Optional;
import kr.ondam.rules.language.Condition;
import kr.ondam.rules.language.Facts;

/// Whether a conversation goes to the agent who knows the customer (이력상담사).
///
/// @param periodMillis how long ago the last conversation may be
/// @param holdMillis how long it waits for nobody else
/// @param condition for whom it waits; without one, for everybody
/// @param periodAt where the period stands, empty for the default
/// @param holdAt where the hold stands, empty for the default
/// @param conditionAt where the condition stands
public record StickyRule(
    boolean enabled,
    long periodMillis,
    long holdMillis,
    Optional<Condition> condition,
    Optional<Position> periodAt,
    Optional<Position> holdAt,
    Optional<Position> conditionAt) {
  /// How long a conversation waits for its agent; 0 means only if able at once.
  public long holdMillis(Facts facts) {
    return condition.isEmpty() || condition.get().test(facts) ? holdMillis : 0;
  }
}
