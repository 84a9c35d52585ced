package kr.ondam.console.centre;

import java.util.List;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;

/// Which tenants a user may watch and steer: a group manager all of them, a manager or team lead
/// the own one, everybody else none.
final class WatchScope {
  private final User user;

  WatchScope(User user) {
    this.user = user;
  }

  boolean wholeGroup() {
    return user.enabled() && user.tenant().equals(TenantId.GROUP) && user.has(Role.GROUP_MANAGER);
  }

  boolean covers(TenantId tenant) {
    boolean leads = user.has(Role.MANAGER) || user.has(Role.LEAD);
    return wholeGroup() || user.enabled() && leads && user.tenant().equals(tenant);
  }

  List<Tenant> of(List<Tenant> all) {
    return all.stream().filter(tenant -> covers(tenant.id())).toList();
  }
}
