package kr.ondam.customer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Keeps customers and what happened to them elsewhere. New customers and identities are written by
/// the conversation store, in the same transaction as the message they came with.
public interface CustomerStore {
  Optional<Customer> find(TenantId tenant, CustomerId customer);

  /// Replaces name, phone, grade and memo of an existing customer, and leaves the traits as they
  /// are. Answers false when there is none.
  boolean save(Customer customer);

  /// Changes the traits of a customer, in one transaction that nothing else changes them in.
  /// Answers the customer as they are now, empty when there is none.
  ///
  /// @param change may be asked again when the store had to try again
  Optional<Customer> describe(TenantId tenant, CustomerId customer, UnaryOperator<Traits> change);

  /// Customers of one tenant with a phone number, newest first.
  List<Customer> byPhone(TenantId tenant, String normalisedPhone);

  List<ChannelIdentity> identities(TenantId tenant, CustomerId customer);

  /// Adds an event. Answers false, changing nothing, when the id is already there.
  boolean add(CustomerEvent event);

  Optional<CustomerEvent> event(TenantId tenant, UUID id);

  /// Events of a customer by time and id, newest first, after the given position (null: from the
  /// beginning), at most `limit`.
  List<CustomerEvent> events(
      TenantId tenant, CustomerId customer, @Nullable HistoryPosition before, int limit);
}
