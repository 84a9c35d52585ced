package kr.ondam.routing;

import java.time.Instant;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.PresenceState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import org.jspecify.annotations.Nullable;

/// One row that a partition's batch writes.
public sealed interface RoutingChange {
  /// Inserts or replaces the entry.
  record SaveEntry(QueueEntry entry) implements RoutingChange {}

  record RemoveEntry(ConversationId conversation) implements RoutingChange {}

  /// Inserts or replaces the offer.
  record SaveOffer(Offer offer) implements RoutingChange {}

  /// Changes stage, assignee and queue of a conversation.
  record MoveStage(
      ConversationId conversation, Stage stage, @Nullable AgentId assignee, @Nullable QueueId queue)
      implements RoutingChange {}

  record OpenSegment(Segment segment) implements RoutingChange {}

  /// Ends the conversation's running segment, if there is one.
  record EndSegment(ConversationId conversation, Instant at, String reason)
      implements RoutingChange {}

  record SavePresence(PresenceState state) implements RoutingChange {}

  record Record(RoutingDecision decision) implements RoutingChange {}

  /// Inserts or replaces what is known about an arrival.
  record SaveArrival(Arrival arrival) implements RoutingChange {}

  /// Inserts or replaces a grant.
  record SaveGrant(CrossTenantGrant grant) implements RoutingChange {}

  /// Inserts or replaces a loan.
  record SaveLoan(Loan loan) implements RoutingChange {}

  /// Inserts or replaces a queue.
  record SaveQueue(Queue queue) implements RoutingChange {}

  record Happened(RoutingEvent event) implements RoutingChange {}
}
