package kr.ondam.media;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import kr.ondam.conversation.Upload;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what was handed in until its message comes. The row of a file is there before its bytes
/// and goes after them, and is dated meanwhile as one that is too old to be sent; so is the row of
/// one that makes room for another, because its message may just be being stored. Whatever fails
/// and whenever the process ends, what is left expires like any other file that nobody sent.
final class WaitingFiles {
  /// So that none is deleted while it or its message is being stored.
  private static final Duration SENDABLE = Uploads.KEPT.minusHours(1);

  private static final Duration SENDABLE_OF_CUSTOMERS = Uploads.KEPT_OF_CUSTOMERS.minusMinutes(5);

  /// That one side of a customer's conversations may send.
  private static final int MOST_WAITING = 20;

  /// With those that made room and are not gone yet.
  private static final int MOST_KEPT = 2 * MOST_WAITING;

  /// Files with ids of their senders' choice take turns in so many lines: storing one may take
  /// long.
  private static final int TURNS = 64;

  private static final Logger log = LoggerFactory.getLogger(WaitingFiles.class);

  private final Uploads.Tools tools;
  private final List<ReentrantLock> turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toList();

  WaitingFiles(Uploads.Tools tools) {
    this.tools = tools;
  }

  private Instant sendableSince(boolean byAgent) {
    return tools.clock().instant().minus(byAgent ? SENDABLE : SENDABLE_OF_CUSTOMERS);
  }

  /// Whether it is whole and may be sent by who handed it in.
  boolean sendable(Upload upload) {
    return upload.createdAt().isAfter(sendableSince(upload.byAgent()));
  }

  /// Under a new id.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be stored now
  Uploads.Result keep(Upload upload, Inspection.Result.Kept kept) {
    if (!makeRoom(upload)) {
      log.warn("too many files that nobody sent wait of one customer of {}", upload.tenant());
      return new Uploads.Result.Later();
    }
    tools.waiting().add(upload.dated(sendableSince(upload.byAgent())));
    return store(upload, kept);
  }

  /// Under an id of the sender's choice. One after the other, so that of two at once the second
  /// finds what the first has kept; what the first has not kept to its end the second does.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be stored now
  Uploads.Result keepOnce(Upload upload, Inspection.Result.Kept kept) {
    var choosing = turns.get(Math.floorMod(upload.id().hashCode(), TURNS));
    choosing.lock();
    try {
      var waiting = tools.waiting().find(upload.tenant(), upload.id());
      var sent = tools.attachments().find(upload.tenant(), upload.id());
      if (waiting.isEmpty() && sent.isEmpty()) {
        return keep(upload, kept);
      }
      boolean waits = waiting.filter(w -> same(upload, w.name(), w.sha256())).isPresent();
      if (waits && !sendable(waiting.get())) {
        return store(upload, kept);
      }
      boolean same = waits || sent.filter(a -> same(upload, a.name(), a.sha256())).isPresent();
      return same ? new Uploads.Result.Taken(upload) : new Uploads.Result.Refused("other_before");
    } finally {
      choosing.unlock();
    }
  }

  private static boolean same(Upload upload, String name, @Nullable String sha256) {
    return upload.name().equals(name) && upload.sha256().equals(sha256);
  }

  private Uploads.Result store(Upload upload, Inspection.Result.Kept kept) {
    var tenant = upload.tenant();
    var id = upload.id();
    try {
      tools.files().put(tenant, id, kept.file(), kept.thumbnail());
      if (tools.waiting().date(tenant, id, upload.createdAt())) {
        return new Uploads.Result.Taken(upload);
      }
      log.warn("the file {} of {} came to its end too late", id, tenant);
    } catch (IOException e) {
      log.warn("the file {} of {} cannot be kept: {}", id, tenant, e.toString());
    }
    forget(upload);
    return new Uploads.Result.Later();
  }

  /// So that another finds room: what lay there longest was most likely given up. Answers whether
  /// there is room.
  private boolean makeRoom(Upload another) {
    var all = tools.waiting().waiting(another.tenant(), another.owner(), another.byAgent());
    var sendable = all.stream().filter(this::sendable).toList();
    for (var old : sendable.subList(0, Math.max(0, sendable.size() - MOST_WAITING + 1))) {
      tools.waiting().date(old.tenant(), old.id(), sendableSince(old.byAgent()));
    }
    return all.size() < MOST_KEPT;
  }

  /// Answers whether it was there and is gone now. One whose bytes cannot be removed now goes when
  /// it expires.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be stored now
  boolean remove(Upload upload) {
    boolean there =
        !sendable(upload)
            || tools.waiting().date(upload.tenant(), upload.id(), sendableSince(upload.byAgent()));
    return there && forget(upload);
  }

  private boolean forget(Upload upload) {
    try {
      tools.files().remove(upload.tenant(), upload.id());
    } catch (IOException e) {
      log.warn("the file {} of {} stays for now: {}", upload.id(), upload.tenant(), e.toString());
      return false;
    }
    return tools.waiting().remove(upload.tenant(), upload.id());
  }

  /// As [Uploads#removeBefore].
  int removeBefore(TenantId tenant, boolean byAgent, Instant before, int most) {
    int gone = 0;
    for (var old : tools.waiting().before(tenant, byAgent, before, most)) {
      if (!forget(old)) {
        // The storage is away, and every other one would wait for it too.
        break;
      }
      gone++;
    }
    return gone;
  }
}
