package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;

/// Simulates a [Scenario] on the production engine.
///
/// What is drawn depends on the seed, the replication and the names of the inflow only. Two
/// scenarios with the same inflows therefore see the same customers, and their difference is not
/// chance.
public final class Simulator {
  private Simulator() {}

  /// Runs a scenario several times, each with other draws from the same seed.
  ///
  /// @param replications 1 to 10,000
  public static Replications replicate(Scenario scenario, long seed, int replications) {
    Erlang.check(
        "replications", replications, replications >= 1 && replications <= 10_000, "1 to 10000");
    List<Figures> figures = new ArrayList<>(replications);
    for (int i = 0; i < replications; i++) {
      figures.add(Figures.of(run(scenario, seed, i)));
    }
    return new Replications(figures);
  }

  /// One run.
  static TrialResult run(Scenario scenario, long seed, int replication) {
    Conduct conduct = scenario.conduct().withSeed(Draws.of(seed, replication, 'a').nextLong());
    return new Trial(scenario.policy(), conduct, tape(scenario, seed, replication)).run();
  }

  static Tape tape(Scenario scenario, long seed, int replication) {
    List<Tape.Arrival> drawn = new ArrayList<>();
    for (Inflow inflow : scenario.inflows()) {
      draw(inflow, scenario, Draws.of(seed, replication, key(inflow)).nextLong(), drawn);
    }
    drawn.sort(Comparator.comparingLong(Tape.Arrival::at));
    List<Tape.Arrival> arrivals = new ArrayList<>(drawn.size());
    for (Tape.Arrival arrival : drawn) {
      arrivals.add(numbered(arrival, arrivals.size()));
    }
    return new Tape(
        arrivals, presences(scenario.staff()), scenario.warmUpMillis(), scenario.lengthMillis());
  }

  /// The hash of a text is the same on every machine.
  private static long key(Inflow inflow) {
    String name =
        inflow.name() + '\n' + inflow.queue() + '\n' + inflow.centre() + '\n' + inflow.channel();
    return name.hashCode();
  }

  /// Each purpose draws from its own sequence, so that changing one leaves the others alone.
  private static void draw(
      Inflow inflow, Scenario scenario, long seed, List<Tape.Arrival> arrivals) {
    Draws handles = Draws.of(seed, 'h');
    Draws patience = Draws.of(seed, 'p');
    Draws known = Draws.of(seed, 'k');
    List<Staff> staff = able(scenario.staff(), inflow);
    for (long at : inflow.arrivals().times(scenario.lengthMillis(), Draws.of(seed, 't'))) {
      boolean returns = known.uniform() < inflow.returning().share();
      double which = known.uniform();
      Sticky sticky =
          returns && !staff.isEmpty()
              ? new Sticky(
                  staff.get((int) (which * staff.size())).agent(), inflow.returning().holdMillis())
              : Sticky.NONE;
      Ticket ticket = new Ticket(0, inflow.channel(), inflow.demand(), inflow.boostMillis(), at, 0);
      arrivals.add(
          new Tape.Arrival(
              at,
              inflow.name(),
              inflow.queue(),
              inflow.centre(),
              ticket,
              sticky,
              inflow.handle().draw(handles),
              inflow.wrapUpMillis(),
              inflow.patience().draw(patience),
              inflow.targetMillis(),
              0));
    }
  }

  /// Who may have served the customer before: the agents the queue asks for in the first place.
  private static List<Staff> able(List<Staff> staff, Inflow inflow) {
    return staff.stream()
        .filter(agent -> agent.profile().bits().covers(inflow.demand().requirement()))
        .toList();
  }

  static Tape.Arrival numbered(Tape.Arrival arrival, int number) {
    Ticket old = arrival.ticket();
    Ticket ticket =
        new Ticket(number, old.channel(), old.demand(), old.boostMillis(), old.arrivedAt(), number);
    return new Tape.Arrival(
        arrival.at(),
        arrival.kind(),
        arrival.queue(),
        arrival.centre(),
        ticket,
        arrival.sticky(),
        arrival.handleMillis(),
        arrival.wrapUpMillis(),
        arrival.patienceMillis(),
        arrival.targetMillis(),
        arrival.until());
  }

  private static List<Tape.Presence> presences(List<Staff> staff) {
    List<Tape.Presence> presences = new ArrayList<>();
    for (Staff agent : staff) {
      if (agent.agent() == Partition.NOBODY) {
        throw new IllegalArgumentException("agent: -1 (expected: >= 0)");
      }
      for (Staff.Shift shift : agent.shifts()) {
        presences.add(
            new Tape.Presence(
                shift.fromMillis(), agent.agent(), agent.centre(), agent.profile(), agent.pace()));
        if (shift.untilMillis() != Distribution.ENDLESS) {
          presences.add(
              new Tape.Presence(
                  shift.untilMillis(),
                  agent.agent(),
                  agent.centre(),
                  Trial.closed(agent.profile()),
                  agent.pace()));
        }
      }
    }
    presences.sort(Comparator.comparingLong(Tape.Presence::at));
    return presences;
  }
}
