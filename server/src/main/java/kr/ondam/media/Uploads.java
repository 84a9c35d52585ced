package kr.ondam.media;

import java.io.IOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files that agents and customers want to send, after the same look at their bytes as at
/// those of providers, and keeps them until their message comes. What nobody sends within a day
/// goes again.
public final class Uploads implements SentFiles {
  /// What it works with.
  ///
  /// @param hiding hides in a name what must not be stored
  public record Tools(
      UploadStore waiting,
      AttachmentStore attachments,
      ConversationStore conversations,
      MediaStore files,
      MalwareScan scan,
      UnaryOperator<String> hiding,
      Supplier<UUID> ids,
      InstantSource clock) {}

  /// The most bytes of one file.
  public static final int LARGEST = MediaFetcher.LARGEST;

  /// How long a file waits for its message.
  public static final Duration KEPT = Duration.ofDays(1);

  /// So that none is deleted while its message is being stored.
  private static final Duration SENDABLE = KEPT.minusHours(1);

  private static final int MOST_WAITING = 20;
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private final Tools tools;
  private final Inspection inspection;

  public Uploads(Tools tools) {
    this.tools = tools;
    inspection = new Inspection(tools.scan());
  }

  /// What became of a file that was handed in.
  public sealed interface Result {
    /// It may be sent now.
    record Taken(Upload upload) implements Result {}

    /// It is not kept.
    ///
    /// @param code `empty`, `too_large`, `too_many_pixels`, `not_allowed`, `harmful` or `too_many`
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
    if (bytes.length > LARGEST) {
      return new Result.Refused("too_large");
    }
    var safe = tools.hiding().apply(Upload.safeName(name));
    var type = FileType.of(bytes);
    if (bytes.length > 0 && !AllowedFiles.allows(type, safe, bytes)) {
      return new Result.Refused("not_allowed");
    }
    try {
      if (tools.waiting().waiting(tenant, owner, byAgent) >= MOST_WAITING) {
        return new Result.Refused("too_many");
      }
      return switch (inspection.of(type.kind(), bytes)) {
        case Inspection.Result.Kept kept -> kept(tenant, owner, byAgent, safe, kept);
        case Inspection.Result.Harmful _ -> new Result.Refused("harmful");
        case Inspection.Result.Useless(var reason) -> new Result.Refused(reason);
        case Inspection.Result.Unscanned _ -> new Result.Later();
      };
    } catch (StoreUnavailable _) {
      return new Result.Later();
    }
  }

  private Result kept(
      TenantId tenant,
      IdentityKey owner,
      boolean byAgent,
      String name,
      Inspection.Result.Kept kept) {
    var id = new AttachmentId(tools.ids().get());
    var upload =
        new Upload(
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
            tools.clock().instant());
    try {
      tools.files().put(tenant, id, kept.file(), kept.thumbnail());
    } catch (IOException e) {
      log.warn("the file {} of {} cannot be kept: {}", id, tenant, e.getClass().getName());
      return new Result.Later();
    }
    tools.waiting().add(upload);
    return new Result.Taken(upload);
  }

  @Override
  public Optional<Part> part(TenantId tenant, IdentityKey customer, boolean byAgent, UUID file) {
    var id = new AttachmentId(file);
    var since = tools.clock().instant().minus(SENDABLE);
    return tools
        .waiting()
        .find(tenant, id)
        .filter(u -> u.owner().equals(customer) && u.byAgent() == byAgent)
        .filter(u -> u.createdAt().isAfter(since))
        .map(u -> part(u.picture(), u.name(), file))
        .or(() ->
            tools
                .attachments()
                .find(tenant, id)
                .filter(a -> a.state() == AttachmentState.READY && isOf(a, customer))
                .map(a -> part(a.thumbnail(), Download.name(a), file)));
  }

  private boolean isOf(Attachment attachment, IdentityKey customer) {
    return tools
        .conversations()
        .find(attachment.tenant(), attachment.conversation())
        .map(Conversation::identity)
        .filter(customer::equals)
        .isPresent();
  }

  private static Part part(boolean picture, String name, UUID file) {
    return picture ? new Part.Image(null, name, file) : new Part.File(null, name, file);
  }

  @Override
  public List<OutboundFile> files(TenantId tenant, List<Part> parts) {
    List<OutboundFile> files = new ArrayList<>();
    for (var part : parts) {
      var file = part.file();
      if (file != null) {
        var id = new AttachmentId(file);
        tools
            .attachments()
            .find(tenant, id)
            .filter(a -> a.state() == AttachmentState.READY)
            .map(a ->
                new OutboundFile(
                    file,
                    Download.name(a),
                    String.valueOf(a.mime()),
                    a.bytes(),
                    () -> tools.files().open(tenant, id)))
            .ifPresent(files::add);
      }
    }
    return files;
  }

  /// Takes one back that was not sent. Answers whether it was there.
  ///
  /// @throws StoreUnavailable when nothing can be stored now
  public boolean withdraw(TenantId tenant, IdentityKey owner, boolean byAgent, AttachmentId id) {
    boolean own =
        tools
            .waiting()
            .find(tenant, id)
            .filter(u -> u.owner().equals(owner) && u.byAgent() == byAgent)
            .isPresent();
    if (!own || !tools.waiting().remove(tenant, id)) {
      return false;
    }
    tools.files().remove(tenant, id);
    return true;
  }

  /// Deletes at most `most` of a tenant that nobody sent before an instant; answers how many there
  /// were.
  ///
  /// @throws StoreUnavailable when nothing can be stored now
  public int removeBefore(TenantId tenant, Instant before, int most) {
    var old = tools.waiting().before(tenant, before, most);
    for (var upload : old) {
      // Its row goes first: a file without one is only waste.
      if (tools.waiting().remove(tenant, upload.id())) {
        tools.files().remove(tenant, upload.id());
      }
    }
    return old.size();
  }
}
