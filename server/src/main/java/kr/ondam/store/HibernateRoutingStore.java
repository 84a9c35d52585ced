package kr.ondam.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Arrival;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.routing.Loan;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.PartitionRows;
import kr.ondam.routing.Queue;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingEvent;
import kr.ondam.routing.RoutingStore;
import kr.ondam.routing.Segment;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.CrossingRows.GrantRow;
import kr.ondam.store.CrossingRows.LoanKey;
import kr.ondam.store.CrossingRows.LoanRow;
import kr.ondam.store.RoutingRecordRows.ArrivalRow;
import kr.ondam.store.RoutingRecordRows.DecisionRow;
import kr.ondam.store.RoutingRecordRows.EventRow;
import kr.ondam.store.RoutingRows.EntryKey;
import kr.ondam.store.RoutingRows.EntryRow;
import kr.ondam.store.RoutingRows.OfferRow;
import kr.ondam.store.RoutingRows.PresenceRow;
import kr.ondam.store.RoutingRows.QueueRow;
import kr.ondam.store.RoutingRows.SegmentRow;
import kr.ondam.store.TenantRows.NumberedKey;
import kr.ondam.tenant.TenantId;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Routing state in the database.
final class HibernateRoutingStore implements RoutingStore {
  private static final List<String> UNFINISHED =
      Arrays.stream(Stage.values())
          .filter(stage -> stage.open() || stage.held())
          .map(Stage::name)
          .toList();

  private final Transactions transactions;

  HibernateRoutingStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Queue> queues(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery("from QueueRow order by id", QueueRow.class)
                .getResultList()
                .stream()
                .map(QueueRow::queue)
                .toList());
  }

  @Override
  public void save(Queue queue) {
    transactions.change(queue.tenant(), session -> session.upsert(QueueRow.of(queue)));
  }

  @Override
  public long takeOver(TenantId tenant) {
    return transactions.write(
        tenant,
        s -> {
          int found =
              s.createMutationQuery(
                      "update TenantRow set epoch = epoch + 1 where tenantId = :tenant")
                  .setParameter("tenant", tenant.value())
                  .executeUpdate();
          if (found == 0) {
            throw new IllegalArgumentException("tenant: " + tenant + " (expected: a stored one)");
          }
          return epoch(s, tenant);
        });
  }

  static long epoch(StatelessSession session, TenantId tenant) {
    return session
        .createSelectionQuery("select epoch from TenantRow where tenantId = :tenant", Long.class)
        .setParameter("tenant", tenant.value())
        .getSingleResult();
  }

  @Override
  public PartitionRows load(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            new PartitionRows(
                s
                    .createSelectionQuery(
                        "from ConversationRow where stage in :stages order by id",
                        ConversationRow.class)
                    .setParameterList("stages", UNFINISHED)
                    .getResultList()
                    .stream()
                    .map(ConversationRow::conversation)
                    .toList(),
                s.createSelectionQuery("from EntryRow", EntryRow.class).getResultList().stream()
                    .map(EntryRow::entry)
                    .toList(),
                s
                    .createSelectionQuery("from OfferRow where state = :open", OfferRow.class)
                    .setParameter("open", OfferState.OPEN.name())
                    .getResultList()
                    .stream()
                    .map(OfferRow::offer)
                    .toList(),
                s
                    .createSelectionQuery("from SegmentRow where endedAt is null", SegmentRow.class)
                    .getResultList()
                    .stream()
                    .map(SegmentRow::segment)
                    .toList(),
                s
                    .createSelectionQuery("from PresenceRow", PresenceRow.class)
                    .getResultList()
                    .stream()
                    .map(PresenceRow::state)
                    .toList(),
                s
                    .createSelectionQuery(
                        "from ArrivalRow where conversationId in"
                            + " (select id from ConversationRow where stage in :stages)",
                        ArrivalRow.class)
                    .setParameterList("stages", UNFINISHED)
                    .getResultList()
                    .stream()
                    .map(ArrivalRow::arrival)
                    .toList(),
                s
                    .createSelectionQuery("from GrantRow where live = true", GrantRow.class)
                    .getResultList()
                    .stream()
                    .map(GrantRow::grant)
                    .toList(),
                loans(s, "from LoanRow where live = true"),
                lastSeq(s, "select max(seq) from EventRow", null)));
  }

  private static List<Loan> loans(StatelessSession session, String text) {
    return session.createSelectionQuery(text, LoanRow.class).getResultList().stream()
        .map(LoanRow::loan)
        .toList();
  }

  @Override
  public List<CrossTenantGrant> grants(TenantId owner, ConversationId conversation) {
    return transactions.read(
        owner,
        s ->
            s
                .createSelectionQuery(
                    "from GrantRow where conversationId = :id order by id", GrantRow.class)
                .setParameter("id", conversation.value())
                .getResultList()
                .stream()
                .map(GrantRow::grant)
                .toList());
  }

  @Override
  public Optional<Loan> loan(TenantId lender, OfferId offer) {
    return transactions.read(
        lender,
        s ->
            Optional.ofNullable(s.get(LoanRow.class, new LoanKey(lender.value(), offer.value())))
                .map(LoanRow::loan));
  }

  @Override
  public List<Loan> heldLoans(TenantId lender) {
    return transactions.read(
        lender,
        s -> loans(s, "from LoanRow where live = true and state = 'ACCEPTED' order by offeredAt"));
  }

  private static long lastSeq(StatelessSession session, String text, @Nullable Instant before) {
    var query = session.createSelectionQuery(text, Long.class);
    if (before != null) {
      query.setParameter("before", before);
    }
    Long last = query.getSingleResultOrNull();
    return last == null ? 0 : last;
  }

  @Override
  public Optional<Arrival> arrival(TenantId tenant, ConversationId conversation) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(ArrivalRow.class, new EntryKey(tenant.value(), conversation.value())))
                .map(ArrivalRow::arrival));
  }

  @Override
  public List<RoutingEvent> events(TenantId tenant, long afterSeq, int limit) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from EventRow where seq > :after order by seq", EventRow.class)
                .setParameter("after", afterSeq)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(EventRow::event)
                .toList());
  }

  @Override
  public long lastEventBefore(TenantId tenant, Instant before) {
    return transactions.read(
        tenant, s -> lastSeq(s, "select max(seq) from EventRow where at < :before", before));
  }

  @Override
  public int removeEvents(TenantId tenant, Instant before, int most) {
    return transactions.write(
        tenant,
        s -> {
          Long first =
              s.createSelectionQuery("select min(seq) from EventRow", Long.class)
                  .getSingleResultOrNull();
          return first == null
              ? 0
              : s.createMutationQuery("delete from EventRow where seq < :below and at < :before")
                  .setParameter("below", first + most)
                  .setParameter("before", before)
                  .executeUpdate();
        });
  }

  @Override
  public void commit(RoutingBatch batch) {
    var tenant = batch.tenant();
    transactions.change(tenant, session -> new RoutingWrites(session, batch).write());
  }

  @Override
  public Optional<Offer> offer(TenantId tenant, OfferId offer) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(OfferRow.class, new NumberedKey(tenant.value(), offer.value())))
                .map(OfferRow::offer));
  }

  @Override
  public List<RoutingDecision> decisions(TenantId tenant, ConversationId conversation) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from DecisionRow where conversationId = :id order by id", DecisionRow.class)
                .setParameter("id", conversation.value())
                .getResultList()
                .stream()
                .map(DecisionRow::decision)
                .toList());
  }

  @Override
  public List<Segment> segments(TenantId tenant, ConversationId conversation) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from SegmentRow where conversationId = :id order by number", SegmentRow.class)
                .setParameter("id", conversation.value())
                .getResultList()
                .stream()
                .map(SegmentRow::segment)
                .toList());
  }

  @Override
  public List<Segment> segmentsSince(TenantId tenant, Instant since) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from SegmentRow where acceptedAt >= :since or endedAt >= :since"
                        + " order by acceptedAt",
                    SegmentRow.class)
                .setParameter("since", since)
                .getResultList()
                .stream()
                .map(SegmentRow::segment)
                .toList());
  }
}
