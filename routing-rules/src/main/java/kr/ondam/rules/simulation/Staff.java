package kr.ondam.rules.simulation;

import java.util.List;
import kr.ondam.rules.AgentProfile;

/// An agent of a simulation.
///
/// @param agent number, also the last tie-break of the engine
/// @param centre name of the centre
/// @param profile as it is while the agent works
/// @param pace what drawn handle times are multiplied with; more is slower
/// @param shifts when the agent works, in order; conversations are finished after a shift
public record Staff(
    long agent, String centre, AgentProfile profile, double pace, List<Shift> shifts) {
  public Staff {
    shifts = List.copyOf(shifts);
    Erlang.checkPositive("pace", pace);
    long before = -1;
    for (Shift shift : shifts) {
      Erlang.check("fromMillis", shift.fromMillis(), shift.fromMillis() > before, "> " + before);
      before = shift.untilMillis();
    }
  }

  /// An agent who works all the time at the drawn pace.
  public static Staff always(long agent, String centre, AgentProfile profile) {
    return new Staff(agent, centre, profile, 1, List.of(Shift.ALWAYS));
  }

  /// A stretch of work, in milliseconds from the start of the simulation.
  public record Shift(long fromMillis, long untilMillis) {
    /// From the start and never over.
    public static final Shift ALWAYS = new Shift(0, Distribution.ENDLESS);

    public Shift {
      Erlang.check("fromMillis", fromMillis, fromMillis >= 0, ">= 0");
      Erlang.check("untilMillis", untilMillis, untilMillis > fromMillis, "> " + fromMillis);
    }
  }
}
