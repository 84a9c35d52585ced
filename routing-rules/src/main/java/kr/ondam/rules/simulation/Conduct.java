package kr.ondam.rules.simulation;

/// How agents behave.
///
/// @param slowdown by how much each further conversation an agent has lengthens the next one; 0.35
///   makes the second take 35 % longer
/// @param answering how long an agent takes to accept an offer
/// @param returnMillis after how long an agent who missed too many offers is back
/// @param handlesByStart whether the n-th conversation to start has the n-th handle time, instead
///   of each conversation its own; then the order of service cannot change the mean wait
/// @param seed of the answering times
public record Conduct(
    double slowdown, Distribution answering, long returnMillis, boolean handlesByStart, long seed) {
  /// Every conversation takes its own time, offers are accepted at once.
  public static final Conduct PLAIN =
      new Conduct(0, new Distribution.Constant(0), 60_000, false, 0);

  public Conduct {
    Erlang.check("slowdown", slowdown, slowdown >= 0 && slowdown <= 10, "0 to 10");
    Erlang.check("returnMillis", returnMillis, returnMillis >= 1, ">= 1");
  }

  Conduct withSeed(long other) {
    return new Conduct(slowdown, answering, returnMillis, handlesByStart, other);
  }
}
