package kr.ondam.rules;

/// When a conversation rests because the customer is silent, and how much of its slot it then takes
/// (휴면). A resting conversation does not count towards the channel's maximum. When the customer
/// returns it takes its whole weight again, even when the agent is then over capacity.
///
/// @param afterMillis silence after the agent's message, 0 for never by itself
/// @param sharePercent of the weight, 0 to 100, rounded down
public record Dormancy(long afterMillis, int sharePercent) {
  /// Only when the host says so, and at full weight.
  public static final Dormancy NONE = new Dormancy(0, 100);

  public Dormancy {
    if (afterMillis < 0) {
      throw new IllegalArgumentException("afterMillis: " + afterMillis + " (expected: >= 0)");
    }
    if (sharePercent < 0 || sharePercent > 100) {
      throw new IllegalArgumentException("sharePercent: " + sharePercent + " (expected: 0 to 100)");
    }
  }
}
