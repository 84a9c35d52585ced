package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Relaxation;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.simulation.Inflow.Returning;

/// The simulated cases of routing.md 3, mean handle time 180 s unless said otherwise.
final class Cases {
  static final double HANDLE = 180_000;
  static final long TARGET = 20_000;
  static final Distribution NEVER = new Distribution.Never();

  private Cases() {}

  static Policy policy(Strategy strategy) {
    return new Policy("case", strategy, 30_000, true, 60_000, 0);
  }

  static Capacity slots(int slots) {
    return new Capacity(slots, List.of(new Capacity.Channel(1, slots)));
  }

  static AgentProfile profile(Bits bits, int slots, int rank) {
    return new AgentProfile(bits, Availability.OPEN, slots(slots), rank);
  }

  static List<Staff> staff(int agents, int slots) {
    List<Staff> staff = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      staff.add(Staff.always(i, "", profile(Bits.NONE, slots, i)));
    }
    return staff;
  }

  /// An inflow of `load` Erlang.
  static Inflow inflow(
      String kind, String centre, Demand demand, long boost, double load, double handle) {
    return inflow(kind, centre, demand, boost, load, handle, NEVER, Returning.NONE);
  }

  static Inflow inflow(
      String kind,
      String centre,
      Demand demand,
      long boost,
      double load,
      double handle,
      Distribution patience,
      Returning returning) {
    return new Inflow(
        kind,
        "q" + demand.queue(),
        centre,
        0,
        demand,
        boost,
        new ArrivalPattern.Poisson(load * 3_600_000 / handle),
        new Distribution.Exponential(handle),
        patience,
        0,
        returning,
        TARGET);
  }

  /// A scenario in which about so many arrive; the first twentieth is not counted.
  static Scenario scenario(
      Strategy strategy, List<Inflow> inflows, List<Staff> staff, Conduct conduct, int arrivals) {
    double perHour = 0;
    for (Inflow inflow : inflows) {
      perHour += ((ArrivalPattern.Poisson) inflow.arrivals()).perHour();
    }
    long length = Math.round(arrivals / perHour * 3_600_000);
    return new Scenario(policy(strategy), inflows, staff, conduct, length, length / 20);
  }

  /// M/M/c, or M/M/c+M when theta, in units of the service rate, is not 0.
  static Scenario plain(Strategy strategy, int agents, double rho, double theta, int arrivals) {
    Distribution patience = theta == 0 ? NEVER : new Distribution.Exponential(HANDLE / theta);
    Inflow inflow =
        inflow(
            "",
            "",
            Demand.plain(0, 0, Bits.NONE),
            0,
            agents * rho,
            HANDLE,
            patience,
            Returning.NONE);
    return scenario(strategy, List.of(inflow), staff(agents, 1), Conduct.PLAIN, arrivals);
  }

  /// Six centres that help each other after so many milliseconds; negative is never, 0 at once.
  static Scenario centres(double[] loads, long overflowMillis, int arrivals) {
    List<Inflow> inflows = new ArrayList<>();
    List<Staff> staff = new ArrayList<>();
    for (int centre = 0; centre < loads.length; centre++) {
      Bits home = overflowMillis == 0 ? Bits.NONE : Bits.of(centre);
      List<Relaxation> wider =
          overflowMillis > 0 ? List.of(new Relaxation(overflowMillis, Bits.NONE)) : List.of();
      Demand demand = new Demand(0, 0, 1000, home, Bits.NONE, wider);
      inflows.add(inflow("", "c" + centre, demand, 0, loads[centre], HANDLE));
      for (int i = 0; i < 10; i++) {
        staff.add(Staff.always(centre * 10L + i, "c" + centre, profile(Bits.of(centre), 1, i)));
      }
    }
    return scenario(Strategy.LONGEST_IDLE, inflows, staff, Conduct.PLAIN, arrivals);
  }
}
