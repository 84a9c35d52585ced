package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Upload;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of attachments. What is due is looked for in all tenants, so Hibernate does not filter this
/// table.
final class AttachmentRows {
  private AttachmentRows() {}

  @Entity(name = "AttachmentRow")
  @Table(name = "attachment")
  @IdClass(TenantRows.NumberedKey.class)
  static final class AttachmentRow {
    private static final int MOST_PARTS = 1000;

    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    long seq;

    @Column(updatable = false)
    int part;

    @Column(name = "account_id")
    String accountId = "";

    String kind = "";
    String name = "";
    String url = "";
    String state = "";
    @Nullable String reason;
    @Nullable String mime;
    long bytes;
    @Nullable String sha256;
    boolean thumbnail;
    int tries;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "due_at")
    Instant dueAt = Instant.EPOCH;

    /// @param nth which file of its part it is, from 0; the table knows one of each place
    static AttachmentRow of(Attachment attachment, int nth) {
      var row = of(attachment);
      row.part += nth * MOST_PARTS;
      return row;
    }

    static AttachmentRow of(Attachment attachment) {
      var row = new AttachmentRow();
      row.tenantId = attachment.tenant().value();
      row.id = attachment.id().value();
      row.conversationId = attachment.conversation().value();
      row.seq = attachment.seq();
      row.part = attachment.part();
      row.accountId = attachment.account().value();
      row.kind = attachment.kind().name();
      row.name = attachment.name();
      row.url = attachment.url();
      row.state = attachment.state().name();
      row.reason = attachment.reason();
      row.mime = attachment.mime();
      row.bytes = attachment.bytes();
      row.sha256 = attachment.sha256();
      row.thumbnail = attachment.thumbnail();
      row.tries = attachment.tries();
      row.createdAt = attachment.createdAt();
      row.dueAt = attachment.dueAt();
      return row;
    }

    Attachment attachment() {
      return new Attachment(
          new TenantId(tenantId),
          new AttachmentId(id),
          new ConversationId(conversationId),
          seq,
          part % MOST_PARTS,
          new ChannelAccountId(accountId),
          AttachmentKind.valueOf(kind),
          name,
          url,
          AttachmentState.valueOf(state),
          reason,
          mime,
          bytes,
          sha256,
          thumbnail,
          tries,
          createdAt,
          dueAt);
    }
  }

  /// What waits for its message.
  @Entity(name = "UploadRow")
  @Table(name = "upload")
  @IdClass(TenantRows.NumberedKey.class)
  static final class UploadRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "account_id")
    String accountId = "";

    @Column(name = "external_user")
    String externalUser = "";

    @Column(name = "by_agent")
    boolean byAgent;

    String kind = "";
    String name = "";
    String mime = "";
    long bytes;
    String sha256 = "";
    boolean thumbnail;
    int width;
    int height;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    static UploadRow of(Upload upload) {
      var row = new UploadRow();
      row.tenantId = upload.tenant().value();
      row.id = upload.id().value();
      row.accountId = upload.owner().account().value();
      row.externalUser = upload.owner().externalUser();
      row.byAgent = upload.byAgent();
      row.kind = upload.kind().name();
      row.name = upload.name();
      row.mime = upload.mime();
      row.bytes = upload.bytes();
      row.sha256 = upload.sha256();
      row.thumbnail = upload.thumbnail();
      row.width = upload.width();
      row.height = upload.height();
      row.createdAt = upload.createdAt();
      return row;
    }

    Upload upload() {
      return new Upload(
          new TenantId(tenantId),
          new AttachmentId(id),
          new IdentityKey(new ChannelAccountId(accountId), externalUser),
          byAgent,
          AttachmentKind.valueOf(kind),
          name,
          mime,
          bytes,
          sha256,
          thumbnail,
          width,
          height,
          createdAt);
    }
  }
}
