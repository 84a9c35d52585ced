package kr.ondam.store;

import java.util.List;
import java.util.Optional;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.PresenceState;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.store.RoutingRows.PresenceRow;
import kr.ondam.store.TenantRows.NumberedKey;
import kr.ondam.store.TenantRows.UserRow;
import kr.ondam.tenant.TenantId;

/// Users in the database.
final class HibernateAgentStore implements AgentStore {
  private final Transactions transactions;

  HibernateAgentStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean save(User user) {
    try {
      transactions.change(user.tenant(), session -> session.upsert(UserRow.of(user)));
      return true;
    } catch (DuplicateRow e) {
      return false;
    }
  }

  @Override
  public Optional<User> byLogin(String login) {
    return transactions.readAll(s ->
        s
            .createSelectionQuery("from UserRow where login = :login", UserRow.class)
            .setParameter("login", login)
            .getResultList()
            .stream()
            .findFirst()
            .map(UserRow::user));
  }

  @Override
  public Optional<User> find(TenantId tenant, UserId user) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(s.get(UserRow.class, new NumberedKey(tenant.value(), user.value())))
                .map(UserRow::user));
  }

  @Override
  public List<User> users(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            Rows.of(UserRow.class)
                .where("tenantId", tenant.value())
                .orderBy("login")
                .read(s)
                .stream()
                .map(UserRow::user)
                .toList());
  }

  @Override
  public List<PresenceState> presences(TenantId tenant) {
    return transactions.read(
        tenant, s -> Rows.of(PresenceRow.class).read(s).stream().map(PresenceRow::state).toList());
  }
}
