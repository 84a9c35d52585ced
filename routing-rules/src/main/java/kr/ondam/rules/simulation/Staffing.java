package kr.ondam.rules.simulation;

/// How many agents a queue needs.
///
/// Times are in seconds; an infinite patience means that nobody gives up.
public final class Staffing {
  private Staffing() {}

  /// The fewest agents with which at least a share of arrivals is answered within so many seconds.
  public static int forServiceLevel(
      double perSecond,
      double handleSeconds,
      double patienceSeconds,
      double seconds,
      double share) {
    Erlang.checkShare("share", share);
    return fewest(
        perSecond, handleSeconds, patienceSeconds, queue -> queue.serviceLevel(seconds) >= share);
  }

  /// The fewest agents with which the mean wait is at most so many seconds.
  public static int forMeanWait(
      double perSecond, double handleSeconds, double patienceSeconds, double seconds) {
    Erlang.checkPositive("seconds", seconds);
    return fewest(perSecond, handleSeconds, patienceSeconds, queue -> queue.meanWait() <= seconds);
  }

  /// Square-root staffing: the load and `beta` times its root on top, rounded up.
  public static int squareRoot(double load, double beta) {
    Erlang.checkPositive("load", load);
    Erlang.check("beta", beta, beta > -10 && beta < 10, "> -10 and < 10");
    return Math.max(1, (int) Math.ceil(load + beta * Math.sqrt(load)));
  }

  /// The share of arrivals that waits under square-root staffing of a large queue without
  /// impatience (Halfin and Whitt); `beta` is more than 0.
  public static double waitProbability(double beta) {
    Erlang.checkPositive("beta", beta);
    return 1 / (1 + beta * normal(beta) / density(beta));
  }

  /// The `beta` with which a share of arrivals waits, the inverse of [#waitProbability(double)].
  public static double beta(double waitProbability) {
    Erlang.checkShare("waitProbability", waitProbability);
    double low = 1e-9;
    double high = 8;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (waitProbability(middle) > waitProbability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /// The normal distribution by its series, exact to rounding for |x| < 8.
  private static double normal(double x) {
    double term = x;
    double sum = x;
    for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && i < 500; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * density(x);
  }

  private static int fewest(
      double perSecond, double handleSeconds, double patienceSeconds, Goal goal) {
    int high = 1;
    while (!goal.reached(Erlang.queue(high, perSecond, handleSeconds, patienceSeconds))) {
      if (high == Erlang.MOST_AGENTS) {
        throw new IllegalArgumentException(
            "load: "
                + perSecond * handleSeconds
                + " (expected: a goal that "
                + Erlang.MOST_AGENTS
                + " agents reach)");
      }
      high = Math.min(Erlang.MOST_AGENTS, high * 2);
    }
    int low = high / 2;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (goal.reached(Erlang.queue(middle, perSecond, handleSeconds, patienceSeconds))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private interface Goal {
    boolean reached(StaffedQueue queue);
  }
}
