package kr.ondam.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  public Attachments(AttachmentStore rows, MediaStore files) {
    this.rows = rows;
    this.files = files;
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
    return ready(tenant, id).flatMap(a -> there(files.file(tenant, id), a, Download::of));
  }

  /// A small picture of it; empty when there is none.
  ///
  /// @throws StoreUnavailable when it cannot be read now
  public Optional<Download> thumbnail(TenantId tenant, AttachmentId id) {
    return ready(tenant, id)
        .filter(Attachment::thumbnail)
        .flatMap(a -> there(files.thumbnail(tenant, id), a, Download::thumbnail));
  }

  private Optional<Attachment> ready(TenantId tenant, AttachmentId id) {
    return rows.find(tenant, id).filter(a -> a.state() == AttachmentState.READY);
  }

  private interface Serving {
    Download of(Attachment attachment, Path file, long length);
  }

  private static Optional<Download> there(Path file, Attachment attachment, Serving serving) {
    try {
      return Optional.of(serving.of(attachment, file, Files.size(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreUnavailable("a file cannot be read", e);
    }
  }
}
