package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.PartJson;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.CustomerId;
import org.hibernate.annotations.SecondaryRow;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of conversations, their messages and result codes.
final class ConversationRows {
  private static final String PROGRESS = "conversation_progress";

  private ConversationRows() {}

  record MessageKey(String tenantId, UUID conversationId, long seq) implements Serializable {}

  record ClientMessageKey(String tenantId, UUID conversationId, String clientId)
      implements Serializable {}

  record CodeKey(String tenantId, String code) implements Serializable {}

  @Entity(name = "ConversationRow")
  @Table(name = "conversation")
  @SecondaryTable(
      name = PROGRESS,
      pkJoinColumns = {
        @PrimaryKeyJoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @PrimaryKeyJoinColumn(name = "id", referencedColumnName = "id")
      })
  @SecondaryRow(table = PROGRESS, optional = false)
  @IdClass(TenantRows.NumberedKey.class)
  static final class ConversationRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "account_id")
    String accountId = "";

    String channel = "";

    @Column(name = "external_user")
    String externalUser = "";

    @Column(name = "open_key")
    @Nullable String openKey;

    @Column(name = "thread_key")
    @Nullable String threadKey;

    @Column(name = "customer_id")
    UUID customerId = Columns.NO_ID;

    String stage = "";
    @Nullable UUID assignee;

    @Column(name = "queue_id")
    @Nullable String queueId;

    @Column(name = "opened_at")
    Instant openedAt = Instant.EPOCH;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Column(name = "end_reason")
    @Nullable String endReason;

    @Nullable String disposition;

    @Column(table = PROGRESS, name = "last_seq")
    long lastSeq;

    @Column(table = PROGRESS, name = "last_message_at")
    Instant lastMessageAt = Instant.EPOCH;

    @Column(table = PROGRESS, name = "last_inbound_at")
    Instant lastInboundAt = Instant.EPOCH;

    @Column(table = PROGRESS, name = "last_inbound_seq")
    long lastInboundSeq;

    @Column(table = PROGRESS, name = "last_outbound_seq")
    long lastOutboundSeq;

    @Column(name = "routing_key")
    @Nullable String routingKey;

    String attributes = "{}";

    @Column(name = "owner_epoch")
    long ownerEpoch = 1;

    static String openKey(String account, String externalUser) {
      return account + '/' + externalUser;
    }

    static ConversationRow of(Conversation conversation) {
      var row = new ConversationRow();
      row.tenantId = conversation.tenant().value();
      row.id = conversation.id().value();
      row.accountId = conversation.account().value();
      row.channel = conversation.channel().name();
      row.externalUser = conversation.externalUser();
      row.endedAt = conversation.endedAt();
      row.openKey = row.endedAt == null ? openKey(row.accountId, row.externalUser) : null;
      row.threadKey = conversation.threadKey();
      row.customerId = conversation.customer().value();
      row.stage = conversation.stage().name();
      var assignee = conversation.assignee();
      row.assignee = assignee == null ? null : assignee.value();
      var queue = conversation.queue();
      row.queueId = queue == null ? null : queue.value();
      row.openedAt = conversation.openedAt();
      var reason = conversation.endReason();
      row.endReason = reason == null ? null : reason.name();
      row.disposition = conversation.disposition();
      row.lastSeq = conversation.lastSeq();
      row.lastMessageAt = conversation.lastMessageAt();
      row.lastInboundAt = conversation.lastInboundAt();
      row.lastInboundSeq = conversation.lastInboundSeq();
      row.lastOutboundSeq = conversation.lastOutboundSeq();
      row.routingKey = conversation.routingKey();
      row.attributes = Columns.map(conversation.attributes());
      row.ownerEpoch = conversation.ownerEpoch();
      return row;
    }

    Conversation conversation() {
      var holder = assignee;
      var queue = queueId;
      var reason = endReason;
      return new Conversation(
          new kr.ondam.tenant.TenantId(tenantId),
          new ConversationId(id),
          new ChannelAccountId(accountId),
          ChannelKind.valueOf(channel),
          externalUser,
          threadKey,
          new CustomerId(customerId),
          Stage.valueOf(stage),
          holder == null ? null : new AgentId(holder),
          queue == null ? null : new QueueId(queue),
          openedAt,
          endedAt,
          reason == null ? null : EndReason.valueOf(reason),
          disposition,
          lastSeq,
          lastMessageAt,
          lastInboundAt,
          lastInboundSeq,
          lastOutboundSeq,
          routingKey,
          Columns.map(attributes),
          ownerEpoch);
    }
  }

  @Entity(name = "MessageRow")
  @Table(name = "message")
  @IdClass(MessageKey.class)
  static final class MessageRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Id long seq;
    UUID id = Columns.NO_ID;
    String direction = "";

    @Column(name = "author_kind")
    String authorKind = "";

    @Column(name = "author_id")
    String authorId = "";

    Instant at = Instant.EPOCH;

    @Column(name = "provider_at")
    @Nullable Instant providerAt;

    String parts = "[]";

    @Column(name = "account_id")
    @Nullable String accountId;

    @Column(name = "external_id")
    @Nullable String externalId;

    @Column(name = "client_id")
    @Nullable String clientId;

    String delivery = "";
    @Nullable String failure;
    @Nullable String raw;

    Message message() {
      return new Message(
          new kr.ondam.tenant.TenantId(tenantId),
          new ConversationId(conversationId),
          seq,
          new MessageId(id),
          Direction.valueOf(direction),
          new Author(AuthorKind.valueOf(authorKind), authorId),
          at,
          providerAt,
          PartJson.read(parts),
          clientId,
          Delivery.valueOf(delivery),
          failure);
    }
  }

  /// Finds a message by the id its writer's device gave, and keeps that id unique.
  @Entity(name = "ClientMessageRow")
  @Table(name = "client_message")
  @IdClass(ClientMessageKey.class)
  static final class ClientMessageRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Id
    @Column(name = "client_id")
    String clientId = "";

    long seq;
  }

  @Entity(name = "DispositionRow")
  @Table(name = "disposition")
  @IdClass(CodeKey.class)
  static final class DispositionRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id String code = "";
    String name = "";
    @Nullable String parent;
    boolean enabled;

    static DispositionRow of(Disposition disposition) {
      var row = new DispositionRow();
      row.tenantId = disposition.tenant().value();
      row.code = disposition.code();
      row.name = disposition.name();
      row.parent = disposition.parent();
      row.enabled = disposition.enabled();
      return row;
    }

    Disposition disposition() {
      return new Disposition(new kr.ondam.tenant.TenantId(tenantId), code, name, parent, enabled);
    }
  }
}
