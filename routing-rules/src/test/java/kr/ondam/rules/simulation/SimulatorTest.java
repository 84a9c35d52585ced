package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.simulation.Inflow.Returning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The simulator against theory (routing.md 3.1) and exact laws. `-Dondam.seed=N` draws otherwise.
final class SimulatorTest {
  private final long seed = Long.getLong("ondam.seed", 20_261_126L);

  @ParameterizedTest
  @CsvSource({"5, .8, 0", "10, .9, 0", "10, 1.1, .5", "50, .96, .5"})
  void simulatedQueuesAgreeWithErlangWithinFourStandardErrors(
      int agents, double rho, double theta) {
    Replications runs =
        Simulator.replicate(
            Cases.plain(Strategy.LONGEST_IDLE, agents, rho, theta, 20_000), seed, 10);
    double handle = Cases.HANDLE / 1000;
    StaffedQueue theory =
        Erlang.queue(
            agents,
            agents * rho / handle,
            handle,
            theta == 0 ? Double.POSITIVE_INFINITY : handle / theta);
    String name = "seed " + seed + " c=" + agents + " rho=" + rho + " theta=" + theta;
    agree(name, runs, Measure.DELAYED, theory.waitProbability());
    agree(name, runs, Measure.MEAN_WAIT, theory.meanWait());
    agree(name, runs, Measure.SERVICE_LEVEL, theory.serviceLevel(20));
    agree(name, runs, Measure.P95_WAIT, theory.waitQuantile(.95));
    agree(name, runs, Measure.OCCUPANCY, theory.occupancy());
    if (theta > 0) {
      agree(name, runs, Measure.ABANDONED, theory.abandonProbability());
    }
  }

  private static void agree(String name, Replications runs, Measure measure, double theory) {
    Estimate seen = runs.estimate(Slice.ALL, measure);
    System.out.printf(
        "%s %s: theory %.4f, simulated %.4f +- %.4f, %+.2f standard errors%n",
        name, measure, theory, seen.mean(), seen.halfWidth(), seen.errorsFrom(theory));
    assertThat(Math.abs(seen.errorsFrom(theory))).as(name + " " + measure).isLessThan(4);
  }

  @Test
  void I11_withEqualRatesNoStrategyChangesAnyWait() {
    List<List<Long>> waits =
        List.of(Strategy.values()).stream()
            .map(strategy -> waits(Cases.plain(strategy, 10, .9, 0, 20_000)))
            .toList();
    assertThat(waits).allMatch(waits.getFirst()::equals);
    assertThat(waits.getFirst()).anyMatch(wait -> wait > 0);
  }

  private List<Long> waits(Scenario scenario) {
    return Simulator.run(scenario, seed, 0).visits().stream().map(Visit::waitMillis).toList();
  }

  /// Concurrency without slow-down: agents times slots is exact (routing.md 2).
  @Test
  void twentyAgentsWithThreeSlotsAreSixtyAgents() {
    assertThat(waits(slots(20, 3))).isEqualTo(waits(slots(60, 1)));
  }

  private static Scenario slots(int agents, int slots) {
    Inflow inflow = Cases.inflow("", "", Demand.plain(0, 0, Bits.NONE), 0, 54, Cases.HANDLE);
    return Cases.scenario(
        Strategy.LEAST_LOADED, List.of(inflow), Cases.staff(agents, slots), Conduct.PLAIN, 20_000);
  }

  @Test
  void whoTakesTimeToAcceptMakesCustomersWait() {
    assertThat(offered(5000)).isEqualTo(5.0);
    // An offer stands 30 seconds: nobody ever accepts, and all customers give up after 10 minutes.
    assertThat(offered(30_000)).isEqualTo(600.0);
  }

  /// The mean wait in seconds when accepting takes so long and there are agents in plenty.
  private double offered(long acceptMillis) {
    Policy policy = new Policy("offers", Strategy.LEAST_LOADED, 30_000, false, 60_000, 2);
    Inflow inflow =
        Cases.inflow(
            "",
            "",
            Demand.plain(0, 0, Bits.NONE),
            0,
            2,
            Cases.HANDLE,
            new Distribution.Constant(600_000),
            Returning.NONE);
    Conduct conduct = new Conduct(0, new Distribution.Constant(acceptMillis), 60_000, false, 0);
    Scenario scenario =
        Cases.scenario(Strategy.LEAST_LOADED, List.of(inflow), Cases.staff(60, 1), conduct, 500)
            .with(policy);
    return Simulator.replicate(scenario, seed, 2).estimate(Slice.ALL, Measure.MEAN_WAIT).mean();
  }

