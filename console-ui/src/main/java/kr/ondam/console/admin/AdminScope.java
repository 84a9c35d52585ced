package kr.ondam.console.admin;

import java.util.Arrays;
import java.util.List;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.tenant.TenantId;

/// What a user may administer: a system administrator every tenant and the group, an administrator
/// the own tenant, everybody else nothing.
final class AdminScope {
  private final User user;

  AdminScope(User user) {
    this.user = user;
  }

  boolean everything() {
    return user.enabled() && user.tenant().equals(TenantId.GROUP) && user.has(Role.SYSTEM_ADMIN);
  }

  boolean covers(TenantId tenant) {
    return everything() || user.enabled() && user.has(Role.ADMIN) && user.tenant().equals(tenant);
  }

  /// The roles users of a tenant can be given: those that reach over the group belong to the
  /// group's own users only.
  static List<Role> grantable(TenantId tenant) {
    return Arrays.stream(Role.values())
        .filter(role -> tenant.equals(TenantId.GROUP) || !groupWide(role))
        .toList();
  }

  private static boolean groupWide(Role role) {
    return switch (role) {
      case GROUP_MANAGER, SYSTEM_ADMIN, AUDITOR -> true;
      case AGENT, LEAD, MANAGER, ADMIN -> false;
    };
  }
}
