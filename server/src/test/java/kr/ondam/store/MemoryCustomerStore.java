package kr.ondam.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.customer.Traits;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Customers in memory.
final class MemoryCustomerStore implements CustomerStore {
  private final MemoryTables tables;

  MemoryCustomerStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Customer> find(TenantId tenant, CustomerId customer) {
    return tables.ledger.run(() -> tables.customers.find(tenant, customer));
  }

  @Override
  public boolean save(Customer customer) {
    return tables.ledger.run(() -> {
      var before = tables.customers.find(customer.tenant(), customer.id());
      before.ifPresent(b ->
          tables.customers.put(
              new Customer(
                  b.tenant(),
                  b.id(),
                  customer.name(),
                  customer.phone(),
                  customer.grade(),
                  customer.memo(),
                  b.traits(),
                  b.createdAt()),
              b.tenant(),
              b.id()));
      return before.isPresent();
    });
  }

  @Override
  public Optional<Customer> describe(
      TenantId tenant, CustomerId customer, UnaryOperator<Traits> change) {
    return tables.ledger.run(() -> {
      var now =
          tables
              .customers
              .find(tenant, customer)
              .map(b ->
                  new Customer(
                      b.tenant(),
                      b.id(),
                      b.name(),
                      b.phone(),
                      b.grade(),
                      b.memo(),
                      change.apply(b.traits()),
                      b.createdAt()));
      now.ifPresent(described -> tables.customers.put(described, tenant, customer));
      return now;
    });
  }

  @Override
  public List<Customer> byPhone(TenantId tenant, String normalisedPhone) {
    return tables.ledger.run(() ->
        tables.customers.under(tenant).reversed().stream()
            .filter(c -> normalisedPhone.equals(c.phone()))
            .toList());
  }

  @Override
  public List<ChannelIdentity> identities(TenantId tenant, CustomerId customer) {
    return tables.ledger.run(() ->
        tables.identities.under(tenant).stream()
            .filter(i -> i.customer().equals(customer))
            .sorted(Comparator.comparing(ChannelIdentity::since))
            .toList());
  }

  @Override
  public boolean add(CustomerEvent event) {
    try {
      tables.ledger.change(() -> {
        tables.customers.require(event.tenant(), event.customer());
        tables.customerEvents.insert(event, event.tenant(), event.id());
      });
      return true;
    } catch (DuplicateRow _) {
      return false;
    }
  }

  @Override
  public Optional<CustomerEvent> event(TenantId tenant, UUID id) {
    return tables.ledger.run(() ->
        tables.customerEvents.under(tenant).stream().filter(e -> e.id().equals(id)).findFirst());
  }

  @Override
  public List<CustomerEvent> events(
      TenantId tenant, CustomerId customer, @Nullable HistoryPosition before, int limit) {
    return tables.ledger.run(() ->
        tables.customerEvents.under(tenant).stream()
            .filter(e -> e.customer().equals(customer))
            .filter(e -> before == null || HistoryPosition.NEWEST_FIRST.compare(before, of(e)) < 0)
            .sorted(Comparator.comparing(MemoryCustomerStore::of, HistoryPosition.NEWEST_FIRST))
            .limit(limit)
            .toList());
  }

  private static HistoryPosition of(CustomerEvent event) {
    return new HistoryPosition(event.at(), event.id());
  }
}
