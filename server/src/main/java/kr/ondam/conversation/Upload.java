package kr.ondam.conversation;

import java.time.Instant;
import kr.ondam.channel.Part;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A file that was handed in and waits for the message it goes with. With that it becomes an
/// [Attachment] of the same id; its copy lies in the store from the beginning.
///
/// @param owner whose conversation it is for
/// @param byAgent whether an agent handed it in, else the customer
/// @param name fit to be shown; empty when none was given
/// @param mime what its bytes are
/// @param bytes size of the copy
/// @param sha256 of the copy in hexadecimal
/// @param thumbnail whether there is a small picture of it, because it is a picture we have drawn
/// @param width of such a picture in pixels, else 0
/// @param height of such a picture in pixels, else 0
/// @param createdAt when it was handed in; earlier where it must not be sent, because it is not
///   whole yet or given up
public record Upload(
    TenantId tenant,
    AttachmentId id,
    IdentityKey owner,
    boolean byAgent,
    AttachmentKind kind,
    String name,
    String mime,
    long bytes,
    String sha256,
    boolean thumbnail,
    int width,
    int height,
    Instant createdAt) {
  /// Whether it is shown as a picture.
  public boolean picture() {
    return thumbnail;
  }

  /// The same with another date.
  public Upload dated(Instant other) {
    return new Upload(
        tenant, id, owner, byAgent, kind, name, mime, bytes, sha256, thumbnail, width, height,
        other);
  }

  /// The part that shows it.
  public Part part() {
    return SentFiles.shown(thumbnail, mime, name, id.value());
  }

  /// The same as the file behind a part of a message.
  ///
  /// @param part place of the part in its message, from 0
  public Attachment attached(ConversationId conversation, long seq, int part, Instant at) {
    return new Attachment(
        tenant,
        id,
        conversation,
        seq,
        part,
        owner.account(),
        kind,
        name,
        "",
        AttachmentState.READY,
        null,
        mime,
        bytes,
        sha256,
        thumbnail,
        0,
        at,
        at);
  }

  /// The same, whatever a name is given as.
  public static String safeName(@Nullable String given) {
    return given == null ? "" : FileNames.safe(given);
  }
}
