package kr.ondam.media;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// What the edges of the server show of attachments.
public final class Attachments {
  private final AttachmentStore rows;
  private final MediaStore files;
  private final FileTypes types;

  public Attachments(AttachmentStore rows, MediaStore files, FileTypes types) {
    this.rows = rows;
    this.files = files;
    this.types = types;
  }

  /// All of a conversation, in the order of its messages and their parts.
  public List<Attachment> of(TenantId tenant, ConversationId conversation) {
    return rows.of(tenant, conversation);
  }

  /// One, however far its copy is.
  public Optional<Attachment> find(TenantId tenant, AttachmentId id) {
    return rows.find(tenant, id);
  }

  /// The copy; empty when there is none that may be served.
  ///
  /// @throws StoreUnavailable when it cannot be read now
  public Optional<Download> download(TenantId tenant, AttachmentId id) {
    return ready(tenant, id)
        .flatMap(a -> kept(a, MediaStore.Piece.FILE).map(copy -> Download.of(a, copy, types)));
  }

  /// A small picture of it; empty when there is none.
  ///
  /// @throws StoreUnavailable when it cannot be read now
  public Optional<Download> thumbnail(TenantId tenant, AttachmentId id) {
    return ready(tenant, id)
        .filter(Attachment::thumbnail)
        .flatMap(a -> kept(a, MediaStore.Piece.THUMBNAIL).map(copy -> Download.thumbnail(a, copy)));
  }

  private Optional<Attachment> ready(TenantId tenant, AttachmentId id) {
    return rows.find(tenant, id).filter(a -> a.state() == AttachmentState.READY);
  }

  private Optional<Copy> kept(Attachment attachment, MediaStore.Piece piece) {
    try {
      return files.find(attachment.tenant(), attachment.id(), piece);
    } catch (IOException e) {
      throw new StoreUnavailable("a file cannot be read", e);
    }
  }
}
