package kr.ondam.store;

import java.util.List;
import java.util.Optional;
import kr.ondam.store.TenantRows.CentreRow;
import kr.ondam.store.TenantRows.GroupRow;
import kr.ondam.store.TenantRows.TenantRow;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;
import org.hibernate.LockMode;

/// Tenants in the database.
final class HibernateTenantStore implements TenantStore {
  private final Transactions transactions;

  HibernateTenantStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<String> groupName() {
    return transactions.readAll(
        s -> Optional.ofNullable(s.get(GroupRow.class, 1)).map(row -> row.name));
  }

  @Override
  public void saveGroupName(String name) {
    transactions.change(
        TenantId.GROUP,
        session -> {
          var row = new GroupRow();
          row.id = 1;
          row.name = name;
          session.upsert(row);
        });
  }

  /// In one statement, so that a name that somebody saves meanwhile stays.
  @Override
  public void probe() {
    transactions.change(
        TenantId.GROUP,
        session -> session.createMutationQuery("update GroupRow set name = name").executeUpdate());
  }

  @Override
  public List<Tenant> tenants() {
    return transactions.readAll(s ->
        Rows.of(TenantRow.class).orderBy("tenantId").read(s).stream()
            .map(TenantRow::tenant)
            .toList());
  }

  @Override
  public void save(Tenant tenant) {
    transactions.change(
        tenant.id(),
        session -> {
          // The epoch in the row must not go back when a partition takes over meanwhile.
          var existing =
              session.get(TenantRow.class, tenant.id().value(), LockMode.PESSIMISTIC_WRITE);
          var row = existing == null ? new TenantRow() : existing;
          row.tenantId = tenant.id().value();
          row.name = tenant.name();
          row.kind = tenant.kind().name();
          row.hue = tenant.hue();
          session.upsert(row);
        });
  }

  @Override
  public List<Centre> centres(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            Rows.of(CentreRow.class)
                .where("tenantId", tenant.value())
                .orderBy("id")
                .read(s)
                .stream()
                .map(CentreRow::centre)
                .toList());
  }

  @Override
  public void save(Centre centre) {
    transactions.change(centre.tenant(), session -> session.upsert(CentreRow.of(centre)));
  }
}
