package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.simulation.HistoryRecord.Ending;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  private static final long SEOUL = 9 * 3_600_000;
  private static final long HALF_HOUR = 1_800_000;
  private final long seed = Long.getLong("ondam.seed", 20_261_126L);

  private record Plan(int agents, double targetShare) implements Forecast.Plan {
    Plan(int agents) {
      this(agents, .8);
    }

    @Override
    public int agents(String queue, int halfHour) {
      return agents;
    }

    @Override
    public long targetMillis(String queue) {
      return 20_000;
    }

    @Override
    public double targetShare(String queue) {
      return targetShare;
    }
  }

  @Test
  void ratesHandleTimeAndPatienceAreThoseOfTheHalfHour() {
    List<HistoryRecord> history = new ArrayList<>();
    for (int day = 0; day < 2; day++) {
      for (int i = 0; i < 60; i++) {
        // 01:00 UTC is 10:00 in Seoul.
        long at = day * 86_400_000L + 3_600_000 + i * 1000L;
        Ending ending = i < 40 ? Ending.ANSWERED : i < 50 ? Ending.LEFT : Ending.SILENT;
        history.add(
            new HistoryRecord("대출", at, ending, 30_000, ending == Ending.ANSWERED ? 240_000 : 0));
      }
    }
    Forecast forecast = Forecast.of(history, 2, SEOUL, new Plan(9));
    assertThat(forecast.slots()).hasSize(1);
    Forecast.Slot slot = forecast.slots().getFirst();
    assertThat(slot.halfHour()).isEqualTo(20);
    assertThat(slot.perHour()).isEqualTo(120);
    assertThat(slot.handleSeconds()).isEqualTo(240);
    // 20 said that they gave up; all 120 waited 30 seconds.
    assertThat(slot.patienceSeconds()).isEqualTo(120 * 30 / 20.0);
    assertThat(slot.load()).isCloseTo(8, within(1e-9));
    ErlangA queue = Erlang.a(9, 120 / 3600.0, 240, 180);
    assertThat(slot.meanWait()).isCloseTo(queue.meanWait(), within(1e-9));
    assertThat(slot.serviceLevel()).isCloseTo(queue.serviceLevel(20), within(1e-9));
    assertThat(slot.required()).isEqualTo(Staffing.forServiceLevel(120 / 3600.0, 240, 180, 20, .8));
    assertThat(slot.squareRoot()).isBetween(slot.required() - 2, slot.required() + 2);
  }

  @Test
  void theForecastOfEarlierDaysAgreesWithALaterDay() {
    // Ten days are history, the eleventh is what really happens; a steady hour of each is used.
    List<HistoryRecord> history = new ArrayList<>();
    List<HistoryRecord> later = new ArrayList<>();
    for (int day = 0; day < 40; day++) {
      TrialResult result =
          Simulator.run(Cases.plain(Strategy.LONGEST_IDLE, 10, 1, .5, 1000), seed, day);
      for (Visit visit : result.visits()) {
        long at = visit.arrival().at();
        if (at >= HALF_HOUR && at < 2 * HALF_HOUR) {
          (day < 30 ? history : later).add(record(visit, day));
        }
      }
    }
    Forecast forecast = Forecast.of(history, 30, 0, new Plan(10));
    Forecast.SelfCheck check = forecast.check("q0", later, 0);
    String line = ForecastReport.line(check, Language.KOREAN);
    System.out.println("seed " + seed + " " + line);
    assertThat(check.conversations()).isEqualTo(later.size()).isPositive();
    assertThat(check.forecastSeconds())
        .as("seed " + seed + " " + line)
        .isCloseTo(check.observedSeconds(), within(.4 * check.observedSeconds()));
    String text = new ForecastReport(forecast, List.of(check)).text(Language.KOREAN);
    assertThat(text).contains("[큐 q0]", "00:30", "예측 ", ", 실제 ");
    assertThat(new ForecastReport(forecast, List.of(check)).text(Language.ENGLISH))
        .contains("forecast ", "observed ");
  }

  private static HistoryRecord record(Visit visit, int day) {
    return new HistoryRecord(
        visit.arrival().queue(),
        day * 86_400_000L + visit.arrival().at(),
        visit.ending() == Visit.Ending.ANSWERED ? Ending.ANSWERED : Ending.LEFT,
        visit.waitMillis(),
        visit.handleMillis());
  }

  @Test
  void theSelfCheckReadsAsOneLine() {
    Forecast.SelfCheck check = new Forecast.SelfCheck("대출", 41.2, 37.9, 812, 0);
    assertThat(ForecastReport.line(check, Language.KOREAN)).isEqualTo("예측 41초, 실제 38초 (상담 812건)");
    assertThat(ForecastReport.line(check, Language.ENGLISH))
        .isEqualTo("forecast 41 s, observed 38 s (812 conversations)");
  }

  @Test
  void whereNobodyGivesUpTheForecastMayBeEndless() {
    List<HistoryRecord> history = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      history.add(new HistoryRecord("대출", i * 10_000L, Ending.ANSWERED, 1000, 300_000));
    }
    Forecast forecast = Forecast.of(history, 1, 0, new Plan(5));
    Forecast.Slot slot = forecast.slots().getFirst();
    assertThat(slot.patienceSeconds()).isInfinite();
    assertThat(slot.meanWait()).isInfinite();
    assertThat(slot.required()).isGreaterThan(16);
    assertThat(new ForecastReport(forecast, List.of()).text(Language.KOREAN)).contains("무한");
  }

  /// So many of a minute's wait in one half hour, of whom the first gave up.
  private static List<HistoryRecord> busy(String queue, int arrivals, long handleMillis) {
    List<HistoryRecord> history = new ArrayList<>();
    for (int i = 0; i < arrivals; i++) {
      long at = i * HALF_HOUR / arrivals;
      history.add(
          i == 0
              ? new HistoryRecord(queue, at, Ending.LEFT, 60_000, 0)
              : new HistoryRecord(queue, at, Ending.ANSWERED, 60_000, handleMillis));
    }
    return history;
  }

  @Test
  void aTargetOfEverybodyIsOfNearlyEverybody() {
    List<HistoryRecord> history = busy("대출", 100, 300_000);
    Forecast all = Forecast.of(history, 1, 0, new Plan(20, 1));
    assertThat(all.slots().getFirst().required())
        .isEqualTo(Forecast.of(history, 1, 0, new Plan(20, .999)).slots().getFirst().required())
        .isGreaterThan(Forecast.of(history, 1, 0, new Plan(20)).slots().getFirst().required());
  }

  @Test
  void oneWhoGaveUpAmongVeryManyIsAsGoodAsNone() {
    Forecast forecast = Forecast.of(busy("대출", 10_000, 60_000), 1, 0, new Plan(340));
    Forecast.Slot slot = forecast.slots().getFirst();
    assertThat(slot.perHour() / 3600 * slot.patienceSeconds()).isGreaterThan(1_000_000);
    assertThat(slot.meanWait())
        .isCloseTo(Erlang.c(340, 10_000 / 1800.0, slot.handleSeconds()).meanWait(), within(1e-9));
    assertThat(slot.required()).isBetween(334, 360);
  }

  /// In the long run two thirds would give up, after 16 hours; a half hour never comes so far.
  @Test
  void anOverloadedHalfHourOfVeryPatientCustomersIsEndless() {
    Forecast forecast = Forecast.of(busy("대출", 1000, 300_000), 1, 0, new Plan(50));
    Forecast.Slot slot = forecast.slots().getFirst();
    assertThat(slot.patienceSeconds()).isEqualTo(60_000);
    assertThat(slot.meanWait()).isInfinite();
    assertThat(slot.serviceLevel()).isZero();
    assertThat(slot.required()).isGreaterThan(166);
  }

  @Test
  void aHalfHourThatNoFormulaTakesDoesNotLoseTheOthers() {
    List<HistoryRecord> history = new ArrayList<>(busy("가", 3000, 300_000_000));
    history.addAll(busy("나", 100, 300_000));
    Forecast forecast = Forecast.of(history, 1, 0, new Plan(20));
    assertThat(forecast.slots()).extracting(Forecast.Slot::queue).containsExactly("가", "나");
    assertThat(forecast.slots().getFirst().required()).isZero();
    assertThat(forecast.slots().getFirst().meanWait()).isNaN();
    assertThat(forecast.slots().getLast().required()).isPositive();
    assertThat(new ForecastReport(forecast, List.of()).text(Language.KOREAN))
        .contains("[큐 가]", "[큐 나]")
        .doesNotContain("NaN");
  }

  @Test
  void theSelfCheckLeavesOutHalfHoursThatAreTooMuchAndSaysHowMany() {
    List<HistoryRecord> history = new ArrayList<>(busy("대출", 1000, 300_000));
    for (HistoryRecord each : busy("대출", 100, 300_000)) {
      history.add(
          new HistoryRecord(
              "대출", each.at() + HALF_HOUR, each.ending(), 60_000, each.handleMillis()));
    }
    Forecast forecast = Forecast.of(history, 1, 0, new Plan(50));
    Forecast.SelfCheck check = forecast.check("대출", history, 0);
    assertThat(check.conversations()).isEqualTo(100);
    assertThat(check.overloaded()).isEqualTo(1);
    assertThat(check.forecastSeconds()).isFinite();
    assertThat(ForecastReport.line(check, Language.KOREAN)).endsWith("(상담 100건, 넘치는 반시간 1개 제외)");
    assertThat(ForecastReport.line(check, Language.ENGLISH))
        .endsWith("(100 conversations, 1 overloaded half hour left out)");
    Forecast.SelfCheck none = forecast.check("대출", history.subList(0, 1000), 0);
    assertThat(none.conversations()).isZero();
    assertThat(ForecastReport.line(none, Language.KOREAN)).isEqualTo("견줄 수 없음 (넘치는 반시간 1개 제외)");
    assertThat(ForecastReport.line(none, Language.ENGLISH))
        .isEqualTo("nothing to compare (1 overloaded half hour left out)");
    assertThat(new ForecastReport(forecast, List.of(none)).text(Language.KOREAN))
        .contains("견줄 수 없음");
  }
}
