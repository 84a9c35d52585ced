package kr.ondam.rules.simulation;

import java.util.Arrays;

/// A queue whose customers give up after an exponential time (M/M/c+M).
///
/// The states are weighed by logarithms, so that a thousand agents lose nothing to rounding. How a
/// wait ends is followed for a tagged arrival by uniformisation (routing.md 2).
public final class ErlangA implements StaffedQueue {
  /// States less likely than e^-60 of the likeliest are left out.
  private static final double NEGLIGIBLE = -60;

  /// Above this the queue would have more states than are worth adding up.
  private static final double MOST_WAITING = 1_000_000;

  private final int agents;
  private final double perSecond;
  private final double service;
  private final double giveUp;

  /// Probabilities that an arrival finds so many before it in the queue, all agents busy.
  private final double[] ahead;

  private final double busy;

  private ErlangA(int agents, double perSecond, double service, double giveUp, double[] states) {
    this.agents = agents;
    this.perSecond = perSecond;
    this.service = service;
    this.giveUp = giveUp;
    double working = 0;
    for (int k = 0; k < states.length; k++) {
      working += Math.min(k, agents) * states[k];
    }
    busy = working;
    ahead =
        states.length > agents ? Arrays.copyOfRange(states, agents, states.length) : new double[0];
  }

  static ErlangA of(int agents, double perSecond, double handleSeconds, double patienceSeconds) {
    Erlang.checkAgents(agents);
    Erlang.checkPositive("perSecond", perSecond);
    Erlang.checkPositive("handleSeconds", handleSeconds);
    Erlang.checkPositive("patienceSeconds", patienceSeconds);
    double waiting = perSecond * patienceSeconds;
    Erlang.check("perSecond * patienceSeconds", waiting, waiting <= MOST_WAITING, "<= 1000000");
    double service = 1 / handleSeconds;
    double giveUp = 1 / patienceSeconds;
    return new ErlangA(
        agents, perSecond, service, giveUp, states(agents, perSecond, service, giveUp));
  }

  private static double[] states(int agents, double perSecond, double service, double giveUp) {
    double[] logs = new double[agents + 64];
    double likeliest = 0;
    int count = 1;
    for (int k = 1; ; k++) {
      double death = Math.min(k, agents) * service + Math.max(0, k - agents) * giveUp;
      double log = logs[k - 1] + Math.log(perSecond / death);
      if (log < likeliest + NEGLIGIBLE && death > perSecond) {
        break;
      }
      if (k == logs.length) {
        logs = Arrays.copyOf(logs, 2 * logs.length);
      }
      logs[k] = log;
      likeliest = Math.max(likeliest, log);
      count++;
    }
    double[] states = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      states[k] = Math.exp(logs[k] - likeliest);
      sum += states[k];
    }
    for (int k = 0; k < count; k++) {
      states[k] /= sum;
    }
    return states;
  }

  @Override
  public int agents() {
    return agents;
  }

  @Override
  public double waitProbability() {
    return Arrays.stream(ahead).sum();
  }

  @Override
  public double abandonProbability() {
    return giveUp * queueLength() / perSecond;
  }

  @Override
  public double meanWait() {
    return queueLength() / perSecond;
  }

  @Override
  public double queueLength() {
    double length = 0;
    for (int j = 1; j < ahead.length; j++) {
      length += j * ahead[j];
    }
    return length;
  }

  @Override
  public double occupancy() {
    return busy / agents;
  }

  @Override
  public double serviceLevel(double seconds) {
    Erlang.checkSeconds(seconds);
    return Math.clamp(1 - waitProbability() + follow(seconds).answered, 0.0, 1.0);
  }

  @Override
  public double waitQuantile(double share) {
    Erlang.checkShare("share", share);
    double late = 1 - share;
    if (waitProbability() <= late) {
      return 0;
    }
    double high = 1 / giveUp;
    while (follow(high).waiting > late) {
      high *= 2;
    }
    double low = 0;
    while (high - low > 1e-6 * high) {
      double middle = (low + high) / 2;
      if (follow(middle).waiting > late) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /// Follows those who had to wait for so many seconds.
  private Fate follow(double seconds) {
    if (ahead.length == 0) {
      return new Fate(0, 0);
    }
    double serve = agents * service;
    double rate = serve + ahead.length * giveUp;
    double expected = rate * seconds;
    double[] at = ahead.clone();
    double answered = 0;
    double logWeight = -expected;
    double known = 0;
    double answeredThen = 0;
    double waitingThen = 0;
    double last = expected + 12 * Math.sqrt(expected) + 60;
    for (int n = 0; n <= last; n++) {
      double weight = Math.exp(logWeight);
      if (weight > 0) {
        known += weight;
        answeredThen += weight * answered;
        waitingThen += weight * Arrays.stream(at).sum();
      }
      answered += at[0] * serve / rate;
      step(at, serve, rate);
      logWeight += Math.log(expected / (n + 1));
    }
    return new Fate(answeredThen / known, waitingThen / known);
  }

  /// One jump of the uniformised chain: somebody ahead is served or gives up, or the tagged one
  /// gives up, or nothing.
  private void step(double[] at, double serve, double rate) {
    for (int j = 0; j < at.length; j++) {
      double leave = serve + (j + 1) * giveUp;
      double stay = at[j] * (1 - leave / rate);
      double closer = j + 1 < at.length ? at[j + 1] * (serve + (j + 1) * giveUp) / rate : 0;
      at[j] = stay + closer;
    }
  }

  private record Fate(double answered, double waiting) {}
}
