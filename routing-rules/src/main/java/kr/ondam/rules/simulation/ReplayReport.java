package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import kr.ondam.rules.English;

/// What another version of the rules would have changed on a recorded day.
///
/// @param recordedWait mean wait of the day as it was, in seconds; near the one under the rules of
///   that day when the replay is to be trusted; NaN when nobody came
/// @param changed how many conversations wait differently or go to another agent
/// @param largest the conversations that change most, at most 20
/// @param closed conversations out of hours that under one of the versions wait for a later day,
///   and are left out of its figures
/// @param underOtherRules conversations that arrived under other rules than most of the day
public record ReplayReport(
    String tenant,
    String day,
    String before,
    String after,
    Figures figuresBefore,
    Figures figuresAfter,
    double recordedWait,
    int changed,
    List<Change> largest,
    int closed,
    int underOtherRules) {
  private static final int MOST = 20;

  private static final List<Measure> MEASURES =
      List.of(
          Measure.ARRIVED,
          Measure.MEAN_WAIT,
          Measure.SERVICE_LEVEL,
          Measure.WORST_WAIT,
          Measure.ABANDONED,
          Measure.OVERTIME,
          Measure.IDLE_FAIRNESS,
          Measure.LOAD_FAIRNESS);

  public ReplayReport {
    largest = List.copyOf(largest);
  }

  /// A conversation under both versions.
  ///
  /// @param conversation its id where it was recorded
  /// @param agentBefore login of who answers, empty for nobody
  public record Change(
      String conversation,
      String queueBefore,
      String queueAfter,
      String agentBefore,
      String agentAfter,
      long waitBefore,
      long waitAfter) {
    /// How much longer it waits, in milliseconds.
    public long more() {
      return waitAfter - waitBefore;
    }
  }

  static ReplayReport of(
      DayLog log, String before, TrialResult first, String after, TrialResult second) {
    List<Change> changes = new ArrayList<>();
    Map<Long, String> logins = log.logins();
    double recorded = 0;
    int played = 0;
    int closed = 0;
    for (int i = 0; i < log.conversations().size(); i++) {
      DayLog.Recorded each = log.conversations().get(i);
      Visit old = first.visits().get(i);
      Visit now = second.visits().get(i);
      if (old.ending() != Visit.Ending.CLOSED) {
        long kept = old.arrival().waitsFrom() - old.arrival().at();
        recorded += Math.max(0, each.waitMillis(log.end()) - kept) / 1000.0;
        played++;
      }
      if (old.ending() == Visit.Ending.CLOSED || now.ending() == Visit.Ending.CLOSED) {
        closed++;
      }
      if (old.waitMillis() != now.waitMillis() || old.agent() != now.agent()) {
        changes.add(
            new Change(
                each.arrived().id(),
                old.arrival().queue(),
                now.arrival().queue(),
                logins.getOrDefault(old.agent(), ""),
                logins.getOrDefault(now.agent(), ""),
                old.waitMillis(),
                now.waitMillis()));
      }
    }
    // The sort is stable: what changes alike stands in the order of arrival.
    changes.sort(Comparator.comparingLong((Change change) -> -Math.abs(change.more())));
    return new ReplayReport(
        log.tenant(),
        log.day(),
        before,
        after,
        Figures.of(first),
        Figures.of(second),
        recorded / played,
        changes.size(),
        changes.subList(0, Math.min(MOST, changes.size())),
        closed,
        log.underOtherRules());
  }

  /// How much a figure changes.
  public double change(Slice slice, Measure measure) {
    return figuresAfter.get(slice, measure) - figuresBefore.get(slice, measure);
  }

  /// The tables for a terminal, with what to keep in mind.
  public String text(Language language) {
    Wording words = new Wording(language);
    StringBuilder text = new StringBuilder();
    text.append(words.say("재연 ", "Replay of ")).append(tenant).append(' ').append(day);
    text.append(": ").append(before).append(" → ").append(after).append("\n\n");
    text.append(figures(words)).append('\n');
    text.append(check(words)).append("\n\n").append(changes(words)).append('\n');
    return text.append(caveats(words)).toString();
  }

  private String figures(Wording words) {
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of(""));
    MEASURES.forEach(measure -> header.add(words.measure(measure)));
    table.row(header);
    TreeSet<Slice> slices = new TreeSet<>(figuresBefore.slices());
    slices.addAll(figuresAfter.slices());
    for (Slice slice : slices) {
      List<String> row = new ArrayList<>(List.of(words.slice(slice)));
      for (Measure measure : MEASURES) {
        row.add(cell(words, slice, measure));
      }
      table.row(row);
    }
    return table.text();
  }

  private String cell(Wording words, Slice slice, Measure measure) {
    double old = figuresBefore.get(slice, measure);
    double now = figuresAfter.get(slice, measure);
    if (!Double.isFinite(old) && !Double.isFinite(now)) {
      return "-";
    }
    String shownOld = Double.isFinite(old) ? words.number(measure, old, false) : "-";
    String shownNow = Double.isFinite(now) ? words.number(measure, now, false) : "-";
    if (shownOld.equals(shownNow)) {
      return shownNow;
    }
    String difference =
        Double.isFinite(now - old) ? " (" + words.number(measure, now - old, true) + ")" : "";
    return shownOld + "→" + shownNow + difference;
  }

  private String check(Wording words) {
    String replayed = wait(words, figuresBefore.get(Slice.ALL, Measure.MEAN_WAIT));
    String recorded = wait(words, recordedWait);
    return words.say(
        "'" + before + "' 재연 평균대기 " + replayed + ", 실제 " + recorded,
        "mean wait replayed under '" + before + "' " + replayed + ", observed " + recorded);
  }

  private static String wait(Wording words, double seconds) {
    return Double.isFinite(seconds) ? seconds(seconds) + words.say("초", " s") : "-";
  }

  private String changes(Wording words) {
    StringBuilder text = new StringBuilder();
    text.append(
        words.say(
            "달라지는 상담 " + changed + "건, 가장 크게 달라지는 " + largest.size() + "건\n",
            English.count(changed, "conversation changes", "conversations change")
                + ", the "
                + English.count(largest.size(), "that changes", "that change")
                + " most\n"));
    TextTable table = new TextTable();
    table.row(
        List.of(
            words.say("상담", "conversation"),
            words.say("큐", "queue"),
            words.say("대기(초)", "wait s"),
            words.say("상담사", "agent")));
    for (Change change : largest) {
      table.row(
          List.of(
              change.conversation(),
              arrow(change.queueBefore(), change.queueAfter()),
              arrow(seconds(change.waitBefore() / 1000.0), seconds(change.waitAfter() / 1000.0))
                  + String.format(Locale.ROOT, " (%+.1f)", change.more() / 1000.0),
              arrow(agent(change.agentBefore()), agent(change.agentAfter()))));
    }
    return text + (largest.isEmpty() ? "" : table.text());
  }

  private static String arrow(String old, String now) {
    return old.equals(now) ? now : old + "→" + now;
  }

  private static String agent(String login) {
    return login.isEmpty() ? "-" : login;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private String caveats(Wording words) {
    String hours =
        closed == 0
            ? ""
            : words.say(
                "시간외에 와서 다음 날 이후의 영업 시작을 기다리는 상담 " + closed + "건은 뺐습니다.\n",
                English.count(
                        closed,
                        "conversation out of hours waits for the opening of a later day and is",
                        "conversations out of hours wait for the opening of a later day and are")
                    + " left out.\n");
    String other =
        underOtherRules == 0
            ? ""
            : words.say(
                "그날 규칙이 바뀌어 상담 " + underOtherRules + "건은 다른 규칙으로 들어왔지만, 재연은 하루를 한 규칙으로 봅니다.\n",
                English.count(underOtherRules, "conversation")
                    + " arrived under other rules of that day; the replay takes one"
                    + " version for the whole day.\n");
    return hours
        + other
        + words.say(
            """
            읽을 때 주의: 처리시간은 누가 받든 기록된 그대로이고(첫 응답부터 종료까지, 이관 포함), 제안은 바로 수락한 것으로 봅니다.
            응답받은 고객과 말없이 떠난 고객이 얼마나 더 기다렸을지는 알 수 없어 큐별 포기율 추정(θ̂)으로 정합니다.
            대기한도와 범위: 그룹은 재연하지 않고(그룹은 계열사까지), 최대대기의 다른큐는 안내처럼 그 큐에서 계속 기다립니다.
            상담사와 고객이 바뀐 규칙에 맞추어 행동을 바꾸지는 않습니다.
            """,
            """
            Keep in mind: handle times are kept with the conversation whoever answers (first answer to end, transfers
            included), and offers count as accepted at once. How long the answered and the silent would have waited is not
            known and is drawn from each queue's estimated rate of giving up. A limit (대기한도) and other tenants (범위: 그룹) are
            left out: such a step reaches as far as the tenant. A longest wait that leads to another queue counts as a
            notice. People do not react to the other rules.
            """);
  }
}
