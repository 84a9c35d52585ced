package kr.ondam.security;

import java.util.List;
import kr.ondam.tenant.TenantId;

/// Keeps the audit record; it is only ever added to.
public interface AuditStore {
  void add(List<AuditEvent> events);

  /// Newest first.
  List<AuditEvent> latest(TenantId tenant, int limit);
}
