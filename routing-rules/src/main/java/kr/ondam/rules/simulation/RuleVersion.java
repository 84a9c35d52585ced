package kr.ondam.rules.simulation;

import java.util.function.Function;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Sticky;

/// A version of the rules as the replay uses it.
///
/// @param name how the report calls it
/// @param route what the rules make of an arrival
/// @param profile what the engine is told about an agent
public record RuleVersion(
    String name,
    Policy policy,
    Function<DayEntry.Arrived, Routed> route,
    Function<DayEntry.AgentSeen, AgentProfile> profile) {
  /// An arrival after classification.
  ///
  /// @param queue name of the queue
  /// @param targetMillis the wait that counts as in time
  /// @param until the next opening when the queue is closed then, else 0
  public record Routed(
      String queue, Demand demand, long boostMillis, Sticky sticky, long targetMillis, long until) {
    /// Into an open queue.
    public Routed(String queue, Demand demand, long boostMillis, Sticky sticky, long targetMillis) {
      this(queue, demand, boostMillis, sticky, targetMillis, 0);
    }
  }
}
