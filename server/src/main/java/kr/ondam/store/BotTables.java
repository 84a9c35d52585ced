package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.PartJson;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.HandoverReason;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows about what bots do in conversations.
final class BotTables {
  private BotTables() {}

  record HandoverKey(String tenantId, UUID conversationId, long epoch) implements Serializable {}

  @Entity(name = "BotProgressRow")
  @Table(name = "bot_progress")
  @IdClass(RoutingRows.EntryKey.class)
  static final class BotProgressRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Column(name = "answered_seq")
    long answeredSeq;

    int failures;

    static BotProgressRow of(String tenant, BotProgress progress) {
      var row = new BotProgressRow();
      row.tenantId = tenant;
      row.conversationId = progress.conversation().value();
      row.answeredSeq = progress.answered();
      row.failures = progress.failures();
      return row;
    }

    BotProgress progress() {
      return new BotProgress(new ConversationId(conversationId), answeredSeq, failures);
    }
  }

  @Entity(name = "HandoverRow")
  @Table(name = "handover")
  @IdClass(HandoverKey.class)
  static final class HandoverRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Id long epoch;

    @Column(name = "bot_id")
    String botId = "";

    String reason = "";
    @Nullable String queue;
    String skills = "{}";
    String attributes = "{}";
    @Nullable String summary;

    @Column(name = "wish_reason")
    @Nullable String wishReason;

    int failures;
    Instant at = Instant.EPOCH;

    static HandoverRow of(Handover handover) {
      var row = new HandoverRow();
      var wish = handover.wish();
      row.tenantId = handover.tenant().value();
      row.conversationId = handover.conversation().value();
      row.epoch = handover.epoch();
      row.botId = handover.bot().value();
      row.reason = handover.reason().name();
      row.queue = wish.queue();
      row.skills = Columns.map(wish.skills());
      row.attributes = Columns.map(wish.attributes());
      row.summary = wish.summary();
      row.wishReason = wish.reason();
      row.failures = handover.failures();
      row.at = handover.at();
      return row;
    }

    Handover handover() {
      return new Handover(
          new kr.ondam.tenant.TenantId(tenantId),
          new ConversationId(conversationId),
          epoch,
          new ChannelAccountId(botId),
          HandoverReason.valueOf(reason),
          new HandoverWish(
              queue, Columns.levels(skills), Columns.map(attributes), summary, wishReason),
          failures,
          at);
    }
  }

  @Entity(name = "BotNoteRow")
  @Table(name = "bot_note")
  @IdClass(TenantRows.NumberedKey.class)
  static final class BotNoteRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Column(name = "bot_id")
    String botId = "";

    String kind = "";
    String parts = "[]";
    Instant at = Instant.EPOCH;

    static BotNoteRow of(BotNote note) {
      var row = new BotNoteRow();
      row.tenantId = note.tenant().value();
      row.id = note.id();
      row.conversationId = note.conversation().value();
      row.botId = note.bot().value();
      row.kind = note.kind().name();
      row.parts = PartJson.write(note.parts());
      row.at = note.at();
      return row;
    }

    BotNote note() {
      return new BotNote(
          new kr.ondam.tenant.TenantId(tenantId),
          id,
          new ConversationId(conversationId),
          new ChannelAccountId(botId),
          BotNote.Kind.valueOf(kind),
          PartJson.read(parts),
          at);
    }
  }
}
