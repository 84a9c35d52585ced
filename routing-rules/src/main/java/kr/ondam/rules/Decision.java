package kr.ondam.rules;

import java.util.List;

/// Why a conversation went to an agent (배정 판단 기록, routing.md 4.10).
///
/// @param rules version of the rules in force
/// @param waitedMillis age of the conversation
/// @param step relaxations that had taken place
/// @param requirement what an agent had to have
/// @param runnerUp the next best agent; its agent is [Partition#NOBODY] when there was none
/// @param eligible how many agents could have taken it; 0 when the engine did not choose
/// @param ahead up to five conversations before this one that the agent could not take
/// @param ground what made it this agent; says nothing that the other components do not decide, so
///   no decision hash counts it
/// @param front whether it stood before its whole class because its agent was lost
public record Decision(
    long at,
    String rules,
    Ticket ticket,
    long waitedMillis,
    int step,
    Bits requirement,
    AgentKey chosen,
    AgentKey runnerUp,
    int eligible,
    List<Ahead> ahead,
    Ground ground,
    boolean front) {
  public Decision {
    ahead = List.copyOf(ahead);
  }

  /// An agent with the keys that ordered it.
  ///
  /// @param preference sum of levels under [Strategy#MOST_SKILLED], else 0; more is better
  /// @param key the strategy's key; less is better
  /// @param since last assignment or start of being idle; earlier is better
  public record AgentKey(long agent, int preference, long key, long since) {
    static final AgentKey NONE = new AgentKey(Partition.NOBODY, 0, 0, 0);
  }

  /// A conversation that stood before and why the agent did not get it.
  public record Ahead(long conversation, Skipped reason) {}

  /// What made it this agent and not another one.
  public enum Ground {
    /// The first in the order of the strategy.
    ORDER,
    /// Who knows the customer (이력상담사) and could take it at once goes before the order.
    KNOWN,
    /// Who knows the customer was waited for.
    AWAITED,
    /// The engine did not choose.
    GIVEN
  }

  /// Why a conversation was passed over for an agent.
  public enum Skipped {
    HELD_FOR_ANOTHER,
    SKILL_MISSING,
    CAPACITY_FULL,
    EXCLUDED
  }
}
