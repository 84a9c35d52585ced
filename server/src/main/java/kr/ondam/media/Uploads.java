package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.SentFiles;
import kr.ondam.conversation.Upload;
import kr.ondam.conversation.UploadStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files that agents and customers want to send, after the same look at their bytes as at
/// those of providers, and keeps them until their message comes. What nobody sends goes again:
/// after a day, after an hour when a visitor handed it in, and the oldest when too many wait.
public final class Uploads implements SentFiles {
  /// What it works with.
  ///
  /// @param hiding hides in a name what must not be stored
  public record Tools(
      UploadStore waiting,
      AttachmentStore attachments,
      ConversationStore conversations,
      MediaStore files,
      Spool spool,
      Inspection inspection,
      UnaryOperator<String> hiding,
      Supplier<UUID> ids,
      InstantSource clock) {}

  /// The most bytes of one file.
  public static final int LARGEST = MediaFetcher.LARGEST;

  /// How long a file of an agent waits for its message.
  public static final Duration KEPT = Duration.ofDays(1);

  /// How long a file of a customer waits for its message: whoever it is, nobody has signed in.
  public static final Duration KEPT_OF_CUSTOMERS = Duration.ofHours(1);

  /// The most bytes that wait in one tenant.
  private static final long MOST_BYTES = 1024L * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private final Tools tools;
  private final WaitingFiles waiting;
  private final long mostBytes;

  public Uploads(Tools tools) {
    this(tools, MOST_BYTES);
  }

  /// @param mostBytes that wait in one tenant
  Uploads(Tools tools, long mostBytes) {
    this.tools = tools;
    waiting = new WaitingFiles(tools);
    this.mostBytes = mostBytes;
  }

  /// What became of a file that was handed in.
  public sealed interface Result {
    /// It may be sent now.
    record Taken(Upload upload) implements Result {}

    /// It is not kept.
    ///
    /// @param code `empty`, `too_large`, `too_many_pixels`, `unscannable`, `not_allowed`,
    ///   `harmful`, or `other_before` when another file was handed in under the id
    record Refused(String code) implements Result {}

    /// Nobody can say or keep it now.
    record Later() implements Result {}
  }

  /// Blocks while the file is looked at and stored.
  ///
  /// @param owner whose conversation it is for
  /// @param name as it was given, may be anything
  public Result take(
      TenantId tenant, IdentityKey owner, boolean byAgent, String name, byte[] bytes) {
    return take(tenant, owner, byAgent, name, bytes, null);
  }

  /// As above, under an id the caller has chosen: a call that is repeated is one.
  ///
  /// @param chosen null for a new id
  public Result take(
      TenantId tenant,
      IdentityKey owner,
      boolean byAgent,
      String name,
      byte[] bytes,
      @Nullable AttachmentId chosen) {
    if (bytes.length > LARGEST) {
      return new Result.Refused("too_large");
    }
    var safe = tools.hiding().apply(Upload.safeName(name));
    var type = tools.inspection().types().of(bytes, safe);
    if (bytes.length > 0 && !AllowedFiles.allows(type, safe, bytes)) {
      return new Result.Refused("not_allowed");
    }
    try {
      if (tools.waiting().bytes(tenant) + bytes.length > mostBytes) {
        log.warn("files that nobody sent fill the room of {}", tenant);
        return new Result.Later();
      }
      return switch (tools.inspection().of(type.kind(), type, bytes)) {
        case Inspection.Result.Kept kept -> {
          var id = chosen == null ? new AttachmentId(tools.ids().get()) : chosen;
          var upload = upload(tenant, owner, byAgent, safe, kept, id);
          yield chosen == null ? waiting.keep(upload, kept) : waiting.keepOnce(upload, kept);
        }
        case Inspection.Result.Harmful _ -> new Result.Refused("harmful");
        case Inspection.Result.Useless(var reason) -> new Result.Refused(reason);
        case Inspection.Result.Unscanned _ -> new Result.Later();
      };
    } catch (StoreUnavailable _) {
      return new Result.Later();
    }
  }

  /// As with its bytes. They are received onto the disk first, however long that takes, and read
  /// when there is room for them.
  ///
  /// @throws IOException when they do not come to their end
  public Result take(
      TenantId tenant, IdentityKey owner, boolean byAgent, String name, InputStream file)
      throws IOException {
    try (var received = tools.spool().receive(file, LARGEST + 1)) {
      if (received.size() > LARGEST) {
        return new Result.Refused("too_large");
      }
      return tools
          .inspection()
          .room()
          .with(received.size(), () -> take(tenant, owner, byAgent, name, received.bytes()))
          .orElseGet(Result.Later::new);
    }
  }

