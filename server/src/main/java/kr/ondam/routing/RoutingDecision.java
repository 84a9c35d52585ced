package kr.ondam.routing;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Why a conversation went to an agent.
///
/// @param kind `OFFER`, `TRANSFER`, `REASSIGN` or `TAKE`
/// @param by the user who decided, null when the engine did
/// @param explanation the reasons as JSON: strategy, keys, candidates, who was ahead
public record RoutingDecision(
    TenantId tenant,
    UUID id,
    ConversationId conversation,
    String kind,
    AgentId agent,
    @Nullable UUID by,
    String explanation,
    Instant at) {}
