package kr.ondam.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.PartitionRows;
import kr.ondam.routing.Queue;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingStore;
import kr.ondam.routing.Segment;
import kr.ondam.routing.StaleEpoch;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.RoutingRows.DecisionRow;
import kr.ondam.store.RoutingRows.EntryRow;
import kr.ondam.store.RoutingRows.OfferRow;
import kr.ondam.store.RoutingRows.PresenceRow;
import kr.ondam.store.RoutingRows.QueueRow;
import kr.ondam.store.RoutingRows.SegmentRow;
import kr.ondam.store.TenantRows.NumberedKey;
import kr.ondam.tenant.TenantId;
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

  private static long epoch(StatelessSession session, TenantId tenant) {
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
                    .toList()));
  }

  @Override
  public void commit(RoutingBatch batch) {
    transactions.change(
        batch.tenant(),
        session -> {
          // Writing the row locks it: a take-over at the same moment waits, or has already changed
          // it.
          int current =
              session
                  .createMutationQuery(
                      "update TenantRow set epoch = :epoch"
                          + " where tenantId = :tenant and epoch = :epoch")
                  .setParameter("epoch", batch.epoch())
                  .setParameter("tenant", batch.tenant().value())
                  .executeUpdate();
          if (current == 0) {
            throw new StaleEpoch(
                "epoch: " + batch.epoch() + " (expected: " + epoch(session, batch.tenant()) + ")");
          }
          batch.changes().forEach(change -> apply(session, batch.tenant(), change));
        });
  }

  private static void apply(StatelessSession session, TenantId tenant, RoutingChange change) {
    switch (change) {
      case RoutingChange.SaveEntry save -> session.upsert(EntryRow.of(save.entry()));
      case RoutingChange.RemoveEntry remove ->
          session
              .createMutationQuery("delete from EntryRow where conversationId = :id")
              .setParameter("id", remove.conversation().value())
              .executeUpdate();
      case RoutingChange.SaveOffer save -> session.upsert(OfferRow.of(save.offer()));
      case RoutingChange.MoveStage move -> move(session, move);
      case RoutingChange.OpenSegment open -> session.insert(SegmentRow.of(open.segment()));
      case RoutingChange.EndSegment end ->
          session
              .createMutationQuery(
                  "update SegmentRow set endedAt = :at, endReason = :reason"
                      + " where conversationId = :id and endedAt is null")
              .setParameter("at", end.at())
              .setParameter("reason", end.reason())
              .setParameter("id", end.conversation().value())
              .executeUpdate();
      case RoutingChange.SavePresence save -> session.upsert(PresenceRow.of(save.state()));
      case RoutingChange.Record record -> session.insert(DecisionRow.of(record.decision()));
    }
  }

  /// A finished conversation stays finished, whoever comes late.
  private static void move(StatelessSession session, RoutingChange.MoveStage move) {
    var assignee = move.assignee();
    var queue = move.queue();
    session
        .createMutationQuery(
            "update ConversationRow set stage = :stage, assignee = :assignee, queueId = :queue"
                + " where id = :id and stage not in ('CLOSED', 'ABANDONED')")
        .setParameter("stage", move.stage().name())
        .setParameter("assignee", assignee == null ? null : assignee.value(), UUID.class)
        .setParameter("queue", queue == null ? null : queue.value(), String.class)
        .setParameter("id", move.conversation().value())
        .executeUpdate();
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
