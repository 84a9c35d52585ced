package kr.ondam.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import kr.ondam.store.TenantRows.TenantRow;
import kr.ondam.tenant.TenantId;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

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
        s -> Rows.of(QueueRow.class).orderBy("id").read(s).stream().map(QueueRow::queue).toList());
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
          var row = s.get(TenantRow.class, tenant.value(), LockMode.PESSIMISTIC_WRITE);
          if (row == null) {
            throw new IllegalArgumentException("tenant: " + tenant + " (expected: a stored one)");
          }
          row.epoch++;
          s.update(row);
          return row.epoch;
        });
  }

  static long epoch(StatelessSession session, TenantId tenant) {
    return session.get(TenantRow.class, tenant.value()).epoch;
  }

  @Override
  public PartitionRows load(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            new PartitionRows(
                Rows.of(ConversationRow.class)
                    .whereIn("stage", UNFINISHED)
                    .orderBy("id")
                    .read(s)
                    .stream()
                    .map(ConversationRow::conversation)
                    .toList(),
                Rows.of(EntryRow.class).read(s).stream().map(EntryRow::entry).toList(),
                Rows.of(OfferRow.class).where("state", OfferState.OPEN.name()).read(s).stream()
                    .map(OfferRow::offer)
                    .toList(),
                Rows.of(SegmentRow.class).without("endedAt", Instant.class).read(s).stream()
                    .map(SegmentRow::segment)
                    .toList(),
                Rows.of(PresenceRow.class).read(s).stream().map(PresenceRow::state).toList(),
                unfinishedArrivals(s).stream().map(ArrivalRow::arrival).toList(),
                Rows.of(GrantRow.class).where("live", true).read(s).stream()
                    .map(GrantRow::grant)
                    .toList(),
                Rows.of(LoanRow.class).where("live", true).read(s).stream()
                    .map(LoanRow::loan)
                    .toList(),
                Rows.highest(s, EventRow.class, "seq")));
  }

  /// Arrivals outlive their conversations.
  private static List<ArrivalRow> unfinishedArrivals(StatelessSession session) {
    var query = session.getCriteriaBuilder().createQuery(ArrivalRow.class);
    var arrival = query.from(ArrivalRow.class);
    var unfinished = query.subquery(UUID.class);
    var conversation = unfinished.from(ConversationRow.class);
    unfinished.select(conversation.get("id")).where(conversation.get("stage").in(UNFINISHED));
    query.where(arrival.get("conversationId").in(unfinished));
    return session.createSelectionQuery(query).getResultList();
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
        s ->
            Rows.of(LoanRow.class)
                .where("live", true)
                .where("state", OfferState.ACCEPTED.name())
                .orderBy("offeredAt")
                .read(s)
                .stream()
                .map(LoanRow::loan)
                .toList());
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
        tenant,
        s -> {
          Long last =
              s.createSelectionQuery("select max(seq) from EventRow where at < :before", Long.class)
                  .setParameter("before", before)
                  .getSingleResultOrNull();
          return last == null ? 0 : last;
        });
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
            Rows.of(SegmentRow.class)
                .since(since, "acceptedAt", "endedAt")
                .orderBy("acceptedAt")
                .read(s)
                .stream()
                .map(SegmentRow::segment)
                .toList());
  }
}
