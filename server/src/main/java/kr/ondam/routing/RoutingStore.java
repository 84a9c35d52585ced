package kr.ondam.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;

/// Keeps queues and the routing state of each partition. Every method is one transaction and throws
/// [kr.ondam.tenant.StoreUnavailable] when it could not be done.
public interface RoutingStore {
  /// Queues of a tenant by id.
  List<Queue> queues(TenantId tenant);

  void save(Queue queue);

  /// Takes over a tenant's partition: answers the new epoch, larger than all before. Older epochs
  /// cannot commit any more.
  long takeOver(TenantId tenant);

  PartitionRows load(TenantId tenant);

  /// Stores a batch, all or nothing.
  ///
  /// @throws StaleEpoch when the partition was taken over since
  void commit(RoutingBatch batch);

  Optional<Offer> offer(TenantId tenant, OfferId offer);

  /// Grants for a conversation of a tenant, oldest first.
  List<CrossTenantGrant> grants(TenantId owner, ConversationId conversation);

  /// A loan by its offer.
  Optional<Loan> loan(TenantId lender, OfferId offer);

  /// What agents of a tenant hold of other tenants.
  List<Loan> heldLoans(TenantId lender);

  /// Decisions about a conversation, oldest first.
  List<RoutingDecision> decisions(TenantId tenant, ConversationId conversation);

  /// Segments of a conversation in order.
  List<Segment> segments(TenantId tenant, ConversationId conversation);

  /// Segments of a tenant accepted or ended since an instant; what reports are made of.
  List<Segment> segmentsSince(TenantId tenant, Instant since);

  /// How a conversation came to its queue, where rules were asked.
  Optional<Arrival> arrival(TenantId tenant, ConversationId conversation);

  /// Recorded events with a seq above `afterSeq`, in order, at most `limit`.
  List<RoutingEvent> events(TenantId tenant, long afterSeq, int limit);

  /// The seq of the last event recorded before an instant, 0 for none.
  long lastEventBefore(TenantId tenant, Instant before);

  /// Deletes the oldest events recorded before an instant, at most `most`. Answers how many there
  /// were.
  int removeEvents(TenantId tenant, Instant before, int most);
}
