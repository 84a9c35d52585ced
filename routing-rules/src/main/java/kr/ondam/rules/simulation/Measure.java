package kr.ondam.rules.simulation;

/// One of the figures that are reported.
public enum Measure {
  /// How many arrived.
  ARRIVED,
  /// Share of arrivals that waited at all.
  DELAYED,
  /// Mean wait of all arrivals in seconds, however it ended.
  MEAN_WAIT,
  /// The wait in seconds that half of the arrivals do not exceed.
  MEDIAN_WAIT,
  /// The wait in seconds that 95 of 100 arrivals do not exceed.
  P95_WAIT,
  /// The longest wait in seconds.
  WORST_WAIT,
  /// Share of arrivals answered within the target.
  SERVICE_LEVEL,
  /// Share of arrivals that gave up.
  ABANDONED,
  /// How many were never answered although they did not give up.
  UNSERVED,
  /// Mean handle time of those answered, in seconds.
  MEAN_HANDLE,
  /// Share of the answered with a preferred agent who got that agent.
  FAVOURED,
  /// Share of the agents' time on duty with at least one conversation or wrap-up.
  OCCUPANCY,
  /// Jain index of the agents' share of idle time; 1 is equal.
  IDLE_FAIRNESS,
  /// Jain index of the conversations an agent answers per hour on duty; 1 is equal.
  LOAD_FAIRNESS,
  /// Hours that agents worked after they had stopped for the day, that is for more than four hours.
  OVERTIME;

  /// What kind of number it is.
  public Unit unit() {
    return switch (this) {
      case ARRIVED, UNSERVED -> Unit.COUNT;
      case DELAYED, SERVICE_LEVEL, ABANDONED, FAVOURED, OCCUPANCY -> Unit.SHARE;
      case MEAN_WAIT, MEDIAN_WAIT, P95_WAIT, WORST_WAIT, MEAN_HANDLE -> Unit.SECONDS;
      case IDLE_FAIRNESS, LOAD_FAIRNESS -> Unit.INDEX;
      case OVERTIME -> Unit.HOURS;
    };
  }

  /// How a figure is written.
  public enum Unit {
    COUNT,
    SHARE,
    SECONDS,
    INDEX,
    HOURS
  }
}
