package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Relaxation;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.simulation.RuleVersion.Routed;
import org.junit.jupiter.api.Test;

final class ReplayTest {
  private static final long MORNING = 1_764_032_400_000L;
  private final long seed = Long.getLong("ondam.seed", 20_261_126L);

  /// Each centre for itself, or overflow after so many milliseconds.
  static RuleVersion rules(String name, long overflowMillis) {
    return new RuleVersion(
        name,
        Cases.policy(Strategy.LONGEST_IDLE),
        arrived -> {
          Bits home = home(arrived.centre());
          List<Relaxation> wider =
              overflowMillis > 0 ? List.of(new Relaxation(overflowMillis, Bits.NONE)) : List.of();
          Demand demand = new Demand(0, 0, 1000, home, Bits.NONE, wider);
          return new Routed(arrived.queue(), demand, 0, Sticky.NONE, 20_000);
        },
        seen -> new AgentProfile(home(seen.centre()), seen.availability(), seen.capacity(), 0));
  }

  private static Bits home(String centre) {
    return Bits.of(Integer.parseInt(centre.substring(1)));
  }

  /// A day as a server would record it: simulated with one rule version, then written down.
  static List<DayEntry> day(int centres, int arrivals, double rho, long seed) {
    List<DayEntry> entries = new ArrayList<>();
    Draws draws = new Draws(seed);
    for (int i = 0; i < centres * 10; i++) {
      entries.add(
          new DayEntry.AgentSeen(
              MORNING, i, "", "c" + i / 10, Availability.OPEN, Map.of("대출", 2), Cases.slots(1), 0));
    }
    long[][] freeAt = new long[centres][10];
    double at = MORNING;
    for (int i = 0; i < arrivals; i++) {
      at += draws.exponential(Cases.HANDLE / (centres * 10 * rho));
      int centre = draws.below(centres);
      int first = 0;
      for (int j = 1; j < 10; j++) {
        first = freeAt[centre][j] < freeAt[centre][first] ? j : first;
      }
      long begin = Math.max((long) at, freeAt[centre][first]);
      long patience = Math.round(draws.exponential(Cases.HANDLE * 2));
      long handle = Math.round(draws.exponential(Cases.HANDLE));
      entries.add(
          new DayEntry.Arrived(
              (long) at, i, 0, "c" + centre, "대출", Partition.NOBODY, Map.of("고객.등급", "VIP")));
      if (begin - (long) at > patience) {
        entries.add(new DayEntry.Left((long) at + patience, i, false));
      } else {
        freeAt[centre][first] = begin + handle;
        entries.add(new DayEntry.Answered(begin, i, centre * 10L + first));
        entries.add(new DayEntry.Ended(begin + handle, i, 0));
      }
    }
    return entries;
  }

  private static DayLog log(List<DayEntry> entries) {
    return DayLog.of("hanbit", "2026-11-25", entries);
  }

  @Test
  void theRulesOfTheDayGiveTheWaitsOfTheDay() {
    DayLog log = log(day(3, 3000, .95, seed));
    TrialResult result = new Replay(log).run(rules("오늘", 0));
    for (int i = 0; i < log.conversations().size(); i++) {
      assertThat(result.visits().get(i).waitMillis())
          .as("seed " + seed + " conversation " + i)
          .isEqualTo(log.conversations().get(i).waitMillis(log.end()));
    }
    ReplayReport report = new Replay(log).compare(rules("오늘", 0), rules("오늘", 0));
    assertThat(report.changed()).isZero();
    assertThat(report.recordedWait())
        .isCloseTo(report.figuresBefore().get(Slice.ALL, Measure.MEAN_WAIT), within(1e-6));
  }

  @Test
  void overflowShowsWhatItWouldHaveChanged() {
    Replay replay = new Replay(log(day(3, 3000, .95, seed)));
    ReplayReport report = replay.compare(rules("오늘", 0), rules("내일", 10_000));
    assertThat(report.change(Slice.ALL, Measure.MEAN_WAIT)).isNegative();
    assertThat(report.change(Slice.ALL, Measure.SERVICE_LEVEL)).isPositive();
    assertThat(report.largest()).hasSize(20);
    assertThat(report.changed()).isGreaterThan(20);
    List<Long> sizes = report.largest().stream().map(each -> -Math.abs(each.more())).toList();
    assertThat(sizes).isSorted();
    assertThat(report.text(Language.KOREAN))
        .contains("오늘 → 내일", "센터 c2", "실제", "가장 크게 달라지는 20건", "읽을 때 주의");
    assertThat(report.text(Language.ENGLISH)).contains("Keep in mind", "observed");
    assertThat(replay.compare(rules("오늘", 0), rules("내일", 10_000)).text(Language.KOREAN))
        .isEqualTo(report.text(Language.KOREAN));
  }

