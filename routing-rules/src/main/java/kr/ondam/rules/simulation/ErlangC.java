package kr.ondam.rules.simulation;

/// A queue in which everybody waits as long as it takes (M/M/c).
///
/// @param perSecond arrivals per second
/// @param handleSeconds mean handle time
public record ErlangC(int agents, double perSecond, double handleSeconds) implements StaffedQueue {
  public ErlangC {
    Erlang.checkAgents(agents);
    Erlang.checkPositive("perSecond", perSecond);
    Erlang.checkPositive("handleSeconds", handleSeconds);
  }

  private double load() {
    return perSecond * handleSeconds;
  }

  private boolean steady() {
    return load() < agents;
  }

  /// How much faster the queue shrinks than it grows, per second.
  private double drain() {
    return agents / handleSeconds - perSecond;
  }

  @Override
  public double waitProbability() {
    if (!steady()) {
      return 1;
    }
    double blocked = Erlang.b(agents, load());
    return blocked / (1 - load() / agents * (1 - blocked));
  }

  @Override
  public double abandonProbability() {
    return 0;
  }

  @Override
  public double meanWait() {
    return steady() ? waitProbability() / drain() : Double.POSITIVE_INFINITY;
  }

  @Override
  public double queueLength() {
    return perSecond * meanWait();
  }

  @Override
  public double occupancy() {
    return Math.min(1, load() / agents);
  }

  @Override
  public double serviceLevel(double seconds) {
    Erlang.checkSeconds(seconds);
    return steady() ? 1 - waitProbability() * Math.exp(-drain() * seconds) : 0;
  }

  @Override
  public double waitQuantile(double share) {
    Erlang.checkShare("share", share);
    if (!steady()) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(0, Math.log(waitProbability() / (1 - share)) / drain());
  }
}
