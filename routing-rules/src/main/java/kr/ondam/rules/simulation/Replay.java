package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.Ticket;
import kr.ondam.rules.simulation.DayLog.Recorded;
import kr.ondam.rules.simulation.RuleVersion.Routed;

/// Runs a recorded day through the engine under other rules.
///
/// Arrivals, presences and handle times are those of the record. What the record cannot know is
/// drawn from a fixed seed and the number of the conversation, so that two versions are given the
/// same: how long somebody who was answered would have waited, and how long a conversation that
/// nobody answered would have taken.
public final class Replay {
  private static final long SEED = 0x0a11_da70L;

  /// For a day in which nobody was answered.
  private static final long SOME_HANDLE = 300_000;

  private final DayLog log;
  private final Map<String, Patience> patience = new TreeMap<>();
  private final Map<String, List<Long>> handles = new TreeMap<>();
  private final List<Long> allHandles = new ArrayList<>();

  public Replay(DayLog log) {
    this.log = log;
    for (Recorded each : log.conversations()) {
      String queue = each.arrived().queue();
      patience
          .computeIfAbsent(queue, _ -> new Patience())
          .add(each.waitMillis(log.end()), each.leftAt() != DayLog.UNKNOWN && !each.silent());
      if (each.handleMillis() != DayLog.UNKNOWN) {
        handles.computeIfAbsent(queue, _ -> new ArrayList<>()).add(each.handleMillis());
        allHandles.add(each.handleMillis());
      }
    }
  }

  /// Compares two versions on this day.
  public ReplayReport compare(RuleVersion before, RuleVersion after) {
    return ReplayReport.of(log, before.name(), run(before), after.name(), run(after));
  }

  /// The figures of the day under one version.
  public Figures figures(RuleVersion version) {
    return Figures.of(run(version));
  }

  TrialResult run(RuleVersion version) {
    List<Tape.Presence> presences = new ArrayList<>();
    for (DayEntry.AgentSeen seen : log.agents()) {
      presences.add(
          new Tape.Presence(
              seen.at(), seen.agent(), seen.centre(), version.profile().apply(seen), 1));
    }
    presences.sort(Comparator.comparingLong(Tape.Presence::at));
    List<Tape.Arrival> arrivals = new ArrayList<>();
    for (Recorded each : log.conversations()) {
      arrivals.add(arrival(each, arrivals.size(), version.route().apply(each.arrived())));
    }
    Tape tape = new Tape(arrivals, presences, 0, log.end());
    return new Trial(version.policy(), Conduct.PLAIN, tape).run();
  }

  private Tape.Arrival arrival(Recorded recorded, int number, Routed routed) {
    DayEntry.Arrived arrived = recorded.arrived();
    Ticket ticket =
        new Ticket(
            number, arrived.channel(), routed.demand(), routed.boostMillis(), arrived.at(), number);
    return new Tape.Arrival(
        arrived.at(),
        "",
        routed.queue(),
        arrived.centre(),
        ticket,
        routed.sticky(),
        handle(recorded),
        recorded.wrapUpMillis(),
        patience(recorded),
        routed.targetMillis(),
        routed.until());
  }

  private long handle(Recorded recorded) {
    if (recorded.handleMillis() != DayLog.UNKNOWN) {
      return recorded.handleMillis();
    }
    List<Long> alike = handles.getOrDefault(recorded.arrived().queue(), allHandles);
    Draws draws = Draws.of(SEED, recorded.arrived().conversation(), 'h');
    return alike.isEmpty() ? SOME_HANDLE : alike.get(draws.below(alike.size()));
  }

  /// As long as it was when the customer gave up, otherwise longer than it is known to be.
  private long patience(Recorded recorded) {
    long waited = recorded.waitMillis(log.end());
    if (recorded.leftAt() != DayLog.UNKNOWN && !recorded.silent()) {
      return waited;
    }
    Draws draws = Draws.of(SEED, recorded.arrived().conversation(), 'p');
    Patience queue = patience.getOrDefault(recorded.arrived().queue(), new Patience());
    long further = queue.further(draws);
    return further == Distribution.ENDLESS ? further : waited + further;
  }
}
