package kr.ondam.rules.simulation;

/// Closed formulas for one queue with alike agents: Erlang-B, -C and -A (routing.md 2).
///
/// Times are in seconds, rates per second. `load` is the offered load in Erlang: arrivals per
/// second times the mean handle time.
public final class Erlang {
  /// Most agents a formula takes.
  public static final int MOST_AGENTS = 100_000;

  /// When more than this arrive during a patience, to give up makes hardly a difference unless
  /// there are too few agents, and following them takes seconds.
  private static final double MOST_FOLLOWED = 10_000;

  private Erlang() {}

  /// Erlang-B: the share of arrivals that find all agents busy when nobody waits.
  public static double b(int agents, double load) {
    checkAgents(agents);
    check("load", load, load > 0 && load <= MOST_AGENTS, "> 0 and <= " + MOST_AGENTS);
    double inverse = 1;
    for (int k = 1; k <= agents; k++) {
      inverse = 1 + inverse * k / load;
    }
    return 1 / inverse;
  }

  /// Erlang-C: everybody waits as long as it takes. With too few agents the queue has no steady
  /// state, and the wait is infinite.
  public static ErlangC c(int agents, double perSecond, double handleSeconds) {
    return new ErlangC(agents, perSecond, handleSeconds);
  }

  /// Erlang-A: customers give up after an exponential time of mean `patienceSeconds`.
  public static ErlangA a(
      int agents, double perSecond, double handleSeconds, double patienceSeconds) {
    return ErlangA.of(agents, perSecond, handleSeconds, patienceSeconds);
  }

  /// Erlang-A, or Erlang-C when the patience is infinite or so long that more than 10,000 arrive
  /// during it.
  public static StaffedQueue queue(
      int agents, double perSecond, double handleSeconds, double patienceSeconds) {
    return perSecond * patienceSeconds > MOST_FOLLOWED
        ? c(agents, perSecond, handleSeconds)
        : a(agents, perSecond, handleSeconds, patienceSeconds);
  }

  static void checkAgents(int agents) {
    check("agents", agents, agents >= 1 && agents <= MOST_AGENTS, "1 to " + MOST_AGENTS);
  }

  static void checkPositive(String name, double value) {
    check(name, value, value > 0 && value < Double.POSITIVE_INFINITY, "> 0");
  }

  static void checkShare(String name, double value) {
    check(name, value, value > 0 && value < 1, "> 0 and < 1");
  }

  static void checkSeconds(double seconds) {
    check("seconds", seconds, seconds >= 0 && seconds < Double.POSITIVE_INFINITY, ">= 0");
  }

  /// `good` must be false for a number that is none.
  static void check(String name, double value, boolean good, String expected) {
    if (!good) {
      String shown = value == Math.rint(value) ? Long.toString((long) value) : "" + value;
      throw new IllegalArgumentException(
          name
              + ": "
              + (Double.isFinite(value) ? shown : "" + value)
              + " (expected: "
              + expected
              + ")");
    }
  }
}
