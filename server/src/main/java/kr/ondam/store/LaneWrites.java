package kr.ondam.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.PartJson;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.CrashPoint;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.FenceBroken;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Progress;
import kr.ondam.store.AttachmentRows.AttachmentRow;
import kr.ondam.store.AttachmentRows.UploadRow;
import kr.ondam.store.BotTables.BotNoteRow;
import kr.ondam.store.BotTables.BotProgressRow;
import kr.ondam.store.BotTables.HandoverRow;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.CustomerRows.CustomerRow;
import kr.ondam.store.CustomerRows.IdentityRow;
import kr.ondam.store.DeliveryRows.DeadLetterRow;
import kr.ondam.store.DeliveryRows.NoteRow;
import kr.ondam.store.DeliveryRows.ReferenceKey;
import kr.ondam.store.DeliveryRows.ReferenceRow;
import kr.ondam.store.DeliveryRows.WaitingOutbound;
import kr.ondam.store.TenantRows.NumberedKey;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Writes a lane's batch with as few round trips as there are kinds of rows. What every message
/// writes goes past Hibernate, as one batched statement per table.
final class LaneWrites {
  private static final String LOCK =
      "select assignee from conversation where tenant_id = ? and id = ? for update";

  private static final String END =
      """
      update conversation set ended_at = ?, end_reason = ?, disposition = ?, open_key = null,
        owner_epoch = case when stage = 'BOT' then owner_epoch + 1 else owner_epoch end,
        stage = case when stage = 'BOT' then 'CLOSED' else stage end
      where tenant_id = ? and id = ? and ended_at is null
      """;

  private static final String HAND_OVER =
      """
      update conversation set stage = 'QUEUED', owner_epoch = ?
      where tenant_id = ? and id = ? and stage = 'BOT'
      """;

  private static final String KEYS =
      """
      update conversation set thread_key = coalesce(?, thread_key), routing_key = coalesce(?, routing_key),
        attributes = coalesce(?, attributes)
      where tenant_id = ? and id = ?
      """;

  private static final String PROGRESS =
      """
      update conversation_progress set last_seq = ?, last_message_at = ?, last_inbound_at = ?, last_inbound_seq = ?,
        last_outbound_seq = ?
      where tenant_id = ? and id = ?
      """;

