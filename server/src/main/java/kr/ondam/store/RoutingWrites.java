package kr.ondam.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import kr.ondam.agent.PresenceState;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Arrival;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.routing.Loan;
import kr.ondam.routing.Offer;
import kr.ondam.routing.Queue;
import kr.ondam.routing.QueueEntry;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingEvent;
import kr.ondam.routing.Segment;
import kr.ondam.routing.StaleEpoch;
import kr.ondam.store.CrossingRows.GrantRow;
import kr.ondam.store.CrossingRows.LoanRow;
import kr.ondam.store.RoutingRecordRows.ArrivalRow;
import kr.ondam.store.RoutingRecordRows.DecisionRow;
import kr.ondam.store.RoutingRecordRows.EventRow;
import kr.ondam.store.RoutingRows.EntryRow;
import kr.ondam.store.RoutingRows.OfferRow;
import kr.ondam.store.RoutingRows.PresenceRow;
import kr.ondam.store.RoutingRows.QueueRow;
import kr.ondam.store.RoutingRows.SegmentRow;
import org.hibernate.StatelessSession;

/// Writes a partition's batch with one batched statement per kind of row. Of several changes of the
/// same row only the last is written: nobody sees what is between two commits.
final class RoutingWrites {
  private static final String EPOCH =
      "update tenant set epoch = ? where tenant_id = ? and epoch = ?";

  /// A finished conversation stays finished, whoever comes late; and what has ended is nothing for
  /// a bot any more.
  private static final String MOVE =
      """
      update conversation set
        stage = case when ended_at is not null and ? = 'BOT' then 'CLOSED' else ? end, assignee = ?, queue_id = ?,
        owner_epoch = owner_epoch + case when (case
          when stage = 'BOT' then 'BOT' when stage in ('ACTIVE', 'ON_HOLD', 'WRAP_UP') then 'AGENT' else 'QUEUE'
          end) = ? then 0 else 1 end
      where tenant_id = ? and id = ? and stage not in ('CLOSED', 'ABANDONED')
      """;

  private static final String END_SEGMENT =
      """
      update segment set ended_at = ?, end_reason = ?
      where tenant_id = ? and conversation_id = ? and ended_at is null
      """;

  private static final String DROP_ENTRY =
      "delete from queue_entry where tenant_id = ? and conversation_id = ?";
  private static final String DROP_ARRIVAL =
      "delete from routing_arrival where tenant_id = ? and conversation_id = ?";
  private static final String DROP_GRANT =
      "delete from cross_tenant_grant where tenant_id = ? and id = ?";
  private static final String DROP_LOAN = "delete from loan where tenant_id = ? and offer_id = ?";
  private static final String DROP_OFFER = "delete from offer where tenant_id = ? and id = ?";
  private static final String DROP_PRESENCE =
      "delete from presence where tenant_id = ? and agent = ?";

  private final StatelessSession session;
  private final RoutingBatch batch;
  private final String tenant;

  /// By id, so that two writers lock conversations in one order.
  private final Map<UUID, RoutingChange.MoveStage> moves = new TreeMap<>();

  private final Set<UUID> touchedEntries = new LinkedHashSet<>();
  private final Map<UUID, QueueEntry> entries = new LinkedHashMap<>();
  private final Map<UUID, Offer> offers = new LinkedHashMap<>();
  private final Map<UUID, PresenceState> presences = new LinkedHashMap<>();
  private final Map<UUID, RoutingChange.EndSegment> ends = new LinkedHashMap<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<RoutingDecision> decisions = new ArrayList<>();
  private final Map<UUID, Arrival> arrivals = new LinkedHashMap<>();
  private final Map<UUID, CrossTenantGrant> grants = new LinkedHashMap<>();
  private final Map<UUID, Loan> loans = new LinkedHashMap<>();
  private final Map<QueueId, Queue> queues = new LinkedHashMap<>();
  private final List<RoutingEvent> events = new ArrayList<>();

  RoutingWrites(StatelessSession session, RoutingBatch batch) {
    this.session = session;
    this.batch = batch;
    tenant = batch.tenant().value();
    batch.changes().forEach(this::sort);
  }

