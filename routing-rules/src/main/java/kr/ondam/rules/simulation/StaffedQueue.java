package kr.ondam.rules.simulation;

/// What a formula says about a queue with a given number of agents, in the long run.
public sealed interface StaffedQueue permits ErlangC, ErlangA {
  int agents();

  /// Share of arrivals that wait at all.
  double waitProbability();

  /// Share of arrivals that give up.
  double abandonProbability();

  /// Mean wait of all arrivals in seconds, also of those who give up; may be infinite.
  double meanWait();

  /// Mean number of those who wait; may be infinite.
  double queueLength();

  /// Share of the time an agent is busy.
  double occupancy();

  /// Share of arrivals that are answered within so many seconds.
  double serviceLevel(double seconds);

  /// The wait in seconds that a share of arrivals does not exceed, however it ends; may be
  /// infinite.
  double waitQuantile(double share);
}
