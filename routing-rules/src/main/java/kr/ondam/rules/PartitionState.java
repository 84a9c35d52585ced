package kr.ondam.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything a partition knows, to be stored and to start again from; the policy in force is kept
/// by the host.
///
/// @param time instant of the last event
/// @param nextOffer number the next offer gets, above all numbers in use
/// @param nextClaim number the next claim gets (routing.md 4.7)
/// @param decisionHash over all decisions so far
/// @param agents ordered by id
/// @param conversations ordered by id
public record PartitionState(
    long time,
    long nextOffer,
    long nextClaim,
    long decisionHash,
    List<AgentState> agents,
    List<ConversationState> conversations) {
  /// A partition in which nothing has happened.
  public static final PartitionState EMPTY = new PartitionState(0, 1, List.of(), List.of());

  public PartitionState {
    agents = List.copyOf(agents);
    conversations = List.copyOf(conversations);
  }

  /// Of a partition without siblings whose hash begins anew.
  public PartitionState(
      long time, long nextOffer, List<AgentState> agents, List<ConversationState> conversations) {
    this(time, nextOffer, 1, 0, agents, conversations);
  }

  /// An agent; the load follows from the conversations.
  ///
  /// @param since last assignment or start of being idle
  /// @param handled assignments today
  /// @param missed offers in a row that were declined or expired
  /// @param chosen instants within the window of [Fairness], oldest first
  public record AgentState(
      long agent, AgentProfile profile, long since, int handled, int missed, List<Long> chosen) {
    public AgentState {
      chosen = List.copyOf(chosen);
    }

    /// Without 시간당최대.
    public AgentState(long agent, AgentProfile profile, long since, int handled, int missed) {
      this(agent, profile, since, handled, missed, List.of());
    }
  }

  /// A conversation.
  ///
  /// @param front whether it stands before all others of its class, because its agent was lost
  /// @param step relaxations that have taken place
  /// @param heldFor agent it is kept for until `heldUntil`, or [Partition#NOBODY]
  /// @param excluded agents it is not offered to, each until the given instant
  /// @param waitsSince start of the current wait
  /// @param overdue whether the action of the longest wait has been taken in this wait
  /// @param requested whether other partitions were asked
  /// @param rules version under which it was given to its agent, empty while it has none
  /// @param shadow set when another partition owns it
  public record ConversationState(
      Ticket ticket,
      Place place,
      boolean front,
      int step,
      long heldFor,
      long heldUntil,
      SortedMap<Long, Long> excluded,
      long waitsSince,
      boolean overdue,
      boolean requested,
      String rules,
      @Nullable Shadow shadow) {
    public ConversationState {
      excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    /// Waits since its arrival and is known here only.
    public ConversationState(
        Ticket ticket,
        Place place,
        boolean front,
        int step,
        long heldFor,
        long heldUntil,
        SortedMap<Long, Long> excluded) {
      this(
          ticket,
          place,
          front,
          step,
          heldFor,
          heldUntil,
          excluded,
          ticket.arrivedAt(),
          false,
          false,
          "",
          null);
    }
  }
}
