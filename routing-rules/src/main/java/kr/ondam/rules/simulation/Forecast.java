package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a history says about each queue and half hour of a day, by Erlang-A.
///
/// @param slots by queue and half hour; half hours without arrivals are missing
public record Forecast(List<Slot> slots) {
  private static final long HALF_HOUR = 1_800_000;
  private static final double SECOND = 1000;
  private static final int HALF_HOURS = 48;

  /// Fewer observations than this say less than those of the whole queue.
  private static final int ENOUGH = 10;

  /// Eight half hours. Customers who are more patient on average do not give up in a half hour so
  /// that it shows: with too few agents the queue just grows.
  private static final double MOST_PATIENT = 14_400;

  /// No number of agents answers everybody in time for certain.
  private static final double NEARLY_ALL = 0.999;

  public Forecast {
    slots = List.copyOf(slots);
  }

  /// Who works and what is wanted.
  public interface Plan {
    /// Conversations that can be held at once in a queue and half hour; 0 when unknown.
    int agents(String queue, int halfHour);

    /// The wait in milliseconds that counts as in time.
    long targetMillis(String queue);

    /// The share to be answered in time, between 0 and 1; more than 0.999 counts as that.
    double targetShare(String queue);
  }

  /// A half hour of a queue.
  ///
  /// @param halfHour 0 is 00:00 to 00:30
  /// @param observed arrivals in the history
  /// @param patienceSeconds infinite when nobody ever gave up
  /// @param agents of the plan, 0 when unknown
  /// @param meanWait forecast with the planned agents, in seconds; NaN when unknown, infinite when
  ///   they are too few for customers who hardly give up
  /// @param serviceLevel forecast with the planned agents; NaN when unknown
  /// @param required agents for the target, 0 when no number that a formula takes reaches it
  /// @param squareRoot agents by the square-root rule at the same share of waiting, 0 when unknown
  public record Slot(
      String queue,
      int halfHour,
      int observed,
      double perHour,
      double handleSeconds,
      double patienceSeconds,
      int agents,
      double meanWait,
      double serviceLevel,
      int required,
      int squareRoot) {
    /// The offered load in Erlang.
    public double load() {
      return perHour / 3600 * handleSeconds;
    }
  }

  /// How a forecast did on conversations it had not seen.
  ///
  /// @param forecastSeconds mean wait by the forecast, weighed with what really arrived
  /// @param observedSeconds mean wait as it was
  /// @param conversations in half hours that have a forecast
  /// @param overloaded half hours left out, because their forecast is endless or there is none
  public record SelfCheck(
      String queue,
      double forecastSeconds,
      double observedSeconds,
      int conversations,
      int overloaded) {}

  /// Forecasts a day from the history of several days.
  ///
  /// @param days how many days the history spans
  /// @param offsetMillis of the local time from UTC
  public static Forecast of(List<HistoryRecord> history, int days, long offsetMillis, Plan plan) {
    Erlang.check("days", days, days >= 1, ">= 1");
    Map<String, Seen> queues = new TreeMap<>();
    Map<String, Seen[]> halves = new TreeMap<>();
    for (HistoryRecord record : history) {
      queues.computeIfAbsent(record.queue(), _ -> new Seen()).add(record);
      Seen[] day = halves.computeIfAbsent(record.queue(), _ -> emptyDay());
      day[halfHour(record.at(), offsetMillis)].add(record);
    }
    List<Slot> slots = new ArrayList<>();
    queues.forEach((queue, all) -> {
      Seen[] day = halves.getOrDefault(queue, emptyDay());
      for (int half = 0; half < HALF_HOURS; half++) {
        if (day[half].arrived > 0 && all.answered > 0) {
          slots.add(slot(queue, half, day[half], all, days, plan));
        }
      }
    });
    return new Forecast(slots);
  }

