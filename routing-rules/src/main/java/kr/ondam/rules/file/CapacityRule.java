package kr.ondam.rules.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How much an agent of a centre may hold at once (정원).
///
/// @param total weight units of a whole desk
/// @param channels by the channel's name, in the order of the file
public record CapacityRule(int total, Map<String, Share> channels, Optional<Dormant> dormant) {
  public CapacityRule {
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
  }

  /// What one conversation of a channel takes, and how many at most.
  public record Share(int weight, int most) {}

  /// When a silent customer's conversation takes less of the desk (휴면).
  ///
  /// @param percent of its weight that it keeps, 1 to 100
  public record Dormant(long silentMillis, int percent) {}
}
