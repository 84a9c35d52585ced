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
public record Offer(
    TenantId tenant,
    OfferId id,
    ConversationId conversation,
    QueueId queue,
    AgentId agent,
    Instant offeredAt,
    Instant expiresAt,
    OfferState state,
    @Nullable AgentId transferredBy) {}
