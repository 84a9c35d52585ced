package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.PartJson;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.PartlySent;
import kr.ondam.conversation.Reference;
import kr.ondam.customer.IdentityKey;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows beside a conversation: what waits to go out, notes, references and dead letters.
final class DeliveryRows {
  private DeliveryRows() {}

  record ReferenceKey(String tenantId, String accountId, String externalUser, String threadKey)
      implements Serializable {}

  @Entity(name = "WaitingOutbound")
  @Table(name = "outbound")
  @IdClass(TenantRows.NumberedKey.class)
  static final class WaitingOutbound {
    // Not a filter of Hibernate's: the outbox starts with what waits in all tenants.
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    long seq;

    @Column(name = "message_id")
    UUID messageId = Columns.NO_ID;

    @Column(name = "account_id")
    String accountId = "";

    @Column(name = "external_user")
    String externalUser = "";

    @Column(name = "thread_key")
    @Nullable String threadKey;

    String parts = "[]";
    int tries;
    int answered;

    @Column(name = "due_at")
    Instant dueAt = Instant.EPOCH;

    boolean calling;
    boolean doubtful;
    int made;

    @Column(name = "left_behind")
    String leftBehind = "";

    static WaitingOutbound of(OutboundRow outbound) {
      var row = new WaitingOutbound();
      row.tenantId = outbound.outbound().tenant().value();
      row.id = outbound.outbound().id();
      row.conversationId = outbound.conversation().value();
      row.seq = outbound.seq();
      row.messageId = outbound.message().value();
      row.accountId = outbound.outbound().account().value();
      row.externalUser = outbound.outbound().externalUser();
      row.threadKey = outbound.outbound().threadKey();
      row.parts = PartJson.write(outbound.outbound().parts());
      row.tries = outbound.tries();
      row.answered = outbound.answered();
      row.dueAt = outbound.dueAt();
      row.calling = outbound.calling();
      row.doubtful = outbound.doubtful();
      row.made = outbound.made();
      row.leftBehind = Columns.joined(outbound.leftBehind());
      return row;
    }

    OutboundRow outbound() {
      return new OutboundRow(
          new Outbound(
              id,
              new kr.ondam.tenant.TenantId(tenantId),
              new ChannelAccountId(accountId),
              externalUser,
              threadKey,
              PartJson.read(parts)),
          new ConversationId(conversationId),
          new MessageId(messageId),
          seq,
          tries,
          answered,
          dueAt,
          calling,
          doubtful,
          made,
          Columns.ids(leftBehind));
    }
  }

  @Entity(name = "PartlySentRow")
  @Table(name = "partly_sent")
  @IdClass(ConversationRows.MessageKey.class)
  static final class PartlySentRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Id long seq;
    int answered;

    @Column(name = "left_behind")
    String leftBehind = "";

    static PartlySentRow of(OutboundRow outbound) {
      var row = new PartlySentRow();
      row.tenantId = outbound.outbound().tenant().value();
      row.conversationId = outbound.conversation().value();
      row.seq = outbound.seq();
      row.answered = outbound.answered();
      row.leftBehind = Columns.joined(outbound.leftBehind());
      return row;
    }

    PartlySent sent() {
      return new PartlySent(answered, Columns.ids(leftBehind));
    }
  }

  @Entity(name = "DeliveryProblemRow")
  @Table(name = "delivery_problem")
  @IdClass(TenantRows.NumberedKey.class)
  static final class DeliveryProblemRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    long seq;

    static DeliveryProblemRow of(ConversationRows.MessageRow message) {
      var row = new DeliveryProblemRow();
      row.tenantId = message.tenantId;
      row.id = message.id;
      row.conversationId = message.conversationId;
      row.seq = message.seq;
      return row;
    }
  }

  @Entity(name = "NoteRow")
  @Table(name = "note")
  @IdClass(TenantRows.NumberedKey.class)
  static final class NoteRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    UUID author = Columns.NO_ID;
    String text = "";
    Instant at = Instant.EPOCH;

    static NoteRow of(Note note) {
      var row = new NoteRow();
      row.tenantId = note.tenant().value();
      row.id = note.id();
      row.conversationId = note.conversation().value();
      row.author = note.author().value();
      row.text = note.text();
      row.at = note.at();
      return row;
    }

    Note note() {
      return new Note(
          new kr.ondam.tenant.TenantId(tenantId),
          id,
          new ConversationId(conversationId),
          new UserId(author),
          text,
          at);
    }
  }

  @Entity(name = "ReferenceRow")
  @Table(name = "reference")
  @IdClass(ReferenceKey.class)
  static final class ReferenceRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "account_id")
    String accountId = "";

    @Id
    @Column(name = "external_user")
    String externalUser = "";

    @Id
    @Column(name = "thread_key")
    String threadKey = "";

    @Column(name = "routing_key")
    @Nullable String routingKey;

    String attributes = "{}";

    Instant at = Instant.EPOCH;

    /// The oldest first.
    static List<ReferenceRow> waiting(
        StatelessSession session, Collection<String> accounts, Collection<String> users) {
      return session
          .createSelectionQuery(
              "from ReferenceRow where accountId in :accounts and externalUser in :users order by at",
              ReferenceRow.class)
          .setParameterList("accounts", accounts)
          .setParameterList("users", users)
          .getResultList();
    }

    /// Answers how many there were.
    static int removeBefore(StatelessSession session, Instant before, int most) {
      var old =
          session
              .createSelectionQuery(
                  "from ReferenceRow where at < :before order by at", ReferenceRow.class)
              .setParameter("before", before)
              .setMaxResults(most)
              .getResultList();
      old.forEach(session::delete);
      return old.size();
    }

    static ReferenceRow of(String tenant, Reference reference) {
      var row = new ReferenceRow();
      row.tenantId = tenant;
      row.accountId = reference.identity().account().value();
      row.externalUser = reference.identity().externalUser();
      row.threadKey = reference.threadKey();
      row.routingKey = reference.routingKey();
      row.attributes = Columns.map(reference.attributes());
      row.at = reference.at();
      return row;
    }

    Reference reference() {
      return new Reference(
          new IdentityKey(new ChannelAccountId(accountId), externalUser),
          threadKey,
          routingKey,
          Columns.map(attributes),
          at);
    }
  }

  @Entity(name = "DeadLetterRow")
  @Table(name = "dead_letter")
  @IdClass(TenantRows.NumberedKey.class)
  static final class DeadLetterRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "account_id")
    @Nullable String accountId;

    String reason = "";
    String tail = "";
    String raw = "";
    Instant at = Instant.EPOCH;

    static DeadLetterRow of(DeadLetter letter) {
      var row = new DeadLetterRow();
      row.tenantId = letter.tenant().value();
      row.id = letter.id();
      boolean groups = letter.tenant().equals(kr.ondam.tenant.TenantId.GROUP);
      row.accountId = groups ? null : letter.account().value();
      row.reason = letter.reason();
      row.tail = letter.tail();
      row.raw = letter.raw();
      row.at = letter.at();
      return row;
    }

    DeadLetter letter() {
      var account = accountId;
      return new DeadLetter(
          new kr.ondam.tenant.TenantId(tenantId),
          id,
          account == null ? DeadLetter.NO_ACCOUNT : new ChannelAccountId(account),
          reason,
          tail,
          raw,
          at);
    }
  }
}
