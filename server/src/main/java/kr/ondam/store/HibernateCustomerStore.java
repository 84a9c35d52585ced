package kr.ondam.store;

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
import kr.ondam.store.CustomerRows.CustomerEventRow;
import kr.ondam.store.CustomerRows.CustomerRow;
import kr.ondam.store.CustomerRows.IdentityRow;
import kr.ondam.store.TenantRows.NumberedKey;
import kr.ondam.tenant.TenantId;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/// Customers in the database.
final class HibernateCustomerStore implements CustomerStore {
  private final Transactions transactions;

  HibernateCustomerStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Customer> find(TenantId tenant, CustomerId customer) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(CustomerRow.class, new NumberedKey(tenant.value(), customer.value())))
                .map(CustomerRow::customer));
  }

  @Override
  public boolean save(Customer customer) {
    return transactions.write(
        customer.tenant(),
        s ->
            s.createMutationQuery(
                        "update CustomerRow set name = :name, phone = :phone, grade = :grade,"
                            + " memo = :memo where id = :id")
                    .setParameter("name", customer.name(), String.class)
                    .setParameter("phone", customer.phone(), String.class)
                    .setParameter("grade", customer.grade())
                    .setParameter("memo", customer.memo())
                    .setParameter("id", customer.id().value())
                    .executeUpdate()
                == 1);
  }

  @Override
  public Optional<Customer> describe(
      TenantId tenant, CustomerId customer, UnaryOperator<Traits> change) {
    return transactions.write(
        tenant,
        s -> {
          var key = new NumberedKey(tenant.value(), customer.value());
          var row = s.get(CustomerRow.class, key, LockMode.PESSIMISTIC_WRITE);
          if (row == null) {
            return Optional.empty();
          }
          row.put(change.apply(row.traits()));
          s.update(row);
          return Optional.of(row.customer());
        });
  }

  @Override
  public List<Customer> byPhone(TenantId tenant, String normalisedPhone) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from CustomerRow where phone = :phone order by id desc", CustomerRow.class)
                .setParameter("phone", normalisedPhone)
                .getResultList()
                .stream()
                .map(CustomerRow::customer)
                .toList());
  }

  @Override
  public List<ChannelIdentity> identities(TenantId tenant, CustomerId customer) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from IdentityRow where customerId = :customer order by since",
                    IdentityRow.class)
                .setParameter("customer", customer.value())
                .getResultList()
                .stream()
                .map(IdentityRow::identity)
                .toList());
  }

  @Override
  public boolean add(CustomerEvent event) {
    try {
      transactions.change(event.tenant(), session -> session.insert(CustomerEventRow.of(event)));
      return true;
    } catch (DuplicateRow e) {
      return false;
    }
  }

  @Override
  public Optional<CustomerEvent> event(TenantId tenant, UUID id) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(s.get(CustomerEventRow.class, new NumberedKey(tenant.value(), id)))
                .map(CustomerEventRow::event));
  }

  @Override
  public List<CustomerEvent> events(
      TenantId tenant, CustomerId customer, @Nullable HistoryPosition before, int limit) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from CustomerEventRow where customerId = :customer"
                        + " and (at < :at or at = :at and id < :id) order by at desc, id desc",
                    CustomerEventRow.class)
                .setParameter("customer", customer.value())
                .setParameter("at", before == null ? Columns.END_OF_TIME : before.at())
                .setParameter("id", before == null ? Columns.NO_ID : before.id())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(CustomerEventRow::event)
                .toList());
  }
}