  /// The small picture of a file that waits; empty when there is none.
  public Optional<byte[]> thumbnail(Upload upload) {
    if (!upload.thumbnail()) {
      return Optional.empty();
    }
    try (var kept = tools.files().open(upload.tenant(), upload.id(), MediaStore.Piece.THUMBNAIL)) {
      return Optional.of(kept.readAllBytes());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Upload upload(
      TenantId tenant,
      IdentityKey owner,
      boolean byAgent,
      String name,
      Inspection.Result.Kept kept,
      AttachmentId id) {
    return new Upload(
        tenant,
        id,
        owner,
        byAgent,
        kept.type().kind(),
        AllowedFiles.named(name, kept.type()),
        kept.type().mime(),
        kept.file().length,
        Digests.sha256(kept.file()),
        kept.thumbnail().length > 0,
        kept.width(),
        kept.height(),
        tools.clock().instant());
  }

  /// A file that one side of a customer's conversations handed in, while it waits and may be sent.
  ///
  /// @throws StoreUnavailable when nobody can say now
  public Optional<Upload> unsent(
      TenantId tenant, IdentityKey customer, boolean byAgent, UUID file) {
    return tools
        .waiting()
        .find(tenant, new AttachmentId(file))
        .filter(u -> u.owner().equals(customer) && u.byAgent() == byAgent)
        .filter(waiting::sendable);
  }

  @Override
  public Optional<Part> part(TenantId tenant, IdentityKey customer, boolean byAgent, UUID file) {
    var id = new AttachmentId(file);
    return unsent(tenant, customer, byAgent, file)
        .map(Upload::part)
        .or(() ->
            tools
                .attachments()
                .find(tenant, id)
                .filter(a -> a.state() == AttachmentState.READY && isOf(a, customer))
                .map(a ->
                    SentFiles.shown(
                        a.thumbnail(),
                        a.mime(),
                        Download.name(a, tools.inspection().types()),
                        file)));
  }

  private boolean isOf(Attachment attachment, IdentityKey customer) {
    return tools
        .conversations()
        .find(attachment.tenant(), attachment.conversation())
        .map(Conversation::identity)
        .filter(customer::equals)
        .isPresent();
  }

  @Override
  public Optional<Part> keep(
      TenantId tenant, IdentityKey customer, AttachmentId id, String name, byte[] bytes) {
    return take(tenant, customer, true, name, bytes, id) instanceof Result.Taken(var upload)
        ? Optional.of(upload.part())
        : Optional.empty();
  }

  @Override
  public Ready ready(TenantId tenant, List<Part> parts) {
    return new Readiness(tools.attachments(), tenant).of(parts, files(tenant, parts));
  }

  @Override
  public List<OutboundFile> files(TenantId tenant, List<Part> parts) {
    List<OutboundFile> files = new ArrayList<>();
    for (var part : parts) {
      for (var file : part.files()) {
        var id = new AttachmentId(file);
        tools
            .attachments()
            .find(tenant, id)
            .filter(a -> a.state() == AttachmentState.READY)
            .map(a ->
                new OutboundFile(
                    file,
                    Download.name(a, tools.inspection().types()),
                    String.valueOf(a.mime()),
                    a.bytes(),
                    () -> tools.files().open(tenant, id, MediaStore.Piece.FILE)))
            .ifPresent(files::add);
      }
    }
    return files;
  }

  /// Takes one back that was not sent. Answers whether it was there.
  ///
  /// @throws StoreUnavailable when nothing can be stored now
  public boolean withdraw(TenantId tenant, IdentityKey owner, boolean byAgent, AttachmentId id) {
    return tools
        .waiting()
        .find(tenant, id)
        .filter(u -> u.owner().equals(owner) && u.byAgent() == byAgent)
        .filter(waiting::remove)
        .isPresent();
  }

  /// Deletes at most `most` of a tenant that agents, or else customers, handed in before an instant
  /// and nobody sent; answers how many are gone. What cannot be removed now stays for the next
  /// time.
  ///
  /// @throws StoreUnavailable when nothing can be stored now
  public int removeBefore(TenantId tenant, boolean byAgent, Instant before, int most) {
    return waiting.removeBefore(tenant, byAgent, before, most);
  }
}
