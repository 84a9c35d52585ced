package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.simulation.Inflow.Returning;
import org.junit.jupiter.api.Test;

/// What routing can and cannot change (routing.md 3.4, E1 to E6): the shapes of those tables. They
/// are short in every build; `-Dondam.simulation.arrivals=100000 -Dondam.simulation.runs=10` gives
/// the long form that the page shows, printed.
final class RoutingEffectsTest {
  private final int arrivals = Integer.getInteger("ondam.simulation.arrivals", 8_000);
  private final int runs = Integer.getInteger("ondam.simulation.runs", 2);
  private final long seed = Long.getLong("ondam.seed", 20_261_126L);

  @Test
  void E1_centresThatHelpEachOtherWaitFarLess() {
    double[] even = {9, 9, 9, 9, 9, 9};
    Map<Long, Replications> after = new LinkedHashMap<>();
    for (long millis : new long[] {-1, 120_000, 60_000, 30_000, 10_000, 0}) {
      after.put(millis, show("E1 overflow " + millis, Cases.centres(even, millis, 2 * arrivals)));
    }
    List<Double> means =
        after.values().stream().map(seen -> mean(seen, Slice.ALL, Measure.MEAN_WAIT)).toList();
    for (int i = 1; i < means.size(); i++) {
      assertThat(means.get(i)).as("seed " + seed + " " + means).isLessThan(means.get(i - 1));
    }
    assertThat(means.get(0)).isGreaterThan(5 * means.get(3));
    assertThat(means.get(5)).isCloseTo(Erlang.c(60, .3, 180).meanWait(), within(4.0));
    double late = mean(at(after, 30_000L), Slice.ALL, Measure.SERVICE_LEVEL);
    assertThat(mean(at(after, 10_000L), Slice.ALL, Measure.SERVICE_LEVEL)).isGreaterThan(late + .1);
    Replications uneven =
        show(
            "E1 uneven, overflow 30000",
            Cases.centres(new double[] {6.5, 8, 9, 9.5, 10, 11}, 30_000, 2 * arrivals));
    assertThat(mean(uneven, Slice.ALL, Measure.MEAN_WAIT)).isLessThan(60);
  }

  @Test
  void E2_longestIdleIsFairForNearlyNothing() {
    Replications fast = show("E2 fastest first", speeds(Strategy.FIXED, 1));
    Replications idle = show("E2 longest idle", speeds(Strategy.LONGEST_IDLE, 1));
    Replications fewest = show("E2 fewest handled", speeds(Strategy.FEWEST_HANDLED, 1));
    Replications slow = show("E2 slowest first", speeds(Strategy.FIXED, -1));
    assertThat(mean(idle, Slice.ALL, Measure.IDLE_FAIRNESS)).isGreaterThan(.95);
    assertThat(mean(fast, Slice.ALL, Measure.IDLE_FAIRNESS)).isLessThan(.8);
    assertThat(mean(slow, Slice.ALL, Measure.IDLE_FAIRNESS)).isLessThan(.8);
    assertThat(mean(fewest, Slice.ALL, Measure.LOAD_FAIRNESS))
        .isGreaterThan(mean(idle, Slice.ALL, Measure.LOAD_FAIRNESS));
    double wait = mean(idle, Slice.ALL, Measure.MEAN_WAIT);
    assertThat(mean(fast, Slice.ALL, Measure.MEAN_WAIT)).isBetween(.8 * wait, 1.05 * wait);
  }

