package kr.ondam.store;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.agent.UserId;
import kr.ondam.security.CredentialStore;
import kr.ondam.tenant.TenantId;

/// Credentials in memory.
final class MemoryCredentialStore implements CredentialStore {
  private final MemoryTables tables;

  MemoryCredentialStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Credential> find(TenantId tenant, UserId user) {
    return tables.ledger.run(() -> tables.credentials.find(tenant, user));
  }

  @Override
  public void save(Credential credential) {
    tables.ledger.change(() -> {
      tables.users.require(credential.tenant(), credential.user());
      tables.credentials.put(credential, credential.tenant(), credential.user());
    });
  }

  @Override
  public Optional<Credential> countFailure(
      TenantId tenant, UserId user, int limit, Instant lockUntil) {
    return tables.ledger.run(() -> {
      var counted = tables.credentials.find(tenant, user).map(c -> counted(c, limit, lockUntil));
      counted.ifPresent(c -> tables.credentials.put(c, tenant, user));
      return counted;
    });
  }

  private static Credential counted(Credential c, int limit, Instant lockUntil) {
    int failures = c.failures() + 1;
    return failures < limit
        ? new Credential(c.tenant(), c.user(), c.passwordHash(), failures, c.lockedUntil())
        : new Credential(c.tenant(), c.user(), c.passwordHash(), 0, lockUntil);
  }
}
