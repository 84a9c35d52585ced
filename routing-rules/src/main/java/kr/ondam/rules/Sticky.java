package kr.ondam.rules;

/// The agent who knows the customer from before (이력상담사).
///
/// @param agent the agent, or [Partition#NOBODY]
/// @param holdMillis how long the conversation waits for nobody else; 0 means only if able now
public record Sticky(long agent, long holdMillis) {
  /// Nobody is preferred.
  public static final Sticky NONE = new Sticky(Partition.NOBODY, 0);

  public Sticky {
    if (holdMillis < 0) {
      throw new IllegalArgumentException("holdMillis: " + holdMillis + " (expected: >= 0)");
    }
  }
}
