package kr.ondam.store;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.customer.Visitor;
import kr.ondam.customer.VisitorStore;
import kr.ondam.tenant.TenantId;

/// Visitors in memory.
final class MemoryVisitorStore implements VisitorStore {
  private final MemoryTables tables;

  MemoryVisitorStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void add(Visitor visitor) {
    tables.ledger.change(() -> {
      tables.accounts.require(visitor.tenant(), visitor.account());
      tables.visitors.insert(visitor, visitor.tenant(), visitor.id());
      tables.visitorHashes.insert(visitor, visitor.tokenHash());
    });
  }

  @Override
  public void removeExpired(TenantId tenant, Instant at) {
    tables.ledger.change(() -> {
      for (Visitor visitor : tables.visitors.under(tenant)) {
        if (!visitor.expiresAt().isAfter(at)) {
          tables.visitors.remove(tenant, visitor.id());
          tables.visitorHashes.remove(visitor.tokenHash());
        }
      }
    });
  }

  @Override
  public Optional<Visitor> byTokenHash(String tokenHash) {
    return tables.ledger.run(() -> tables.visitorHashes.find(tokenHash));
  }
}
