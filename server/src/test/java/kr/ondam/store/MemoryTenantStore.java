package kr.ondam.store;

import java.util.List;
import java.util.Optional;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;

/// Tenants in memory.
final class MemoryTenantStore implements TenantStore {
  private final MemoryTables tables;

  MemoryTenantStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<String> groupName() {
    return tables.ledger.run(() -> tables.group.find("name"));
  }

  @Override
  public void saveGroupName(String name) {
    tables.ledger.change(() -> tables.group.put(name, "name"));
  }

  @Override
  public void probe() {
    tables.ledger.change(() -> {});
  }

  @Override
  public List<Tenant> tenants() {
    return tables.ledger.run(tables.tenants::all);
  }

  @Override
  public void save(Tenant tenant) {
    tables.ledger.change(() -> tables.tenants.put(tenant, tenant.id()));
  }

  @Override
  public List<Centre> centres(TenantId tenant) {
    return tables.ledger.run(() -> tables.centres.under(tenant));
  }

  @Override
  public void save(Centre centre) {
    tables.ledger.change(() -> tables.centres.put(centre, centre.tenant(), centre.id()));
  }
}
