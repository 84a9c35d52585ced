package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.ondam.agent.UserId;
import kr.ondam.security.ApiKey;
import kr.ondam.security.ApiKeyStore;
import kr.ondam.security.AuditEvent;
import kr.ondam.security.AuditStore;
import kr.ondam.security.CredentialStore;
import kr.ondam.store.SecurityRows.ApiKeyRow;
import kr.ondam.store.SecurityRows.AuditRow;
import kr.ondam.store.SecurityRows.CredentialRow;
import kr.ondam.store.SecurityRows.UserKey;
import kr.ondam.tenant.TenantId;

/// Credentials, API keys and the audit record in the database.
final class HibernateSecurityStores {
  private HibernateSecurityStores() {}

  static final class Credentials implements CredentialStore {
    private final Transactions transactions;

    Credentials(Transactions transactions) {
      this.transactions = transactions;
    }

    @Override
    public Optional<Credential> find(TenantId tenant, UserId user) {
      return transactions.read(
          tenant,
          s ->
              Optional.ofNullable(
                      s.get(CredentialRow.class, new UserKey(tenant.value(), user.value())))
                  .map(CredentialRow::credential));
    }

    @Override
    public void save(Credential credential) {
      transactions.change(
          credential.tenant(), session -> session.upsert(CredentialRow.of(credential)));
    }

    @Override
    public Optional<Credential> countFailure(
        TenantId tenant, UserId user, int limit, Instant lockUntil) {
      // The update locks the row, so that tries at the same moment count one after the other.
      return transactions.write(
          tenant,
          s -> {
            s.createMutationQuery(
                    "update CredentialRow set failures = failures + 1"
                        + " where tenantId = :tenant and userId = :user")
                .setParameter("tenant", tenant.value())
                .setParameter("user", user.value())
                .executeUpdate();
            s.createMutationQuery(
                    "update CredentialRow set failures = 0, lockedUntil = :until"
                        + " where tenantId = :tenant and userId = :user and failures >= :limit")
                .setParameter("until", lockUntil)
                .setParameter("tenant", tenant.value())
                .setParameter("user", user.value())
                .setParameter("limit", limit)
                .executeUpdate();
            return Optional.ofNullable(
                    s.get(CredentialRow.class, new UserKey(tenant.value(), user.value())))
                .map(CredentialRow::credential);
          });
    }
  }

  static final class Keys implements ApiKeyStore {
    private final Transactions transactions;

    Keys(Transactions transactions) {
      this.transactions = transactions;
    }

    @Override
    public Optional<ApiKey> byHash(String hash) {
      return transactions.readAll(s ->
          s
              .createSelectionQuery("from ApiKeyRow where hash = :hash", ApiKeyRow.class)
              .setParameter("hash", hash)
              .getResultList()
              .stream()
              .findFirst()
              .map(ApiKeyRow::key));
    }

    @Override
    public void save(ApiKey key) {
      transactions.change(
          key.tenant(),
          session -> {
            session
                .createMutationQuery(
                    "delete from ApiKeyRow where tenantId = :tenant and name = :name")
                .setParameter("tenant", key.tenant().value())
                .setParameter("name", key.name())
                .executeUpdate();
            session.insert(ApiKeyRow.of(key));
          });
    }

    @Override
    public List<ApiKey> keys(TenantId tenant) {
      return transactions.read(
          tenant,
          s ->
              s
                  .createSelectionQuery(
                      "from ApiKeyRow where tenantId = :tenant order by name", ApiKeyRow.class)
                  .setParameter("tenant", tenant.value())
                  .getResultList()
                  .stream()
                  .map(ApiKeyRow::key)
                  .toList());
    }
  }

  static final class AuditRecord implements AuditStore {
    private final Transactions transactions;

    AuditRecord(Transactions transactions) {
      this.transactions = transactions;
    }

    @Override
    public void add(List<AuditEvent> events) {
      if (!events.isEmpty()) {
        transactions.change(
            events.getFirst().tenant(),
            session -> session.insertMultiple(events.stream().map(AuditRow::of).toList()));
      }
    }

    @Override
    public List<AuditEvent> latest(TenantId tenant, int limit) {
      return transactions.read(
          tenant,
          s ->
              s
                  .createSelectionQuery(
                      "from AuditRow where tenantId = :tenant order by id desc", AuditRow.class)
                  .setParameter("tenant", tenant.value())
                  .setMaxResults(limit)
                  .getResultList()
                  .stream()
                  .map(AuditRow::event)
                  .toList());
    }
  }
}