  @Test
  void theConversationsThatChangeMostAreNamedAsTheyAreElsewhere() {
    DayEntry agent =
        new DayEntry.AgentSeen(
            MORNING, 9, "kim", "c0", Availability.OPEN, Map.of(), Cases.slots(1), 0);
    DayEntry arrived =
        new DayEntry.Arrived(
            MORNING, 4, 0, "c0", "대출", Partition.NOBODY, Map.of(), "0197-abc", "new");
    DayEntry earlier =
        new DayEntry.Arrived(
            MORNING - 1, 3, 0, "c1", "대출", Partition.NOBODY, Map.of(), "0197-abb", "old");
    DayEntry latest =
        new DayEntry.Arrived(
            MORNING + 1, 5, 0, "c1", "대출", Partition.NOBODY, Map.of(), "0197-abd", "new");
    DayLog log =
        log(List.of(agent, earlier, arrived, latest, new DayEntry.Left(MORNING + 90_000, 3, true)));
    assertThat(log.rules()).contains("new");
    ReplayReport report = new Replay(log).compare(rules("오늘", 0), rules("내일", 10_000));
    assertThat(report.largest())
        .extracting(ReplayReport.Change::conversation, ReplayReport.Change::agentAfter)
        .contains(tuple("0197-abb", "kim"));
    assertThat(report.text(Language.KOREAN))
        .contains("0197-abb", "kim", "상담 1건은 다른 규칙으로 들어왔지만", "대기한도와 범위: 그룹은 재연하지 않고");
    assertThat(report.text(Language.ENGLISH)).contains("1 conversation arrived under other rules");
  }

  private static RuleVersion opening(String name, long until) {
    return new RuleVersion(
        name,
        Cases.policy(Strategy.LONGEST_IDLE),
        arrived ->
            new Routed(
                arrived.queue(),
                Demand.plain(0, 0, Bits.NONE),
                0,
                Sticky.NONE,
                20_000,
                arrived.at() < until ? until : 0),
        seen -> new AgentProfile(Bits.NONE, seen.availability(), seen.capacity(), 0));
  }

  /// One comes before the opening and one leaves before it; a third finds it open.
  private static DayLog morning() {
    return log(
        List.of(
            agent(0, Availability.OPEN),
            new DayEntry.Arrived(MORNING, 1, 0, "c0", "대출", Partition.NOBODY, Map.of()),
            new DayEntry.Arrived(MORNING, 2, 0, "c0", "대출", Partition.NOBODY, Map.of()),
            new DayEntry.Left(MORNING + 60_000, 2, false),
            new DayEntry.Answered(MORNING + 606_000, 1, 0),
            new DayEntry.Ended(MORNING + 700_000, 1, 0),
            new DayEntry.Arrived(MORNING + 800_000, 3, 0, "c0", "대출", Partition.NOBODY, Map.of()),
            new DayEntry.Answered(MORNING + 803_000, 3, 0),
            new DayEntry.Ended(MORNING + 900_000, 3, 0)));
  }

  @Test
  void whoComesOutOfHoursWaitsFromTheOpeningOn() {
    Replay replay = new Replay(morning());
    TrialResult result = replay.run(opening("오늘", MORNING + 600_000));
    assertThat(result.visits())
        .extracting(Visit::ending)
        .containsExactly(Visit.Ending.ANSWERED, Visit.Ending.LEFT, Visit.Ending.ANSWERED);
    assertThat(result.visits()).extracting(Visit::waitMillis).containsOnly(0L);
    assertThat(result.waitingMillis()).isZero();
    ReplayReport report =
        replay.compare(opening("오늘", MORNING + 600_000), opening("내일", MORNING + 601_000));
    assertThat(report.recordedWait()).isCloseTo(3, within(1e-9));
    assertThat(report.closed()).isZero();
    assertThat(report.text(Language.KOREAN)).doesNotContain("시간외");
  }

