package kr.ondam.rules;

import kr.ondam.rules.Decision.AgentKey;

/// What speaks for or against giving a conversation to an agent.
///
/// @param key what orders the agent among others
/// @param obstacle the first that stands in the way, in the order of [Obstacle]
/// @param missing what the agent lacks, for [Obstacle#SKILL_MISSING]
/// @param until when the obstacle goes by itself, 0 when it does not
public record Candidate(AgentKey key, Obstacle obstacle, Bits missing, long until) {
  /// Why an agent cannot be given a conversation.
  public enum Obstacle {
    /// Nothing: the agent could take it.
    NONE,
    SKILL_MISSING,
    /// Not there, or taking transfers only.
    AGENT_CLOSED,
    /// The conversation is kept for another agent (이력상담사).
    HELD_FOR_ANOTHER,
    /// The agent declined, missed or gave it away.
    EXCLUDED,
    /// 시간당최대
    HOURLY_LIMIT,
    /// As many of this channel as the agent may have.
    CHANNEL_FULL,
    /// Not enough weight units left.
    CAPACITY_FULL
  }
}
