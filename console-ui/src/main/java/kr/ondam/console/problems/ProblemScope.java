package kr.ondam.console.problems;

import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.tenant.TenantId;

/// Whose problems a user sees to: managers and administrators those of their own tenant; a system
/// administrator what came in and could not be understood, of every tenant and of none.
public final class ProblemScope {
  private final User user;

  public ProblemScope(User user) {
    this.user = user;
  }

  /// Whether there is anything here for this user.
  public boolean any() {
    return letters(user.tenant());
  }

  /// Whether this user sees the replies that did not arrive.
  boolean replies(TenantId tenant) {
    return user.enabled()
        && user.tenant().equals(tenant)
        && !tenant.equals(TenantId.GROUP)
        && (user.has(Role.MANAGER) || user.has(Role.ADMIN));
  }

  /// Whether this user sees what could not be understood, and may do something about it.
  boolean letters(TenantId tenant) {
    return replies(tenant) || everywhere();
  }

  /// Whether this user may read it, too.
  boolean originals(TenantId tenant) {
    return everywhere() || replies(tenant) && user.has(Role.ADMIN);
  }

  boolean everywhere() {
    return user.enabled() && user.tenant().equals(TenantId.GROUP) && user.has(Role.SYSTEM_ADMIN);
  }
}