  /// Compares the forecast with later conversations of a queue, in the half hours of known
  /// staffing.
  public SelfCheck check(String queue, List<HistoryRecord> later, long offsetMillis) {
    Map<Integer, Slot> known = new TreeMap<>();
    slots.stream()
        .filter(slot -> slot.queue().equals(queue) && slot.agents() > 0)
        .forEach(slot -> known.put(slot.halfHour(), slot));
    Set<Integer> overloaded = new TreeSet<>();
    double forecast = 0;
    double observed = 0;
    int count = 0;
    for (HistoryRecord record : later) {
      Slot slot =
          record.queue().equals(queue) ? known.get(halfHour(record.at(), offsetMillis)) : null;
      if (slot != null && !Double.isFinite(slot.meanWait())) {
        overloaded.add(slot.halfHour());
      } else if (slot != null) {
        forecast += slot.meanWait();
        observed += record.waitMillis() / SECOND;
        count++;
      }
    }
    return new SelfCheck(queue, forecast / count, observed / count, count, overloaded.size());
  }

  private static int halfHour(long at, long offsetMillis) {
    return (int) (Math.floorMod(at + offsetMillis, HALF_HOURS * HALF_HOUR) / HALF_HOUR);
  }

  private static Seen[] emptyDay() {
    Seen[] day = new Seen[HALF_HOURS];
    for (int i = 0; i < HALF_HOURS; i++) {
      day[i] = new Seen();
    }
    return day;
  }

  private static Slot slot(String queue, int half, Seen seen, Seen all, int days, Plan plan) {
    double perHour = 2.0 * seen.arrived / days;
    double handle = (seen.answered >= ENOUGH ? seen : all).handleSeconds();
    double patience = (seen.patience.left() >= ENOUGH ? seen : all).patience.meanMillis() / SECOND;
    int agents = plan.agents(queue, half);
    Outlook outlook;
    try {
      double target = plan.targetMillis(queue) / SECOND;
      double share = Math.min(NEARLY_ALL, plan.targetShare(queue));
      double followed = patience > MOST_PATIENT ? Double.POSITIVE_INFINITY : patience;
      outlook = outlook(agents, perHour / 3600, handle, followed, target, share);
    } catch (IllegalArgumentException e) {
      // Figures that no formula takes, such as a load of more agents than there are anywhere.
      outlook = Outlook.NONE;
    }
    return new Slot(
        queue,
        half,
        seen.arrived,
        perHour,
        handle,
        patience,
        agents,
        outlook.meanWait,
        outlook.serviceLevel,
        outlook.required,
        outlook.squareRoot);
  }

  private static Outlook outlook(
      int agents, double perSecond, double handle, double patience, double target, double share) {
    int required = Staffing.forServiceLevel(perSecond, handle, patience, target, share);
    double waits =
        Erlang.queue(required, perSecond, handle, Double.POSITIVE_INFINITY).waitProbability();
    int squareRoot =
        Staffing.squareRoot(perSecond * handle, waits > 0 && waits < 1 ? Staffing.beta(waits) : 0);
    if (agents <= 0) {
      return new Outlook(Double.NaN, Double.NaN, required, squareRoot);
    }
    StaffedQueue planned = Erlang.queue(agents, perSecond, handle, patience);
    return new Outlook(planned.meanWait(), planned.serviceLevel(target), required, squareRoot);
  }

  /// What the formulas say about a half hour.
  private record Outlook(double meanWait, double serviceLevel, int required, int squareRoot) {
    static final Outlook NONE = new Outlook(Double.NaN, Double.NaN, 0, 0);
  }

  /// What was seen of a queue, or of one of its half hours.
  private static final class Seen {
    final Patience patience = new Patience();
    int arrived;
    int answered;
    long handled;

    void add(HistoryRecord record) {
      arrived++;
      patience.add(record.waitMillis(), record.ending() == HistoryRecord.Ending.LEFT);
      if (record.ending() == HistoryRecord.Ending.ANSWERED) {
        answered++;
        handled += record.handleMillis();
      }
    }

    double handleSeconds() {
      return Math.max(1, handled) / SECOND / answered;
    }
  }
}
