package kr.ondam.rules;

/// What the host must store and tell, in order. `at` is the instant it took place: for a timer, its
/// own due time.
public sealed interface Effect {
  long at();

  /// A conversation waits in a queue, new or again.
  record Queued(long at, long conversation, long queue, boolean front, Cause cause)
      implements Effect {}

  /// It is out of hours and does not wait before `until`.
  record Parked(long at, long conversation, long queue, long until) implements Effect {}

  /// New rules hold for a conversation that waits or is parked, or it is revised alone.
  record Revised(long at, long conversation, long queue, int step) implements Effect {}

  /// The longest wait is over (초과처리). With [MaxWait.Action#CALLBACK] and [MaxWait.Action#BOT] the
  /// conversation has left the partition, otherwise it goes on waiting.
  record Overdue(long at, long conversation, long queue, MaxWait.Action action) implements Effect {}

  /// The customer is silent: the conversation takes a share of its slot only.
  record Dormant(long at, long conversation, long agent) implements Effect {}

  /// The customer is back.
  ///
  /// @param overCapacity whether the agent now has more than the capacity allows
  record Woken(long at, long conversation, long agent, boolean overCapacity) implements Effect {}

  /// A relaxation step has widened who may take a waiting conversation.
  record Relaxed(long at, long conversation, int step) implements Effect {}

  /// An agent has until `expiresAt` to accept. The slot is taken already.
  ///
  /// @param offer number of the offer, unique in the partition
  /// @param sender who transferred it, [Partition#NOBODY] when it comes from a queue
  record OfferMade(
      long at,
      long offer,
      long conversation,
      long agent,
      long expiresAt,
      long sender,
      Decision decision)
      implements Effect {}

  /// An offer has ended, exactly once. What became of the conversation follows.
  record OfferEnded(long at, long offer, long conversation, long agent, OfferEnd end)
      implements Effect {}

  /// The agent is the assignee now.
  ///
  /// @param overCapacity whether the agent now has more than the capacity allows, because a manager
  ///   overruled it or a transfer came back
  record Assigned(
      long at,
      long conversation,
      long agent,
      AssignedHow how,
      boolean overCapacity,
      Decision decision)
      implements Effect {}

  /// The agent is no longer the assignee of a conversation that goes on.
  record Unassigned(long at, long conversation, long agent, Cause cause) implements Effect {}

  /// The conversation has ended; the slot is busy until `until`.
  record WrapUpStarted(long at, long conversation, long agent, long until) implements Effect {}

  /// The conversation has left the partition and its slot is free.
  record Released(long at, long conversation, long agent) implements Effect {}

  /// The customer left before anybody accepted.
  record Abandoned(long at, long conversation, long queue) implements Effect {}

  /// The agent let too many offers in a row pass and is closed until the next change (미응답).
  record AgentMissed(long at, long agent, int misses) implements Effect {}

  /// The event was not possible as things stand and changed nothing.
  record Refused(long at, Event event, Refusal refusal) implements Effect {}

  /// For other partitions of the group (routing.md 4.7); see [Event.Crossing].
  sealed interface Crossing extends Effect {
    /// To all siblings: whoever has an agent may claim it.
    ///
    /// @param requirement in this partition's numbers
    record Requested(long at, long conversation, Ticket ticket, int step, Bits requirement)
        implements Crossing {}

    /// To all siblings except one: it is not to be had any more.
    ///
    /// @param except the partition it was granted to, or [Partition#NOBODY]
    record Withdrawn(long at, long conversation, long except) implements Crossing {}

    /// To the owner: an agent's slot is reserved until it answers.
    record Claimed(
        long at, long conversation, long origin, long claim, long agent, Decision decision)
        implements Crossing {}

    /// To the claimant.
    record Granted(long at, long conversation, long claimant, long claim) implements Crossing {}

    /// To the claimant.
    record Denied(long at, long conversation, long claimant, long claim) implements Crossing {}

    /// To the owner.
    record GivenBack(long at, long conversation, long origin, long claim) implements Crossing {}

    /// To the owner: the conversation belongs here now.
    record Kept(long at, long conversation, long origin, long claim) implements Crossing {}

    /// For the host: the conversation has left for another partition.
    record HandedOver(long at, long conversation, long claimant) implements Crossing {}

    /// For the host: the shadow is gone.
    record Dropped(long at, long conversation) implements Crossing {}
  }

  /// Why a conversation waits (again), or left its assignee.
  enum Cause {
    ARRIVED,
    DECLINED,
    EXPIRED,
    RESCINDED,
    TRANSFERRED,
    REASSIGNED,
    AGENT_LOST,
    /// The hours have begun.
    OPENED,
    /// Another partition did not keep it.
    GIVEN_BACK
  }

  /// How an offer ended.
  enum OfferEnd {
    ACCEPTED,
    DECLINED,
    EXPIRED,
    RESCINDED_AGENT_AWAY,
    RESCINDED_AGENT_LOST,
    RESCINDED_CUSTOMER_LEFT,
    RESCINDED_REASSIGNED;

    Cause cause() {
      return switch (this) {
        case DECLINED -> Cause.DECLINED;
        case EXPIRED -> Cause.EXPIRED;
        case ACCEPTED,
            RESCINDED_AGENT_AWAY,
            RESCINDED_AGENT_LOST,
            RESCINDED_CUSTOMER_LEFT,
            RESCINDED_REASSIGNED ->
            Cause.RESCINDED;
      };
    }
  }

  /// How an agent became the assignee.
  enum AssignedHow {
    ACCEPTED,
    AUTOMATIC,
    BY_HAND,
    /// A transfer was not accepted and the sender has it again, full or not.
    RETURNED
  }

  /// Why an event was refused.
  enum Refusal {
    UNKNOWN_CONVERSATION,
    KNOWN_CONVERSATION,
    UNKNOWN_AGENT,
    /// The offer has ended, or is another agent's.
    OFFER_OVER,
    /// Not in a state where this is possible.
    WRONG_PLACE,
    /// The agent has it already.
    SAME_AGENT,
    AGENT_CLOSED,
    CAPACITY_FULL
  }
}
