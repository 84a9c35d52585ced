package kr.ondam.routing;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// 계열사 간 열람 승인: an agent of another tenant may work on one conversation until it leaves that agent
/// (routing.md 4.7). Kept by the tenant that owns the conversation, and written by its partition
/// only.
///
/// @param tenant the owner
/// @param grantee the agent's tenant
/// @param agentName the agent's name as the owner may know it
/// @param claim number of the claim it answers, unique in the grantee's partition
/// @param basis the legal ground, of the [OverflowAgreement]
/// @param until from when on it opens nothing, whatever its state; null for no such instant
/// @param acceptedAt when the agent accepted, null before
/// @param endReason why it ended, such as `DECLINED`, `CLOSED`, `TRANSFER`, `AGENT_LOST`
public record CrossTenantGrant(
    TenantId tenant,
    UUID id,
    ConversationId conversation,
    TenantId grantee,
    AgentId agent,
    String agentName,
    long claim,
    GrantState state,
    String basis,
    String contract,
    String approver,
    @Nullable Instant until,
    Instant grantedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt,
    @Nullable String endReason) {

  /// Whether the agent may see and write at an instant.
  public boolean opens(Instant at) {
    return state == GrantState.ACTIVE && (until == null || at.isBefore(until));
  }

  CrossTenantGrant accepted(Instant at) {
    return new CrossTenantGrant(
        tenant,
        id,
        conversation,
        grantee,
        agent,
        agentName,
        claim,
        GrantState.ACTIVE,
        basis,
        contract,
        approver,
        until,
        grantedAt,
        at,
        null,
        null);
  }

  CrossTenantGrant ended(Instant at, String reason) {
    return new CrossTenantGrant(
        tenant,
        id,
        conversation,
        grantee,
        agent,
        agentName,
        claim,
        GrantState.ENDED,
        basis,
        contract,
        approver,
        until,
        grantedAt,
        acceptedAt,
        at,
        reason);
  }
}