  private Scenario speeds(Strategy strategy, int fastFirst) {
    List<Staff> staff = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double pace = (i < 15 ? 150 : 240) / 180.0;
      var profile = Cases.profile(Bits.NONE, 1, fastFirst * i);
      staff.add(new Staff(i, "", profile, pace, List.of(Staff.Shift.ALWAYS)));
    }
    double load = .9 * (15 / 150.0 + 15 / 240.0) * 180;
    Inflow inflow = Cases.inflow("", "", Demand.plain(0, 0, Bits.NONE), 0, load, Cases.HANDLE);
    return Cases.scenario(strategy, List.of(inflow), staff, Conduct.PLAIN, arrivals);
  }

  @Test
  void E3_priorityMovesWaitingAndNeverRemovesIt() {
    Map<String, TrialResult> results = new LinkedHashMap<>();
    results.put("fifo", vip(0, 0, 1000));
    results.put("strict", vip(0, 1, 1000));
    results.put("60 s", vip(60_000, 0, 1000));
    results.put("120 s", vip(120_000, 0, 1000));
    results.put("300 s", vip(300_000, 0, 1000));
    results.put("x4", vip(0, 0, 4000));
    results.put("x8", vip(0, 0, 8000));
    Map<String, Figures> figures = new LinkedHashMap<>();
    results.forEach((name, result) -> {
      Figures seen = Figures.of(result);
      figures.put(name, seen);
      System.out.printf(
          "E3 %s: vip %.1f s, others %.1f s, worst %.0f s, all %.3f s%n",
          name,
          wait(seen, "VIP"),
          wait(seen, "others"),
          seen.get(Slice.ALL, Measure.WORST_WAIT),
          seen.get(Slice.ALL, Measure.MEAN_WAIT));
    });
    long waited = waited(at(results, "fifo"));
    assertThat(results.values()).as("seed " + seed).allMatch(result -> waited(result) == waited);
    assertThat(wait(at(figures, "strict"), "VIP")).isLessThan(wait(at(figures, "300 s"), "VIP"));
    assertThat(wait(at(figures, "300 s"), "VIP")).isLessThan(wait(at(figures, "120 s"), "VIP"));
    assertThat(wait(at(figures, "120 s"), "VIP")).isLessThan(wait(at(figures, "60 s"), "VIP"));
    assertThat(wait(at(figures, "x8"), "VIP")).isLessThan(wait(at(figures, "x4"), "VIP"));
    assertThat(at(figures, "60 s").get(Slice.ALL, Measure.WORST_WAIT))
        .isLessThan(at(figures, "strict").get(Slice.ALL, Measure.WORST_WAIT));
  }

  private TrialResult vip(long boost, int othersClass, int weight) {
    Demand vip = new Demand(0, 0, weight, Bits.NONE, Bits.NONE, List.of());
    Demand others = Demand.plain(1, othersClass, Bits.NONE);
    double load = .95 * 30;
    List<Inflow> inflows =
        List.of(
            Cases.inflow("VIP", "", vip, boost, .2 * load, Cases.HANDLE),
            Cases.inflow("others", "", others, 0, .8 * load, Cases.HANDLE));
    Conduct conduct = new Conduct(0, new Distribution.Constant(0), 60_000, true, 0);
    return Simulator.run(
        Cases.scenario(Strategy.LONGEST_IDLE, inflows, Cases.staff(30, 1), conduct, 4 * arrivals),
        seed,
        0);
  }

  private static long waited(TrialResult result) {
    return result.visits().stream().mapToLong(Visit::waitMillis).sum();
  }

  private static double wait(Figures figures, String kind) {
    return figures.get(Slice.kind(kind), Measure.MEAN_WAIT);
  }

  @Test
  void E4_twoSkillsAreNearlyAsGoodAsAll() {
    double[] waits = new double[7];
    for (int skills : new int[] {1, 2, 3, 6}) {
      waits[skills] =
          mean(show("E4 skills " + skills, skilled(skills)), Slice.ALL, Measure.MEAN_WAIT);
    }
    String seen = "seed " + seed + " " + Arrays.toString(waits);
    assertThat(waits[1]).as(seen).isGreaterThan(4 * waits[2]);
    assertThat(waits[2]).as(seen).isLessThan(1.5 * waits[6]);
  }

  private Scenario skilled(int skills) {
    List<Inflow> inflows = new ArrayList<>();
    List<Staff> staff = new ArrayList<>();
    for (int type = 0; type < 6; type++) {
      Demand demand = Demand.plain(type, 0, Bits.of(type));
      inflows.add(Cases.inflow("", "", demand, 0, 14, Cases.HANDLE));
      Bits bits = Bits.NONE;
      for (int i = 0; i < skills; i++) {
        bits = bits.with(Bits.of((type + i) % 6));
      }
      for (int i = 0; i < 15; i++) {
        staff.add(Staff.always(type * 15L + i, "", Cases.profile(bits, 1, 0)));
      }
    }
    return Cases.scenario(Strategy.LONGEST_IDLE, inflows, staff, Conduct.PLAIN, 3 * arrivals);
  }

  @Test
  void E5_spreadingChatsShortensThem() {
    for (int slots = 3; slots <= 4; slots++) {
      double spread = chats(Strategy.LEAST_LOADED, slots);
      double idle = chats(Strategy.LONGEST_IDLE, slots);
      double filled = chats(Strategy.FIXED, slots);
      assertThat(spread).as("seed " + seed).isLessThan(.88 * idle);
      assertThat(idle).as("seed " + seed).isLessThan(filled);
      assertThat(spread).isCloseTo(189.6, within(4.0));
    }
  }

  private double chats(Strategy strategy, int slots) {
    Inflow inflow = Cases.inflow("", "", Demand.plain(0, 0, Bits.NONE), 0, 17, Cases.HANDLE);
    Conduct conduct = new Conduct(.35, new Distribution.Constant(0), 60_000, false, 0);
    Replications seen =
        show(
            "E5 " + strategy + " slots " + slots,
            Cases.scenario(strategy, List.of(inflow), Cases.staff(20, slots), conduct, arrivals));
    return mean(seen, Slice.ALL, Measure.MEAN_HANDLE);
  }

  @Test
  void E6_theKnownCounsellorIsFreeOfChargeOnlyWithoutHolding() {
    Scenario nobody = sticky(20, 3, 600_000, .75, 0, 0);
    Scenario now = sticky(20, 3, 600_000, .75, .6, 0);
    Scenario held = sticky(20, 3, 600_000, .75, .6, 30_000);
    List<Long> without =
        Simulator.run(nobody, seed, 0).visits().stream().map(Visit::waitMillis).toList();
    List<Long> with = Simulator.run(now, seed, 0).visits().stream().map(Visit::waitMillis).toList();
    assertThat(with).as("seed " + seed).isEqualTo(without);
    Replications free = show("E6 3 slots hold 0", now);
    Replications kept = show("E6 3 slots hold 30 s", held);
    // By chance it would be .05, and .025 with one slot.
    assertThat(mean(free, Slice.ALL, Measure.FAVOURED)).isBetween(.55, .68);
    assertThat(mean(kept, Slice.ALL, Measure.FAVOURED))
        .isGreaterThan(mean(free, Slice.ALL, Measure.FAVOURED));
    assertThat(mean(kept, Slice.ALL, Measure.MEAN_WAIT))
        .isGreaterThan(2 * mean(free, Slice.ALL, Measure.MEAN_WAIT));
    double one =
        mean(
            show("E6 1 slot hold 0", sticky(40, 1, 180_000, .9, .6, 0)),
            Slice.ALL,
            Measure.FAVOURED);
    assertThat(one).isBetween(.08, .14);
  }

  private Scenario sticky(
      int agents, int slots, double handle, double rho, double share, long holdMillis) {
    Inflow inflow =
        Cases.inflow(
            "",
            "",
            Demand.plain(0, 0, Bits.NONE),
            0,
            agents * slots * rho,
            handle,
            Cases.NEVER,
            new Returning(share, holdMillis));
    return Cases.scenario(
        Strategy.LEAST_LOADED,
        List.of(inflow),
        Cases.staff(agents, slots),
        Conduct.PLAIN,
        arrivals);
  }

  private static <K, V> V at(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }

  private Replications show(String name, Scenario scenario) {
    Replications seen = Simulator.replicate(scenario, seed, runs);
    StringBuilder line = new StringBuilder(name + " (seed " + seed + "):");
    for (Measure measure :
        List.of(
            Measure.MEAN_WAIT,
            Measure.SERVICE_LEVEL,
            Measure.P95_WAIT,
            Measure.MEAN_HANDLE,
            Measure.IDLE_FAIRNESS,
            Measure.LOAD_FAIRNESS,
            Measure.FAVOURED)) {
      Estimate estimate = seen.estimate(Slice.ALL, measure);
      line.append(" %s %.3f+-%.3f".formatted(measure, estimate.mean(), estimate.halfWidth()));
    }
    System.out.println(line);
    return seen;
  }

  private static double mean(Replications seen, Slice slice, Measure measure) {
    return seen.estimate(slice, measure).mean();
  }
}