  private void sort(RoutingChange change) {
    switch (change) {
      case RoutingChange.SaveEntry(var entry) -> {
        touchedEntries.add(entry.conversation().value());
        entries.put(entry.conversation().value(), entry);
      }
      case RoutingChange.RemoveEntry(var conversation) -> {
        touchedEntries.add(conversation.value());
        entries.remove(conversation.value());
      }
      case RoutingChange.SaveOffer(var offer) -> offers.put(offer.id().value(), offer);
      case RoutingChange.MoveStage move ->
          moves.merge(move.conversation().value(), move, (was, next) -> finished(was) ? was : next);
      case RoutingChange.OpenSegment(var segment) -> segments.add(segment);
      case RoutingChange.EndSegment end -> end(end);
      case RoutingChange.SavePresence(var state) -> presences.put(state.agent().value(), state);
      case RoutingChange.Record(var decision) -> decisions.add(decision);
      case RoutingChange.SaveArrival(var arrival) ->
          arrivals.put(arrival.conversation().value(), arrival);
      case RoutingChange.SaveGrant(var grant) -> grants.put(grant.id(), grant);
      case RoutingChange.SaveLoan(var loan) -> loans.put(loan.offer().value(), loan);
      case RoutingChange.SaveQueue(var queue) -> queues.put(queue.id(), queue);
      case RoutingChange.Happened(var event) -> events.add(event);
    }
  }

  private static boolean finished(RoutingChange.MoveStage move) {
    return move.stage() == Stage.CLOSED || move.stage() == Stage.ABANDONED;
  }

  /// The running segment is one of this batch or one that is stored.
  private void end(RoutingChange.EndSegment end) {
    for (int i = 0; i < segments.size(); i++) {
      var segment = segments.get(i);
      if (segment.conversation().equals(end.conversation()) && segment.endedAt() == null) {
        segments.set(i, segment.ended(end.at(), end.reason()));
        return;
      }
    }
    ends.putIfAbsent(end.conversation().value(), end);
  }

  /// @throws StaleEpoch when another process has taken the partition over
  void write() {
    // Writing the tenant's row locks it: a take-over at the same moment waits, or has already
    // changed it.
    session.doWork(this::checkEpoch);
    session.doWork(this::change);
    insert(entries.values().stream().map(EntryRow::of).toList());
    insert(offers.values().stream().map(OfferRow::of).toList());
    insert(presences.values().stream().map(PresenceRow::of).toList());
    insert(segments.stream().map(SegmentRow::of).toList());
    insert(decisions.stream().map(DecisionRow::of).toList());
    insert(arrivals.values().stream().map(ArrivalRow::of).toList());
    insert(grants.values().stream().map(GrantRow::of).toList());
    insert(loans.values().stream().map(LoanRow::of).toList());
    insert(events.stream().map(EventRow::of).toList());
    // Rules change so seldom that one statement for each will do.
    queues.values().forEach(queue -> session.upsert(QueueRow.of(queue)));
  }

  private void checkEpoch(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(EPOCH)) {
      statement.setLong(1, batch.epoch());
      statement.setString(2, tenant);
      statement.setLong(3, batch.epoch());
      if (statement.executeUpdate() == 0) {
        throw new StaleEpoch(
            "epoch: "
                + batch.epoch()
                + " (expected: "
                + HibernateRoutingStore.epoch(session, batch.tenant())
                + ")");
      }
    }
  }

  private void change(Connection connection) throws SQLException {
    run(connection, MOVE, moves.values(), this::bind);
    run(connection, END_SEGMENT, ends.values(), this::bind);
    run(connection, DROP_ENTRY, touchedEntries, this::bind);
    run(connection, DROP_OFFER, offers.keySet(), this::bind);
    run(connection, DROP_PRESENCE, presences.keySet(), this::bind);
    run(connection, DROP_GRANT, grants.keySet(), this::bind);
    run(connection, DROP_LOAN, loans.keySet(), this::bind);
    run(connection, DROP_ARRIVAL, arrivals.keySet(), this::bind);
  }

  private interface Binding<T> {
    void bind(PreparedStatement statement, T value) throws SQLException;
  }

  private static <T> void run(
      Connection connection, String sql, Collection<T> values, Binding<T> binding)
      throws SQLException {
    if (values.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      for (T value : values) {
        binding.bind(statement, value);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void bind(PreparedStatement statement, RoutingChange.MoveStage move) throws SQLException {
    var assignee = move.assignee();
    var queue = move.queue();
    statement.setString(1, move.stage().name());
    statement.setString(2, move.stage().name());
    statement.setObject(3, assignee == null ? null : assignee.value());
    Columns.text(statement, 4, queue == null ? null : queue.value());
    statement.setString(5, move.stage().owner().name());
    statement.setString(6, tenant);
    statement.setObject(7, move.conversation().value());
  }

  private void bind(PreparedStatement statement, RoutingChange.EndSegment end) throws SQLException {
    statement.setObject(1, Columns.utc(end.at()));
    statement.setString(2, end.reason());
    statement.setString(3, tenant);
    statement.setObject(4, end.conversation().value());
  }

  private void bind(PreparedStatement statement, UUID id) throws SQLException {
    statement.setString(1, tenant);
    statement.setObject(2, id);
  }

  private void insert(List<?> rows) {
    if (!rows.isEmpty()) {
      session.insertMultiple(rows);
    }
  }
}
