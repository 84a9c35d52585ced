package kr.ondam.rules;

import java.util.List;

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

  /// 도착 out of hours (보류): it is kept until the next opening and starts to wait then, with its age.
  /// For 다음영업일 the host leaves the boost out.
  ///
  /// @param sticky takes effect at the opening
  /// @param until the next opening; when it is not later than `at` the conversation waits at once
  record ArrivedClosed(long at, Ticket ticket, Sticky sticky, long until) implements Event {
    public ArrivedClosed {
      if (ticket.arrivedAt() > at) {
        throw new IllegalArgumentException(
            "arrivedAt: " + ticket.arrivedAt() + " (expected: <= " + at + ")");
      }
    }
  }

  /// 보류: a waiting conversation is kept until an opening later than `at`, or a kept one until
  /// another. The host evaluates the hours.
  record Parked(long at, long conversation, long until) implements Event {}

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

  /// 연속미응답: the host finds that an agent who is not closed does not answer; as when too many offers
  /// in a row were missed.
  record AgentUnresponsive(long at, long agent) implements Event {}

  /// 수락
  record Accepted(long at, long offer, long conversation, long agent) implements Event {}

  /// 거절
  record Declined(long at, long offer, long conversation, long agent) implements Event {}

  /// The agent wrote to the customer: the customer's silence starts, unless it has already.
  record AgentReplied(long at, long conversation) implements Event {}

  /// 고객응답: the customer wrote. A dormant conversation takes its whole weight again; anywhere else
  /// than with an agent it changes nothing.
  record CustomerReplied(long at, long conversation) implements Event {}

  /// 휴면: the host lets a held conversation rest, whatever the timer says.
  record FellSilent(long at, long conversation) implements Event {}

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

  /// 이관 to a named agent: an offer to that agent. When it is not accepted the conversation goes
  /// back to the sender, above the capacity if need be, or waits again when the sender is closed or
  /// gone.
  record TransferredToAgent(long at, long conversation, long agent) implements Event {}

  /// 수동배정: given by a manager, or taken by the agent, at once.
  ///
  /// @param override whether capacity and presence may be overruled, which the effect records
  record AssignedByHand(long at, long conversation, long agent, boolean override)
      implements Event {}

  /// 규칙적용: other rules are in force. What waits or is parked is revised in the order of its numbers
  /// of arrival; what is offered or held keeps what it has (routing.md 4.8). A strategy that the
  /// policy does not name stays in use for queues that do.
  ///
  /// @param revisions for conversations that wait or are parked; others are left alone
  record RulesApplied(long at, Policy policy, List<Revision> revisions) implements Event {
    public RulesApplied {
      revisions = List.copyOf(revisions);
    }
  }

  /// 재분류: more is known of a conversation that nobody has, and so it asks for something else or has
  /// another head start, under the rules in force. What waits or is parked is revised as by
  /// [RulesApplied]; what is only offered, and to nobody by name, goes on as `elsewhere` says.
  ///
  /// @param elsewhere whether it goes to another queue or centre: then its offer is rescinded and
  ///   it waits there in a new wait with its age, or is parked where that is closed. Otherwise its
  ///   offer stands under what it was made for, and the head start counts when it comes back
  record Revised(long at, Revision revision, boolean elsewhere) implements Event {}

  /// What a conversation asks for from now on.
  ///
  /// @param until the next opening when it is out of hours now, else 0
  record Revision(long conversation, Demand demand, long boostMillis, long until) {}

  /// A new business day: everybody's handled count starts at 0.
  record DayStarted(long at) implements Event {}

  /// 시계: nothing happened, but time passed.
  record Tick(long at) implements Event {}

  /// Between partitions of one group (routing.md 4.7). The host brings the [Effect.Crossing] of one
  /// partition to another as an event, in the order in which they were sent, and writes it in the
  /// other's numbers.
  sealed interface Crossing extends Event {
    /// 요청: a conversation of another partition may be taken here as well.
    ///
    /// @param ticket class, weight, boost and arrival as there; the demand has no relaxations and
    ///   no longest wait, because its owner keeps them
    record Requested(long at, Ticket ticket, long origin) implements Crossing {}

    /// The owner does not ask any more.
    record Withdrawn(long at, long conversation) implements Crossing {}

    /// 확보: another partition has an agent for one of our conversations.
    record Claimed(long at, long conversation, long claimant, long claim) implements Crossing {}

    /// 승인
    record Granted(long at, long conversation, long origin, long claim) implements Crossing {}

    /// 거부
    record Denied(long at, long conversation, long claim) implements Crossing {}

    /// What was granted was not accepted there.
    record GivenBack(long at, long conversation, long claimant, long claim) implements Crossing {}

    /// What an assignee there has held comes back and waits again, with its age but in a new wait.
    ///
    /// @param front whether it stands before all others of its class, because its agent was lost
    record CameBack(long at, long conversation, long claimant, long claim, boolean front)
        implements Crossing {}

    /// What was granted has an assignee there, and belongs there from then on.
    record Kept(long at, long conversation, long claimant, long claim) implements Crossing {}
  }
}
