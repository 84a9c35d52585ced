package kr.ondam.routing;

import java.time.Instant;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A conversation put to one agent with a deadline.
///
/// @param transferredBy the agent who sent it, null when it comes from a queue
/// @param owner whose conversation it is when it is another tenant's (범위: 그룹), null for one's own
public record Offer(
    TenantId tenant,
    OfferId id,
    ConversationId conversation,
    QueueId queue,
    AgentId agent,
    Instant offeredAt,
    Instant expiresAt,
    OfferState state,
    @Nullable AgentId transferredBy,
    @Nullable TenantId owner) {
  /// Of a conversation of the agent's own tenant.
  public Offer(
      TenantId tenant,
      OfferId id,
      ConversationId conversation,
      QueueId queue,
      AgentId agent,
      Instant offeredAt,
      Instant expiresAt,
      OfferState state,
      @Nullable AgentId transferredBy) {
    this(tenant, id, conversation, queue, agent, offeredAt, expiresAt, state, transferredBy, null);
  }

  /// Whose conversation it is.
  public TenantId conversationTenant() {
    return owner == null ? tenant : owner;
  }

  Offer with(OfferState now) {
    return new Offer(
        tenant, id, conversation, queue, agent, offeredAt, expiresAt, now, transferredBy, owner);
  }
}
