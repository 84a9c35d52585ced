package kr.ondam.routing;

import java.time.Instant;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// One agent's stretch of a conversation; all metrics come from segments.
///
/// @param number 1, 2, 3 … in its conversation
/// @param endReason why it ended, such as `CLOSED`, `TRANSFER`, `REASSIGN`, `AGENT_LOST`; null
///   while it lasts
public record Segment(
    TenantId tenant,
    ConversationId conversation,
    int number,
    AgentId agent,
    QueueId queue,
    Instant queuedAt,
    Instant acceptedAt,
    @Nullable Instant endedAt,
    @Nullable String endReason) {
  /// The same stretch, ended.
  public Segment ended(Instant at, String reason) {
    return new Segment(
        tenant, conversation, number, agent, queue, queuedAt, acceptedAt, at, reason);
  }
}
