package kr.ondam.agent;

import java.util.List;
import java.util.Optional;
import kr.ondam.tenant.TenantId;

/// Keeps users and the presence of agents. Presence itself is written by the routing store in the
/// same transaction as the routing state it belongs to.
public interface AgentStore {
  /// Saves or replaces a user. Answers false, changing nothing, when another user already has the
  /// login.
  boolean save(User user);

  /// Finds by login over all tenants: the tenant is not known before sign-in. The login is compared
  /// in lower case.
  Optional<User> byLogin(String login);

  Optional<User> find(TenantId tenant, UserId user);

  /// Users of one tenant by login.
  List<User> users(TenantId tenant);

  /// The stored presence of every agent of a tenant who ever had one.
  List<PresenceState> presences(TenantId tenant);
}
