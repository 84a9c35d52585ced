package kr.ondam.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.PresenceState;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.tenant.TenantId;

/// Users in memory.
final class MemoryAgentStore implements AgentStore {
  private final MemoryTables tables;

  MemoryAgentStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public boolean save(User user) {
    try {
      tables.ledger.change(() -> {
        var centre = user.centre();
        if (centre != null) {
          tables.centres.require(user.tenant(), centre);
        }
        tables.users.find(user.tenant(), user.id()).ifPresent(u -> tables.logins.remove(u.login()));
        tables.logins.insert(user, user.login());
        tables.users.put(user, user.tenant(), user.id());
      });
      return true;
    } catch (DuplicateRow _) {
      return false;
    }
  }

  @Override
  public Optional<User> byLogin(String login) {
    return tables.ledger.run(() -> tables.logins.find(login));
  }

  @Override
  public Optional<User> find(TenantId tenant, UserId user) {
    return tables.ledger.run(() -> tables.users.find(tenant, user));
  }

  @Override
  public List<User> users(TenantId tenant) {
    return tables.ledger.run(() ->
        tables.users.under(tenant).stream().sorted(Comparator.comparing(User::login)).toList());
  }

  @Override
  public List<PresenceState> presences(TenantId tenant) {
    return tables.ledger.run(() -> tables.presences.under(tenant));
  }
}
