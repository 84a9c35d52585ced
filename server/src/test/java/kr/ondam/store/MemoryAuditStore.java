package kr.ondam.store;

import java.util.List;
import kr.ondam.security.AuditEvent;
import kr.ondam.security.AuditStore;
import kr.ondam.tenant.TenantId;

/// The audit record in memory.
final class MemoryAuditStore implements AuditStore {
  private final MemoryTables tables;

  MemoryAuditStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void add(List<AuditEvent> events) {
    tables.ledger.change(() -> events.forEach(e -> tables.audit.insert(e, e.tenant(), e.id())));
  }

  @Override
  public List<AuditEvent> latest(TenantId tenant, int limit) {
    return tables.ledger.run(
        () -> tables.audit.under(tenant).reversed().stream().limit(limit).toList());
  }
}
