package kr.ondam.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything a partition knows, to be stored and to start again from.
///
/// @param time instant of the last event
/// @param nextOffer number the next offer gets, above all numbers in use
/// @param agents ordered by id
/// @param conversations ordered by id
public record PartitionState(
    long time, long nextOffer, List<AgentState> agents, List<ConversationState> conversations) {
  /// A partition in which nothing has happened.
  public static final PartitionState EMPTY = new PartitionState(0, 1, List.of(), List.of());

  public PartitionState {
    agents = List.copyOf(agents);
    conversations = List.copyOf(conversations);
  }

  /// An agent; the load follows from the conversations.
  ///
  /// @param since last assignment or start of being idle
  /// @param handled assignments today
  /// @param missed offers in a row that were declined or expired
  public record AgentState(long agent, AgentProfile profile, long since, int handled, int missed) {}

  /// A conversation.
  ///
  /// @param front whether it stands before all others of its class, because its agent was lost
  /// @param step relaxations that have taken place
  /// @param heldFor agent it is kept for until `heldUntil`, or [Partition#NOBODY]
  /// @param excluded agents it is not offered to, each until the given instant
  public record ConversationState(
      Ticket ticket,
      Place place,
      boolean front,
      int step,
      long heldFor,
      long heldUntil,
      SortedMap<Long, Long> excluded) {
    public ConversationState {
      excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }
  }
}
