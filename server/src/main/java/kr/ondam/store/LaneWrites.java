package kr.ondam.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.CrashPoint;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.Fence;
import kr.ondam.conversation.FenceBroken;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Progress;
import kr.ondam.store.ConversationRows.ClientMessageRow;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.ConversationRows.MessageRow;
import kr.ondam.store.CustomerRows.CustomerRow;
import kr.ondam.store.CustomerRows.IdentityRow;
import kr.ondam.store.DeliveryRows.DeadLetterRow;
import kr.ondam.store.DeliveryRows.NoteRow;
import kr.ondam.store.DeliveryRows.ReferenceKey;
import kr.ondam.store.DeliveryRows.ReferenceRow;
import kr.ondam.store.DeliveryRows.WaitingOutbound;
import org.hibernate.StatelessSession;

/// Writes a lane's batch with as few round trips as there are kinds of rows. Changes of existing
/// conversations go as one batched statement, which Hibernate would send one by one.
final class LaneWrites {
  private static final String PROGRESS =
      """
      update conversation set last_seq = ?, last_message_at = ?, last_inbound_at = ?, last_inbound_seq = ?,
        last_outbound_seq = ?, thread_key = coalesce(?, thread_key), routing_key = coalesce(?, routing_key)
      where tenant_id = ? and id = ?
      """;

  private static final String END =
      """
      update conversation set ended_at = ?, end_reason = ?, disposition = ?, open_key = null
      where tenant_id = ? and id = ? and ended_at is null
      """;

  private final StatelessSession session;
  private final LaneBatch batch;
  private final String tenant;

  LaneWrites(StatelessSession session, LaneBatch batch) {
    this.session = session;
    this.batch = batch;
    tenant = batch.tenant().value();
  }

  void write() {
    CrashPoint.BEFORE_INSERT.pass();
    // The updates come first: they lock the rows, so that what a fence reads holds until the
    // commit.
    session.doWork(this::update);
    batch.fences().forEach(this::check);
    insert(batch.customers().stream().map(CustomerRow::of).toList());
    insert(batch.identities().stream().map(IdentityRow::of).toList());
    insert(batch.opened().stream().map(ConversationRow::of).toList());
    insert(batch.messages().stream().map(MessageRow::of).toList());
    insert(batch.messages().stream().flatMap(LaneWrites::clientMessage).toList());
    insert(batch.outbounds().stream().map(WaitingOutbound::of).toList());
    insert(batch.deadLetters().stream().map(DeadLetterRow::of).toList());
    insert(batch.notes().stream().map(NoteRow::of).toList());
    batch.references().forEach(r -> session.upsert(ReferenceRow.of(tenant, r)));
    for (var used : batch.usedReferences()) {
      var row =
          session.get(
              ReferenceRow.class,
              new ReferenceKey(
                  tenant,
                  used.identity().account().value(),
                  used.identity().externalUser(),
                  used.threadKey()));
      if (row != null) {
        session.delete(row);
      }
    }
    CrashPoint.BEFORE_COMMIT.pass();
  }

  private static Stream<ClientMessageRow> clientMessage(Incoming incoming) {
    var clientId = incoming.message().clientId();
    return clientId == null
        ? Stream.empty()
        : Stream.of(ClientMessageRow.of(incoming.message(), clientId));
  }

  private void insert(List<?> rows) {
    if (!rows.isEmpty()) {
      session.insertMultiple(rows);
    }
  }

  private void update(Connection connection) throws SQLException {
    if (!batch.progressed().isEmpty()) {
      try (var statement = connection.prepareStatement(PROGRESS)) {
        // One order for all lanes, so that two of them never wait for each other.
        for (var progress :
            batch.progressed().stream()
                .sorted(Comparator.comparing(p -> p.conversation().value()))
                .toList()) {
          bind(statement, progress);
          statement.addBatch();
        }
        statement.executeBatch();
      }
    }
    if (!batch.endings().isEmpty()) {
      try (var statement = connection.prepareStatement(END)) {
        for (var ending : batch.endings()) {
          bind(statement, ending);
          statement.addBatch();
        }
        statement.executeBatch();
      }
    }
  }

  private void bind(PreparedStatement statement, Progress progress) throws SQLException {
    statement.setLong(1, progress.lastSeq());
    statement.setObject(2, Columns.utc(progress.lastMessageAt()));
    statement.setObject(3, Columns.utc(progress.lastInboundAt()));
    statement.setLong(4, progress.lastInboundSeq());
    statement.setLong(5, progress.lastOutboundSeq());
    Columns.text(statement, 6, progress.threadKey());
    Columns.text(statement, 7, progress.routingKey());
    statement.setString(8, tenant);
    statement.setObject(9, progress.conversation().value());
  }

  private void bind(PreparedStatement statement, Ending ending) throws SQLException {
    statement.setObject(1, Columns.utc(ending.at()));
    statement.setString(2, ending.reason().name());
    Columns.text(statement, 3, ending.disposition());
    statement.setString(4, tenant);
    statement.setObject(5, ending.conversation().value());
  }

  private void check(Fence fence) {
    UUID assignee =
        session
            .createSelectionQuery("select assignee from ConversationRow where id = :id", UUID.class)
            .setParameter("id", fence.conversation().value())
            .getSingleResultOrNull();
    if (!fence.assignee().value().equals(assignee)) {
      throw new FenceBroken(fence, assignee == null ? null : new AgentId(assignee));
    }
  }
}
