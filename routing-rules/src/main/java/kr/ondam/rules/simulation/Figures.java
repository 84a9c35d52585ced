package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import kr.ondam.rules.simulation.Visit.Ending;

/// The figures of one run, for every slice. A figure that makes no sense for a slice, such as the
/// occupancy of a queue, is NaN.
public final class Figures {
  private static final double SECOND = 1000;
  private static final double HOUR = 3_600_000;

  private final Map<Slice, Map<Measure, Double>> figures;

  private Figures(Map<Slice, Map<Measure, Double>> figures) {
    this.figures = figures;
  }

  static Figures of(TrialResult result) {
    Map<Slice, List<Visit>> visits = new TreeMap<>();
    visits.put(Slice.ALL, new ArrayList<>());
    for (Visit visit : result.counted()) {
      visits.getOrDefault(Slice.ALL, List.of()).add(visit);
      Tape.Arrival arrival = visit.arrival();
      put(visits, Slice.queue(arrival.queue()), visit);
      put(visits, Slice.centre(arrival.centre()), visit);
      if (!arrival.kind().isEmpty()) {
        put(visits, Slice.kind(arrival.kind()), visit);
      }
    }
    Map<Slice, List<AgentDay>> agents = new TreeMap<>();
    agents.put(Slice.ALL, result.agents());
    for (AgentDay day : result.agents()) {
      agents.computeIfAbsent(Slice.centre(day.centre()), _ -> new ArrayList<>()).add(day);
    }
    agents.keySet().forEach(slice -> visits.computeIfAbsent(slice, _ -> new ArrayList<>()));
    Map<Slice, Map<Measure, Double>> figures = new TreeMap<>();
    visits.forEach((slice, those) -> {
      Map<Measure, Double> row = new EnumMap<>(Measure.class);
      count(those, row);
      wait(those, row);
      agents(agents.getOrDefault(slice, List.of()), row);
      figures.put(slice, Collections.unmodifiableMap(row));
    });
    return new Figures(Collections.unmodifiableMap(figures));
  }

  /// All slices: everything, then queues, centres and kinds of customers by name.
  public List<Slice> slices() {
    return List.copyOf(figures.keySet());
  }

  /// A figure; NaN for a slice in which nothing happened.
  public double get(Slice slice, Measure measure) {
    return figures.getOrDefault(slice, Map.of()).getOrDefault(measure, Double.NaN);
  }

  private static void put(Map<Slice, List<Visit>> visits, Slice slice, Visit visit) {
    visits.computeIfAbsent(slice, _ -> new ArrayList<>()).add(visit);
  }

  private static void count(List<Visit> visits, Map<Measure, Double> row) {
    int answered = 0;
    int left = 0;
    int inTime = 0;
    int known = 0;
    int favoured = 0;
    double handle = 0;
    for (Visit visit : visits) {
      left += visit.ending() == Ending.LEFT ? 1 : 0;
      if (visit.ending() == Ending.ANSWERED) {
        answered++;
        inTime += visit.waitMillis() <= visit.arrival().targetMillis() ? 1 : 0;
        handle += visit.handleMillis();
        known += visit.arrival().sticky().agent() >= 0 ? 1 : 0;
        favoured += visit.favoured() ? 1 : 0;
      }
    }
    double all = visits.size();
    row.put(Measure.ARRIVED, all);
    row.put(Measure.SERVICE_LEVEL, inTime / all);
    row.put(Measure.ABANDONED, left / all);
    row.put(Measure.UNSERVED, all - answered - left);
    row.put(Measure.MEAN_HANDLE, handle / answered / SECOND);
    row.put(Measure.FAVOURED, (double) favoured / known);
  }

  private static void wait(List<Visit> visits, Map<Measure, Double> row) {
    long[] waits = visits.stream().mapToLong(Visit::waitMillis).sorted().toArray();
    long sum = Arrays.stream(waits).sum();
    long delayed = Arrays.stream(waits).filter(wait -> wait > 0).count();
    row.put(Measure.DELAYED, (double) delayed / waits.length);
    row.put(Measure.MEAN_WAIT, (double) sum / waits.length / SECOND);
    row.put(Measure.MEDIAN_WAIT, quantile(waits, .5));
    row.put(Measure.P95_WAIT, quantile(waits, .95));
    row.put(Measure.WORST_WAIT, quantile(waits, 1));
  }

  private static double quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / SECOND;
  }

  private static void agents(List<AgentDay> days, Map<Measure, Double> row) {
    List<AgentDay> onDuty = days.stream().filter(day -> day.onDuty() > 0).toList();
    if (onDuty.isEmpty()) {
      return;
    }
    double busy = onDuty.stream().mapToDouble(AgentDay::busy).sum();
    double all = onDuty.stream().mapToDouble(AgentDay::onDuty).sum();
    row.put(Measure.OCCUPANCY, busy / all);
    row.put(Measure.IDLE_FAIRNESS, jain(onDuty, day -> (double) day.idle() / day.onDuty()));
    row.put(Measure.LOAD_FAIRNESS, jain(onDuty, day -> day.handled() * HOUR / day.onDuty()));
    row.put(Measure.OVERTIME, days.stream().mapToDouble(AgentDay::overtime).sum() / HOUR);
  }

  /// The square of the sum by the sum of the squares and the number; 1 when all are equal.
  private static double jain(List<AgentDay> days, ToDoubleFunction<AgentDay> value) {
    double sum = 0;
    double squares = 0;
    for (AgentDay day : days) {
      double x = value.applyAsDouble(day);
      sum += x;
      squares += x * x;
    }
    return squares == 0 ? 1 : sum * sum / (days.size() * squares);
  }
}