  @Test
  void littlesLawHoldsToTheMillisecond() {
    for (double theta : new double[] {0, .5}) {
      TrialResult result =
          Simulator.run(Cases.plain(Strategy.LEAST_LOADED, 10, 1, theta, 20_000), seed, 0);
      long waited = result.visits().stream().mapToLong(Visit::waitMillis).sum();
      assertThat(result.waitingMillis()).isEqualTo(waited).isPositive();
    }
  }

  @Test
  void everyArrivalIsAnsweredOrGivesUpExactlyOnce() {
    TrialResult result =
        Simulator.run(Cases.plain(Strategy.LEAST_LOADED, 10, 1.1, .5, 20_000), seed, 0);
    long answered = count(result, Visit.Ending.ANSWERED);
    long left = count(result, Visit.Ending.LEFT);
    assertThat(answered + left).isEqualTo(result.visits().size());
    assertThat(left).isPositive();
    int handled = result.agents().stream().mapToInt(AgentDay::handled).sum();
    long early = result.visits().size() - result.counted().size();
    assertThat((long) handled).isBetween(answered - early, answered);
  }

  private static long count(TrialResult result, Visit.Ending ending) {
    return result.visits().stream().filter(visit -> visit.ending() == ending).count();
  }

  @Test
  void theSameSeedGivesTheSameFiguresAndAnotherDoesNot() {
    Scenario scenario = Cases.plain(Strategy.LEAST_LOADED, 10, .9, .5, 5000);
    assertThat(waits(scenario)).isEqualTo(waits(scenario));
    List<Long> other =
        Simulator.run(scenario, seed + 1, 0).visits().stream().map(Visit::waitMillis).toList();
    assertThat(waits(scenario)).isNotEqualTo(other);
  }

  @Test
  void studentsQuantilesAreThoseOfTheTables() {
    assertThat(StudentT.quantile(.975, 1)).isCloseTo(12.7062, within(1e-4));
    assertThat(StudentT.quantile(.975, 2)).isCloseTo(4.3027, within(1e-4));
    assertThat(StudentT.quantile(.975, 9)).isCloseTo(2.2622, within(1e-4));
    assertThat(StudentT.quantile(.95, 10)).isCloseTo(1.8125, within(1e-4));
    assertThat(StudentT.quantile(.975, 30)).isCloseTo(2.0423, within(1e-4));
    assertThat(StudentT.quantile(.025, 30)).isCloseTo(-2.0423, within(1e-4));
  }

  @Test
  void distributionsHaveTheirMeans() {
    mean(new Distribution.Exponential(180_000), 180_000);
    mean(new Distribution.Lognormal(180_000, .8), 180_000);
    mean(new Distribution.Constant(5), 5);
    mean(new Distribution.Given(List.of(100L, 200L, 600L)), 300);
  }

  private void mean(Distribution distribution, double expected) {
    Draws draws = new Draws(seed);
    double[] batches = new double[50];
    for (int i = 0; i < batches.length; i++) {
      for (int j = 0; j < 2000; j++) {
        batches[i] += distribution.draw(draws) / 2000.0;
      }
    }
    Estimate seen = Estimate.of(batches);
    assertThat(seen.mean())
        .as("seed " + seed + " " + distribution)
        .isCloseTo(expected, within(4 * seen.standardError() + 1e-9));
  }

  @Test
  void ratesPerHalfHourArriveInTheirHalfHours() {
    var profile = new ArrivalPattern.Profile(1_800_000, 1_800_000, List.of(0.0, 2000.0, 200.0));
    List<Long> times = profile.times(8 * 3_600_000, new Draws(seed));
    assertThat(times).isSorted().allMatch(at -> at >= 3_600_000 && at < 7_200_000);
    long busy = times.stream().filter(at -> at < 5_400_000).count();
    assertThat(busy).isBetween(1000L - 127, 1000L + 127);
    assertThat(times.size() - busy).isBetween(60L, 140L);
  }
}
