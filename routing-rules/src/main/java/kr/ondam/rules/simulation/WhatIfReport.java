package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import kr.ondam.rules.English;

/// What the cases of a what-if came to.
///
/// @param outcomes the base case first
public record WhatIfReport(String title, long seed, int replications, List<Outcome> outcomes) {
  private static final List<Measure> COLUMNS =
      List.of(
          Measure.ARRIVED,
          Measure.MEAN_WAIT,
          Measure.MEDIAN_WAIT,
          Measure.P95_WAIT,
          Measure.WORST_WAIT,
          Measure.SERVICE_LEVEL,
          Measure.ABANDONED,
          Measure.UNSERVED,
          Measure.MEAN_HANDLE,
          Measure.FAVOURED,
          Measure.OCCUPANCY,
          Measure.IDLE_FAIRNESS,
          Measure.LOAD_FAIRNESS,
          Measure.OVERTIME);

  /// Left out where they are always 0 or missing.
  private static final Set<Measure> OPTIONAL =
      Set.of(Measure.ABANDONED, Measure.UNSERVED, Measure.FAVOURED, Measure.OVERTIME);

  public WhatIfReport {
    outcomes = List.copyOf(outcomes);
  }

  /// What a case came to.
  ///
  /// @param name empty for the base case
  public record Outcome(String name, Replications runs, Map<String, Double> targets) {}

  /// The tables for a terminal.
  public String text(Language language) {
    Wording words = new Wording(language);
    StringBuilder text = new StringBuilder();
    text.append(words.say("모의실험", "Simulation"));
    text.append(title.isEmpty() ? "" : ": " + title).append('\n');
    text.append(
        words.say(
            "반복 " + replications + "회, 씨앗 " + seed + "\n\n",
            English.count(replications, "replication") + ", seed " + seed + "\n\n"));
    Outcome base = outcomes.getFirst();
    for (Outcome outcome : outcomes) {
      String name = outcome.name().isEmpty() ? words.say("기준", "base") : outcome.name();
      text.append('[').append(name).append("]\n");
      text.append(table(words, outcome));
      if (outcome != base) {
        text.append(words.say("기준과의 차이\n", "difference to the base\n"));
        text.append(differences(words, outcome, base));
      }
      text.append('\n');
    }
    return text.append(notes(words)).toString();
  }

  private List<Measure> columns() {
    return COLUMNS.stream()
        .filter(measure ->
            !OPTIONAL.contains(measure)
                || outcomes.stream()
                    .map(outcome -> outcome.runs().estimate(Slice.ALL, measure))
                    .anyMatch(estimate -> Math.abs(estimate.mean()) > 0))
        .toList();
  }

  private String table(Wording words, Outcome outcome) {
    return table(
        words,
        outcome.runs(),
        (slice, measure) -> {
          String missed = measure == Measure.SERVICE_LEVEL && misses(outcome, slice) ? "▽" : "";
          return missed + words.estimate(measure, outcome.runs().estimate(slice, measure));
        });
  }

  private String table(Wording words, Replications runs, BiFunction<Slice, Measure, String> cell) {
    TextTable table = new TextTable();
    List<Measure> columns = columns();
    table.row(header(words, columns));
    for (Slice slice : slices(runs)) {
      List<String> row = new ArrayList<>(List.of(words.slice(slice)));
      columns.forEach(measure -> row.add(cell.apply(slice, measure)));
      table.row(row);
    }
    return table.text();
  }

  private static boolean misses(Outcome outcome, Slice slice) {
    Double target = slice.of() == Slice.Of.QUEUE ? outcome.targets().get(slice.name()) : null;
    return target != null && outcome.runs().estimate(slice, Measure.SERVICE_LEVEL).mean() < target;
  }

  private String differences(Wording words, Outcome outcome, Outcome base) {
    Replications runs = outcome.runs();
    return table(
        words,
        runs,
        (slice, measure) ->
            words.difference(measure, runs.difference(base.runs(), slice, measure)));
  }

  /// A single queue, centre or kind says nothing that the first line does not.
  private static List<Slice> slices(Replications runs) {
    List<Slice> all = runs.slices();
    return all.stream()
        .filter(slice ->
            slice.of() == Slice.Of.ALL
                || slice.of() == Slice.Of.KIND
                || slice.of() == Slice.Of.QUEUE
                || all.stream().filter(other -> other.of() == slice.of()).count() > 1)
        .toList();
  }

  private static List<String> header(Wording words, List<Measure> columns) {
    List<String> header = new ArrayList<>(List.of(""));
    columns.forEach(measure -> header.add(words.measure(measure)));
    return header;
  }

  private static String notes(Wording words) {
    return words.say(
        """
        ± 는 95% 신뢰구간의 반입니다. * 는 같은 고객으로 짝지어 비교했을 때 우연으로 보기 어려운 차이이고
        (비교가 많으면 스무 번에 한 번은 우연히 붙습니다), ▽ 는 목표 비율에 못 미친 서비스레벨입니다. 서비스레벨은 목표 시간 안에 응답한 수를 도착한 수로 나눈 값,
        대기는 포기한 고객도 포함합니다. 고객과 상담사가 바뀐 규칙에 맞추어 행동을 바꾸지는 않습니다.
        """,
        """
        ± is half the 95% confidence interval; * marks a difference that is hardly chance, compared on the same
        customers (among many, one in twenty is marked by chance); ▽ a service level below its target share. The
        service level is the number answered in time by the number that arrived; waits include those who gave up.
        Nobody changes behaviour with the rules.
        """);
  }
}
