package kr.ondam.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.customer.CustomerId;
import kr.ondam.tenant.TenantId;

/// Keeps notices. Every method is one transaction and throws [kr.ondam.tenant.StoreUnavailable]
/// when it could not be done.
public interface NoticeStore {
  /// Keeps a new one. Answers false, changing nothing, when there is one with its id.
  boolean add(Notice notice);

  Optional<Notice> find(TenantId tenant, UUID id);

  /// The notices of a customer, newest first, at most `limit`.
  List<Notice> of(TenantId tenant, CustomerId customer, int limit);

  /// Those of all tenants that still have to be sent, oldest first.
  List<Notice> waiting();

  /// Writes how far a notice is that still has to be sent; one that is further stays as it is.
  void save(Notice notice);

  /// Takes a report: the notice that is known under its reference moves forward. Answers false when
  /// none is.
  boolean report(DeliveryReport report);
}
