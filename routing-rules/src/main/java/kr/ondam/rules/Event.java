package kr.ondam.rules;

/// Something that happened to a partition. The host stamps `at`, in epoch milliseconds, never
/// earlier than the event before (routing.md 4.3).
public sealed interface Event {
  long at();

  /// 도착: a conversation starts to wait.
  record Arrived(long at, Ticket ticket, Sticky sticky) implements Event {
    public Arrived {
      if (ticket.arrivedAt() > at) {
        throw new IllegalArgumentException(
            "arrivedAt: " + ticket.arrivedAt() + " (expected: <= " + at + ")");
      }
    }
  }

  /// An agent is new, or has another presence, skills or capacity. Open offers the agent may no
  /// longer be given are rescinded; what the agent holds stays.
  record AgentChanged(long at, long agent, AgentProfile profile) implements Event {
    public AgentChanged {
      if (agent < 0) {
        throw new IllegalArgumentException("agent: " + agent + " (expected: >= 0)");
      }
    }
  }

  /// The agent's session is lost: closed, offers rescinded, held conversations back to the front.
  record AgentLost(long at, long agent) implements Event {}

  /// The agent no longer belongs to the partition: as lost, and forgotten.
  record AgentGone(long at, long agent) implements Event {}

  /// 수락
  record Accepted(long at, long offer, long conversation, long agent) implements Event {}

  /// 거절
  record Declined(long at, long offer, long conversation, long agent) implements Event {}

  /// 종료: a held conversation ends; its slot is busy for `wrapUpMillis` more, 0 or more.
  record Ended(long at, long conversation, long wrapUpMillis) implements Event {
    public Ended {
      if (wrapUpMillis < 0) {
        throw new IllegalArgumentException("wrapUpMillis: " + wrapUpMillis + " (expected: >= 0)");
      }
    }
  }

  /// 후처리끝
  record WrapUpDone(long at, long conversation) implements Event {}

  /// 이탈: the customer left while waiting or offered.
  record CustomerLeft(long at, long conversation) implements Event {}

  /// 이관 to a queue, from an agent or by a manager; arrival and boost are kept.
  record TransferredToQueue(long at, long conversation, Demand demand) implements Event {}

  /// 이관 to a named agent: an offer to that agent, back to the sender when it is not accepted.
  record TransferredToAgent(long at, long conversation, long agent) implements Event {}

  /// 수동배정: given by a manager, or taken by the agent, at once.
  ///
  /// @param override whether capacity and presence may be overruled, which the effect records
  record AssignedByHand(long at, long conversation, long agent, boolean override)
      implements Event {}

  /// A new business day: everybody's handled count starts at 0.
  record DayStarted(long at) implements Event {}

  /// 시계: nothing happened, but time passed.
  record Tick(long at) implements Event {}
}
