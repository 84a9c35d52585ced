package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures of routing.md 2. The unit of time is the mean handle time unless seconds are said.
final class ErlangTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @CsvSource({
    "1, .8, .444444, .800000, 4.000000, .217582",
    "5, 4, .199067, .554113, .554113, .504158",
    "10, 8, .121661, .409180, .204590, .672354",
    "10, 9, .167963, .668732, .668732, .401593",
    "50, 48, .083337, .694456, .347228, .443923",
    "100, 95, .048804, .506457, .101291, .709419",
  })
  void erlangBAndC(int agents, double load, double b, double c, double wait, double level) {
    ErlangC queue = Erlang.c(agents, load, 1);
    assertThat(Erlang.b(agents, load)).isCloseTo(b, within(6e-7));
    assertThat(queue.waitProbability()).isCloseTo(c, within(6e-7));
    assertThat(queue.meanWait()).isCloseTo(wait, within(6e-7));
    assertThat(queue.serviceLevel(1 / 9.0)).isCloseTo(level, within(6e-7));
    assertThat(queue.queueLength()).isCloseTo(load * queue.meanWait(), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1.10, .5, .750503, .147746, .295492, 3.25041",
    "50, .96, .5, .467774, .030912, .061824, 2.96758",
    "100, 1.05, 1, .700245, .066982, .066982, 7.03310",
  })
  void erlangA(
      int agents,
      double rho,
      double theta,
      double waits,
      double abandons,
      double wait,
      double length) {
    ErlangA queue = Erlang.a(agents, agents * rho, 1, 1 / theta);
    assertThat(queue.waitProbability()).isCloseTo(waits, within(6e-7));
    assertThat(queue.abandonProbability()).isCloseTo(abandons, within(6e-7));
    assertThat(queue.meanWait()).isCloseTo(wait, within(6e-7));
    assertThat(queue.queueLength()).isCloseTo(length, within(6e-6));
    assertThat(queue.abandonProbability()).isCloseTo(theta * queue.meanWait(), within(1e-12));
    assertThat(queue.occupancy()).isCloseTo(rho * (1 - queue.abandonProbability()), within(1e-12));
  }

  /// The theory column of routing.md 3.1; AHT 180 s, service level at 20 s.
  @ParameterizedTest
  @CsvSource({
    "5, .8, 0, .5541, 99.74, .5042",
    "10, .9, 0, .6687, 120.4, .4016",
    "50, .96, 0, .6945, 62.5, .4439",
    "100, .95, 0, .5065, 18.23, .7094",
    "10, 1.1, .5, .7505, 53.19, .3483",
    "50, .96, .5, .4678, 11.13, .7567",
  })
  void theTheoryColumnOfTheSimulatedCases(
      int agents, double rho, double theta, double waits, double wait, double level) {
    StaffedQueue queue =
        Erlang.queue(agents, agents * rho / 180, 180, theta == 0 ? NEVER : 180 / theta);
    assertThat(queue.waitProbability()).isCloseTo(waits, within(6e-5));
    assertThat(queue.meanWait()).isCloseTo(wait, within(wait * 5e-4));
    assertThat(queue.serviceLevel(20)).isCloseTo(level, within(6e-5));
  }

  /// Garnett, Mandelbaum and Reiman: 50 agents, 48 calls a minute of one minute.
  @Test
  void thePublishedCaseWithoutImpatience() {
    ErlangC queue = Erlang.c(50, 0.8, 60);
    assertThat(queue.meanWait()).isCloseTo(20.8, within(.05));
    assertThat(queue.waitQuantile(.9)).isCloseTo(58.1, within(.06));
    assertThat(queue.queueLength()).isCloseTo(17, within(.5));
    assertThat(queue.occupancy()).isCloseTo(.96, within(1e-9));
  }

  @Test
  void thePublishedCaseWithTwoMinutesOfPatience() {
    ErlangA queue = Erlang.a(50, 0.8, 60, 120);
    assertThat(queue.abandonProbability()).isCloseTo(.031, within(.0005));
    assertThat(queue.meanWait()).isCloseTo(3.7, within(.05));
    assertThat(queue.waitQuantile(.9)).isCloseTo(12.4, within(.06));
    assertThat(queue.queueLength()).isCloseTo(3, within(.05));
    assertThat(queue.occupancy()).isCloseTo(.93, within(.005));
  }

  @Test
  void thePublishedCaseWithFewerCallsInsteadOfImpatience() {
    ErlangC queue = Erlang.c(50, 0.8 * (1 - .031), 60);
    assertThat(queue.meanWait()).isCloseTo(8.8, within(.1));
    assertThat(queue.waitQuantile(.9)).isCloseTo(28.1, within(.15));
    assertThat(queue.queueLength()).isCloseTo(7, within(.2));
  }

  @ParameterizedTest
  @CsvSource({
    ".25, .7209",
    ".5, .5045",
    ".75, .3417",
    "1, .2234",
    "1.5, .0847",
    "2, .0269",
  })
  void squareRootStaffing(double beta, double waits) {
    assertThat(Staffing.waitProbability(beta)).isCloseTo(waits, within(6e-5));
    assertThat(Staffing.beta(waits)).isCloseTo(beta, within(2e-3));
    assertThat(Staffing.squareRoot(100, beta)).isEqualTo((int) Math.ceil(100 + 10 * beta));
  }

  @Test
  void waitQuantilesInvertTheWait() {
    ErlangC patient = Erlang.c(10, 9, 1);
    assertThat(patient.waitQuantile(patient.serviceLevel(.7))).isCloseTo(.7, within(1e-9));
    assertThat(patient.waitQuantile(.2)).isZero();
    assertThat(Erlang.a(10, 9, 1, 2).waitQuantile(.2)).isZero();
  }

  @Test
  void withEndlessPatienceErlangAIsErlangC() {
    ErlangC patient = Erlang.c(10, 8, 1);
    ErlangA nearly = Erlang.a(10, 8, 1, 1e5);
    assertThat(nearly.meanWait()).isCloseTo(patient.meanWait(), within(1e-3));
    assertThat(nearly.serviceLevel(.1)).isCloseTo(patient.serviceLevel(.1), within(1e-4));
    assertThat(nearly.waitQuantile(.9)).isCloseTo(patient.waitQuantile(.9), within(1e-3));
  }

  @Test
  void theFewestAgentsReachTheGoalAndOneFewerDoesNot() {
    int agents = Staffing.forServiceLevel(.5, 180, NEVER, 20, .8);
    assertThat(Erlang.c(agents, .5, 180).serviceLevel(20)).isGreaterThanOrEqualTo(.8);
    assertThat(Erlang.c(agents - 1, .5, 180).serviceLevel(20)).isLessThan(.8);
    int impatient = Staffing.forServiceLevel(.5, 180, 120, 20, .8);
    assertThat(Erlang.a(impatient, .5, 180, 120).serviceLevel(20)).isGreaterThanOrEqualTo(.8);
    assertThat(Erlang.a(impatient - 1, .5, 180, 120).serviceLevel(20)).isLessThan(.8);
    assertThat(impatient).isLessThanOrEqualTo(agents);
    int waiting = Staffing.forMeanWait(.5, 180, 120, 10);
    assertThat(Erlang.a(waiting, .5, 180, 120).meanWait()).isLessThanOrEqualTo(10);
    assertThat(Erlang.a(waiting - 1, .5, 180, 120).meanWait()).isGreaterThan(10);
  }

  @Test
  void aServiceLevelIsAShareHoweverGreatTheOverload() {
    for (int agents = 1; agents <= 256; agents *= 2) {
      for (double patience = 1; patience <= 10_000; patience *= 10) {
        assertThat(Erlang.a(agents, 2.0 * agents / 300, 300, patience).serviceLevel(0))
            .as(agents + " agents, patience " + patience)
            .isBetween(0.0, 1.0);
        assertThat(Erlang.a(agents, 4, 300, patience).serviceLevel(20))
            .as(agents + " agents of 1200, patience " + patience)
            .isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void thePatienceOfManyIsNotFollowed() {
    assertThat(Erlang.queue(10, 1, 9, 10_001)).isEqualTo(Erlang.c(10, 1, 9));
    assertThat(Erlang.queue(10, 1, 9, 10_000)).isInstanceOf(ErlangA.class);
  }

  @Test
  void tooFewAgentsHaveNoSteadyState() {
    ErlangC queue = Erlang.c(10, 10, 1);
    assertThat(queue.meanWait()).isInfinite();
    assertThat(queue.waitQuantile(.5)).isInfinite();
    assertThat(queue.serviceLevel(1000)).isZero();
    assertThat(queue.occupancy()).isEqualTo(1);
  }

  @Test
  void aThousandAgentsLoseNothingToRounding() {
    ErlangA queue = Erlang.a(1000, 1000, 1, 1);
    assertThat(queue.waitProbability()).isBetween(.48, .52);
    assertThat(queue.serviceLevel(0) + queue.waitProbability()).isCloseTo(1, within(1e-9));
    assertThat(queue.serviceLevel(10) + queue.abandonProbability()).isCloseTo(1, within(1e-6));
  }

  @Test
  void errorsNameTheValueAndWhatIsExpected() {
    assertThatThrownBy(() -> Erlang.b(0, 1)).hasMessage("agents: 0 (expected: 1 to 100000)");
    assertThatThrownBy(() -> Erlang.c(1, Double.NaN, 1))
        .hasMessage("perSecond: NaN (expected: > 0)");
    assertThatThrownBy(() -> Erlang.a(1, 1, 1, -2))
        .hasMessage("patienceSeconds: -2 (expected: > 0)");
    assertThatThrownBy(() -> Erlang.a(1, 1000, 1, 1e6)).hasMessageContaining("<= 1000000");
    assertThatThrownBy(() -> Erlang.c(1, .5, 1).serviceLevel(-1))
        .hasMessage("seconds: -1 (expected: >= 0)");
    assertThatThrownBy(() -> Erlang.c(1, .5, 1).waitQuantile(1.5))
        .hasMessage("share: 1.5 (expected: > 0 and < 1)");
    assertThatThrownBy(() -> Staffing.forServiceLevel(1, 1, NEVER, 20, 1))
        .hasMessage("share: 1 (expected: > 0 and < 1)");
  }
}
