package kr.ondam.store;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.customer.Visitor;
import kr.ondam.customer.VisitorStore;
import kr.ondam.store.VisitorRows.VisitorRow;
import kr.ondam.tenant.TenantId;

/// Visitors in the database.
final class HibernateVisitorStore implements VisitorStore {
  private final Transactions transactions;

  HibernateVisitorStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(Visitor visitor) {
    transactions.change(visitor.tenant(), session -> session.insert(VisitorRow.of(visitor)));
  }

  @Override
  public void removeExpired(TenantId tenant, Instant at) {
    transactions.change(
        tenant,
        s ->
            s.createMutationQuery(
                    "delete from VisitorRow where tenantId = :tenant and expiresAt <= :at")
                .setParameter("tenant", tenant.value())
                .setParameter("at", at)
                .executeUpdate());
  }

  @Override
  public Optional<Visitor> byTokenHash(String tokenHash) {
    return transactions.readAll(s ->
        s
            .createSelectionQuery("from VisitorRow where tokenHash = :hash", VisitorRow.class)
            .setParameter("hash", tokenHash)
            .getResultList()
            .stream()
            .findFirst()
            .map(VisitorRow::visitor));
  }
}
