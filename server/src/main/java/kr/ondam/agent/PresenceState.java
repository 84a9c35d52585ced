package kr.ondam.agent;

import java.time.Instant;
import kr.ondam.tenant.TenantId;

/// An agent's presence and since when it holds.
public record PresenceState(TenantId tenant, AgentId agent, Presence presence, Instant since) {}
