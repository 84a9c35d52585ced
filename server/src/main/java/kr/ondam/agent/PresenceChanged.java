package kr.ondam.agent;

import java.time.Instant;
import kr.ondam.event.Fact;
import kr.ondam.tenant.TenantId;

/// An agent's presence has changed.
public record PresenceChanged(TenantId tenant, AgentId agent, Presence presence, Instant at)
    implements Fact {
  @Override
  public String tenantKey() {
    return tenant.value();
  }
}