  private static final String MESSAGE =
      """
      insert into message (tenant_id, conversation_id, seq, id, direction, author_kind, author_id, at, provider_at,
        parts, account_id, external_id, client_id, delivery, failure, raw)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String CLIENT_MESSAGE =
      "insert into client_message (tenant_id, conversation_id, client_id, seq) values (?, ?, ?, ?)";

  private static final String RESENT =
      "delete from delivery_problem where tenant_id = ? and conversation_id = ? and seq = ?";

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
    session.doWork(this::change);
    insert(batch.customers().stream().map(CustomerRow::of).toList());
    insert(batch.identities().stream().map(IdentityRow::of).toList());
    insert(batch.opened().stream().map(ConversationRow::of).toList());
    session.doWork(this::insertMessages);
    insert(batch.messages().stream().flatMap(incoming -> wanted(incoming.attachments())).toList());
    batch.messages().forEach(incoming -> attach(incoming.message()));
    insert(batch.outbounds().stream().map(WaitingOutbound::of).toList());
    insert(batch.deadLetters().stream().map(DeadLetterRow::of).toList());
    insert(batch.notes().stream().map(NoteRow::of).toList());
    writeBots();
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

  private static Stream<AttachmentRow> wanted(List<Attachment> files) {
    Map<Integer, Integer> counts = new HashMap<>();
    return files.stream()
        .map(file -> AttachmentRow.of(file, counts.merge(file.part(), 1, Integer::sum) - 1));
  }

  /// Files that waited for their message become its attachments. One that is sent again stays with
  /// the first message that carried it.
  private void attach(Message message) {
    var parts = message.parts();
    for (int i = 0; i < parts.size(); i++) {
      var files = parts.get(i).files();
      for (int nth = 0; nth < files.size(); nth++) {
        var id = files.get(nth);
        var upload = session.get(UploadRow.class, new NumberedKey(tenant, id));
        if (upload != null) {
          session.delete(upload);
          session.insert(
              AttachmentRow.of(
                  upload.upload().attached(message.conversation(), message.seq(), i, message.at()),
                  nth));
        }
      }
    }
  }

  /// A note that comes again replaces itself.
  private void writeBots() {
    var bots = batch.bots();
    insert(bots.handovers().stream().map(HandoverRow::of).toList());
    bots.notes().forEach(note -> session.upsert(BotNoteRow.of(note)));
    bots.progressed().forEach(this::advance);
  }

  /// What comes late does not take back what was answered since.
  private void advance(BotProgress progress) {
    var row = BotProgressRow.of(tenant, progress);
    var before =
        session.get(
            BotProgressRow.class,
            new RoutingRows.EntryKey(tenant, progress.conversation().value()));
    if (before != null) {
      row.answeredSeq = Math.max(row.answeredSeq, before.answeredSeq);
      row.failures = Math.max(row.failures, before.failures);
    }
    session.upsert(row);
  }

  private void insert(List<?> rows) {
    if (!rows.isEmpty()) {
      session.insertMultiple(rows);
    }
  }

  private void change(Connection connection) throws SQLException {
    var keyed =
        batch.progressed().stream()
            .filter(p -> p.threadKey() != null || p.routingKey() != null || p.attributes() != null)
            .toList();
    check(lock(connection, keyed));
    each(connection, HAND_OVER, batch.bots().handovers(), this::bind);
    each(connection, END, batch.endings(), this::bind);
    each(connection, KEYS, keyed, this::bindKeys);
    each(connection, PROGRESS, batch.progressed(), this::bind);
  }

  /// Locks the conversations of which more than the progress is read or changed, in one order for
  /// all writers, so that what a fence reads holds until the commit and nobody waits in a circle.
  private Map<UUID, @Nullable UUID> lock(Connection connection, List<Progress> keyed)
      throws SQLException {
    var ids = new TreeSet<UUID>();
    batch.fences().forEach(f -> ids.add(f.conversation().value()));
    batch.endings().forEach(e -> ids.add(e.conversation().value()));
    batch.bots().handovers().forEach(h -> ids.add(h.conversation().value()));
    keyed.forEach(p -> ids.add(p.conversation().value()));
    Map<UUID, @Nullable UUID> assignees = new HashMap<>();
    if (!ids.isEmpty()) {
      try (var statement = connection.prepareStatement(LOCK)) {
        for (var id : ids) {
          statement.setString(1, tenant);
          statement.setObject(2, id);
          try (var result = statement.executeQuery()) {
            if (result.next()) {
              assignees.put(id, result.getObject(1, UUID.class));
            }
          }
        }
      }
    }
    return assignees;
  }

  private void check(Map<UUID, @Nullable UUID> assignees) {
    for (var fence : batch.fences()) {
      var assignee = assignees.get(fence.conversation().value());
      if (!fence.assignee().value().equals(assignee)) {
        throw new FenceBroken(fence, assignee == null ? null : new AgentId(assignee));
      }
    }
  }

  private void insertMessages(Connection connection) throws SQLException {
    each(connection, MESSAGE, batch.messages(), this::bind);
    each(
        connection,
        CLIENT_MESSAGE,
        batch.messages().stream()
            .map(Incoming::message)
            .filter(message -> message.clientId() != null)
            .toList(),
        this::bind);
    each(
        connection,
        RESENT,
        batch.messages().stream()
            .map(Incoming::message)
            .filter(message -> message.resendOf() > 0)
            .toList(),
        this::bindResent);
  }

  /// Binds the values of one row.
  private interface Binding<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  private static <T> void each(Connection connection, String sql, List<T> rows, Binding<T> binding)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      for (var row : rows) {
        binding.bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void bind(PreparedStatement statement, Progress progress) throws SQLException {
    statement.setLong(1, progress.lastSeq());
    statement.setObject(2, Columns.utc(progress.lastMessageAt()));
    statement.setObject(3, Columns.utc(progress.lastInboundAt()));
    statement.setLong(4, progress.lastInboundSeq());
    statement.setLong(5, progress.lastOutboundSeq());
    statement.setString(6, tenant);
    statement.setObject(7, progress.conversation().value());
  }

  private void bindKeys(PreparedStatement statement, Progress progress) throws SQLException {
    Columns.text(statement, 1, progress.threadKey());
    Columns.text(statement, 2, progress.routingKey());
    var attributes = progress.attributes();
    Columns.text(statement, 3, attributes == null ? null : Columns.map(attributes));
    statement.setString(4, tenant);
    statement.setObject(5, progress.conversation().value());
  }

  private void bind(PreparedStatement statement, Handover handover) throws SQLException {
    statement.setLong(1, handover.epoch());
    statement.setString(2, tenant);
    statement.setObject(3, handover.conversation().value());
  }

  private void bind(PreparedStatement statement, Ending ending) throws SQLException {
    statement.setObject(1, Columns.utc(ending.at()));
    statement.setString(2, ending.reason().name());
    Columns.text(statement, 3, ending.disposition());
    statement.setString(4, tenant);
    statement.setObject(5, ending.conversation().value());
  }

  private void bind(PreparedStatement statement, Incoming incoming) throws SQLException {
    var message = incoming.message();
    var providerAt = message.providerAt();
    var external = incoming.externalId();
    statement.setString(1, tenant);
    statement.setObject(2, message.conversation().value());
    statement.setLong(3, message.seq());
    statement.setObject(4, message.id().value());
    statement.setString(5, message.direction().name());
    statement.setString(6, message.author().kind().name());
    statement.setString(7, message.author().id());
    statement.setObject(8, Columns.utc(message.at()));
    if (providerAt == null) {
      statement.setNull(9, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(9, Columns.utc(providerAt));
    }
    statement.setString(10, PartJson.write(message.parts()));
    Columns.text(statement, 11, external == null ? null : external.account().value());
    Columns.text(statement, 12, external == null ? null : external.value());
    Columns.text(statement, 13, message.clientId());
    statement.setString(14, message.delivery().name());
    Columns.text(statement, 15, message.failure());
    Columns.text(statement, 16, incoming.raw());
  }

  private void bindResent(PreparedStatement statement, Message message) throws SQLException {
    statement.setString(1, tenant);
    statement.setObject(2, message.conversation().value());
    statement.setLong(3, message.resendOf());
  }

  private void bind(PreparedStatement statement, Message message) throws SQLException {
    statement.setString(1, tenant);
    statement.setObject(2, message.conversation().value());
    Columns.text(statement, 3, message.clientId());
    statement.setLong(4, message.seq());
  }
}
