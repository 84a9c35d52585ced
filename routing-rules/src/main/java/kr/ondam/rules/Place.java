package kr.ondam.rules;

/// Where a conversation is.
public sealed interface Place {
  /// 대기
  record Waiting() implements Place {
    /// The only kind of waiting there is. Not a constant of the interface: two threads, one of
    /// which begins with that and the other with this record, would wait for each other for ever.
    static final Waiting ONLY = new Waiting();
  }

  /// 보류: out of hours, until the next opening.
  ///
  /// @param sticky takes effect when the wait begins
  record Parked(long until, Sticky sticky) implements Place {}

  /// 배정: offered to an agent, whose slot it takes.
  ///
  /// @param sender who transferred it, or [Partition#NOBODY]
  record Offered(long offer, long agent, long expiresAt, long sender) implements Place {}

  /// 상담중
  ///
  /// @param silentSince the agent's first message that the customer has not answered yet, 0 while
  ///   the agent has to answer
  record Held(long agent, long silentSince) implements Place {
    /// The agent has to answer.
    public Held(long agent) {
      this(agent, 0);
    }
  }

  /// 휴면: the customer is silent; it takes only a share of its slot.
  record Dormant(long agent) implements Place {}

  /// 후처리: over, but the slot is still busy.
  record WrapUp(long agent, long until) implements Place {}

  /// 확보: a shadow chosen for an agent, whose slot it takes until the owner has answered.
  record Claimed(long claim, long agent, long at) implements Place {}

  /// 승인: an agent of another partition has it, or is being asked.
  ///
  /// @param leaving whether the customer has left meanwhile
  record Away(long claimant, long claim, boolean leaving) implements Place {}

  /// The agent whose slot it takes, or [Partition#NOBODY].
  default long holder() {
    return switch (this) {
      case Waiting _, Parked _, Away _ -> Partition.NOBODY;
      case Offered offered -> offered.agent();
      case Held held -> held.agent();
      case Dormant dormant -> dormant.agent();
      case WrapUp wrapUp -> wrapUp.agent();
      case Claimed claimed -> claimed.agent();
    };
  }
}
