package kr.ondam.rules.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// How much an agent of a centre may hold at once (정원).
///
/// @param total most weight units of an agent, empty where the agent's own 정원 alone counts
/// @param channels by the channel's name, in the order of the file
public record CapacityRule(
    OptionalInt total, Map<String, Share> channels, Optional<Dormant> dormant) {
  private static final int DESK = 100;

  public CapacityRule {
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
  }

  /// What a conversation of a channel takes. A channel the rules do not limit takes a quarter of a
  /// desk, four at most.
  public Share share(String channel) {
    Share given = channels.get(channel);
    return given == null ? new Share(Math.max(1, desk() / 4), 4) : given;
  }

  /// Weight units of a whole desk.
  int desk() {
    return total.orElse(DESK);
  }

  /// Whether an agent with nothing else to do can take one conversation of a channel. Without a
  /// total of the rules the agent's own counts, which is not known here.
  boolean fits(String channel) {
    Share share = channels.get(channel);
    return share == null || (share.most() > 0 && share.weight() <= total.orElse(Integer.MAX_VALUE));
  }

  /// What one conversation of a channel takes, and how many at most.
  public record Share(int weight, int most) {}

  /// When a silent customer's conversation takes less of the desk (휴면).
  ///
  /// @param percent of its weight that it keeps, 1 to 100
  public record Dormant(long silentMillis, int percent) {}
}