  @Test
  void whoWaitsForALaterDayIsLeftOutAndCounted() {
    ReplayReport report =
        new Replay(morning())
            .compare(opening("오늘", MORNING + 600_000), opening("내일", MORNING + 86_400_000));
    assertThat(report.closed()).isEqualTo(3);
    assertThat(report.figuresBefore().get(Slice.ALL, Measure.ARRIVED)).isEqualTo(3);
    assertThat(report.figuresAfter().get(Slice.ALL, Measure.ARRIVED)).isZero();
    assertThat(report.text(Language.KOREAN)).contains("영업 시작을 기다리는 상담 3건은 뺐습니다");
    assertThat(report.text(Language.ENGLISH)).contains("3 conversations out of hours wait");
  }

  @Test
  void workAfterTheShiftIsOvertime() {
    DayLog log =
        log(
            List.of(
                agent(0, Availability.OPEN),
                new DayEntry.Arrived(MORNING, 77, 0, "c0", "대출", Partition.NOBODY, Map.of()),
                new DayEntry.Answered(MORNING, 77, 0),
                agent(60_000, Availability.CLOSED),
                new DayEntry.Ended(MORNING + 600_000, 77, 0)));
    Figures figures = new Replay(log).figures(rules("오늘", 0));
    assertThat(figures.get(Slice.ALL, Measure.OVERTIME)).isCloseTo(.15, within(1e-9));
    assertThat(figures.get(Slice.centre("c0"), Measure.OCCUPANCY)).isEqualTo(1);
  }

  /// Away for ten minutes with a conversation, back, and a minute too long in the end.
  @Test
  void aBreakIsNoOvertime() {
    DayLog log =
        log(
            List.of(
                agent(0, Availability.OPEN),
                new DayEntry.Arrived(MORNING, 77, 0, "c0", "대출", Partition.NOBODY, Map.of()),
                new DayEntry.Answered(MORNING, 77, 0),
                agent(60_000, Availability.CLOSED),
                agent(660_000, Availability.OPEN),
                agent(720_000, Availability.CLOSED),
                new DayEntry.Ended(MORNING + 780_000, 77, 0)));
    Figures figures = new Replay(log).figures(rules("오늘", 0));
    assertThat(figures.get(Slice.ALL, Measure.OVERTIME)).isCloseTo(1 / 60.0, within(1e-9));
  }

  @Test
  void whoIsBackTheNextDayWorkedOvertimeTheDayBefore() {
    DayLog log =
        log(
            List.of(
                agent(0, Availability.OPEN),
                new DayEntry.Arrived(MORNING, 77, 0, "c0", "대출", Partition.NOBODY, Map.of()),
                new DayEntry.Answered(MORNING, 77, 0),
                agent(60_000, Availability.CLOSED),
                new DayEntry.Ended(MORNING + 120_000, 77, 0),
                agent(60_000_000, Availability.OPEN)));
    Figures figures = new Replay(log).figures(rules("오늘", 0));
    assertThat(figures.get(Slice.ALL, Measure.OVERTIME)).isCloseTo(1 / 60.0, within(1e-9));
  }

  @Test
  void anEmptyDayHasNoFigures() {
    ReplayReport report = new Replay(log(List.of())).compare(rules("오늘", 0), rules("내일", 10_000));
    assertThat(report.text(Language.KOREAN)).contains("평균대기 -, 실제 -").doesNotContain("NaN");
    assertThat(report.text(Language.ENGLISH)).contains("observed -").doesNotContain("NaN");
  }

  private static DayEntry agent(long after, Availability availability) {
    return new DayEntry.AgentSeen(
        MORNING + after, 0, "", "c0", availability, Map.of(), Cases.slots(1), 0);
  }

  /// How the speed of a long day is measured by hand: `-Dondam.replay.arrivals=66667` is a day of
  /// 200,000 entries.
  @Test
  void aLongDayIsReplayed() {
    int arrivals = Integer.getInteger("ondam.replay.arrivals", 5000);
    List<DayEntry> entries = day(20, arrivals, .9, seed);
    DayLog log = log(entries);
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    for (int run = 0; run < 3; run++) {
      long start = processor.getCurrentThreadCpuTime();
      TrialResult result = new Replay(log).run(rules("오늘", 30_000));
      System.out.printf(
          "replay: %d entries, %d ms of processor time%n",
          entries.size(), (processor.getCurrentThreadCpuTime() - start) / 1_000_000);
      assertThat(result.visits()).hasSize(arrivals);
    }
  }
}
