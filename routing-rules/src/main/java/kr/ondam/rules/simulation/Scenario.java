package kr.ondam.rules.simulation;

import java.util.List;
import kr.ondam.rules.Policy;

/// What is simulated: the rules, who arrives and who works.
///
/// @param lengthMillis nobody arrives after that, but everybody is still served
/// @param warmUpMillis what happens before is not counted
public record Scenario(
    Policy policy,
    List<Inflow> inflows,
    List<Staff> staff,
    Conduct conduct,
    long lengthMillis,
    long warmUpMillis) {
  public Scenario {
    inflows = List.copyOf(inflows);
    staff = List.copyOf(staff);
    Erlang.check("lengthMillis", lengthMillis, lengthMillis >= 1, ">= 1");
    Erlang.check(
        "warmUpMillis",
        warmUpMillis,
        warmUpMillis >= 0 && warmUpMillis < lengthMillis,
        "0 to " + (lengthMillis - 1));
  }

  /// The same situation under other rules.
  public Scenario with(Policy other) {
    return new Scenario(other, inflows, staff, conduct, lengthMillis, warmUpMillis);
  }
}
