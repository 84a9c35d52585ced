package kr.ondam.rules;

/// The settings that hold for a whole partition (배정).
///
/// @param rules identifies the effective rule files; every decision carries it
/// @param offerMillis how long an offer stands, 1 or more
/// @param automatic whether conversations are assigned without being accepted first
/// @param exclusionMillis how long a conversation is not offered again to an agent who declined,
///   missed or gave it away, 0 or more
/// @param missesToClose consecutive declined or expired offers after which an agent is closed; 0 is
///   never
/// @param fairness most assignments of an agent per hour (시간당최대)
public record Policy(
    String rules,
    Strategy strategy,
    long offerMillis,
    boolean automatic,
    long exclusionMillis,
    int missesToClose,
    Fairness fairness) {
  public Policy {
    if (offerMillis < 1) {
      throw new IllegalArgumentException("offerMillis: " + offerMillis + " (expected: >= 1)");
    }
    if (exclusionMillis < 0) {
      throw new IllegalArgumentException(
          "exclusionMillis: " + exclusionMillis + " (expected: >= 0)");
    }
    if (missesToClose < 0) {
      throw new IllegalArgumentException("missesToClose: " + missesToClose + " (expected: >= 0)");
    }
  }

  /// Without 시간당최대.
  public Policy(
      String rules,
      Strategy strategy,
      long offerMillis,
      boolean automatic,
      long exclusionMillis,
      int missesToClose) {
    this(rules, strategy, offerMillis, automatic, exclusionMillis, missesToClose, Fairness.NONE);
  }

  /// 여유우선, 30 seconds to accept, 60 seconds excluded, closed after 2 misses.
  public static Policy standard(String rules) {
    return new Policy(rules, Strategy.LEAST_LOADED, 30_000, false, 60_000, 2);
  }
}
