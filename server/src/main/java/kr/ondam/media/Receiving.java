package kr.ondam.media;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.CrashPoint;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies attachments that wait for it into the store, of one account and one host a few at a time,
/// so that a provider that hangs holds up only its own. What fails is tried again with growing
/// pauses for ten minutes and then every hour for ten days, and for as long as it takes when our
/// own scanner or storage is what is missing. What waits stands in the database, so a crash loses
/// nothing.
public final class Receiving implements AutoCloseable {
  /// What it works with.
  ///
  /// @param work where files are fetched
  public record Tools(
      AttachmentStore rows,
      MediaStore files,
      MediaFetcher fetcher,
      MediaHosts hosts,
      Inspection inspection,
      EventBus bus,
      InstantSource clock,
      Timers timers,
      Executor work,
      MeterRegistry meters) {}

  static final Duration TICK = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 5;
  static final Duration SLOW = Duration.ofHours(1);

  /// How long Kakao keeps a file.
  static final Duration KEPT_THERE = Duration.ofDays(10);

  /// Many more than have a place: those are still due too, and so are all of a host that hangs.
  private static final int LOOKED_AT = 200;

  private static final long STOP_SECONDS = 15;
  private static final Logger log = LoggerFactory.getLogger(Receiving.class);

  private final Tools tools;
  private final AtomicInteger wishes = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Places places = new Places();
  private @Nullable Subscription subscription;
  private @Nullable Alarm tick;
  private boolean closed;

  public Receiving(Tools tools) {
    this.tools = tools;
  }

  /// Begins in a moment, when the start of the server is over, with what waits from before; a bot's
  /// message waits for its pictures only for a few seconds.
  public void start() {
    subscription = tools.bus().subscribeEverywhere(this::on);
    next(SOON);
  }

  private void on(Published published) {
    boolean files =
        switch (published.fact()) {
          case ConversationFact.MessageReceived(var message, var _) ->
              message.parts().stream().anyMatch(Receiving::file);
          case ConversationFact.MessageSent(var message, var _) ->
              message.author().kind() == AuthorKind.BOT
                  && message.parts().stream().anyMatch(part -> !part.files().isEmpty());
          case ConversationFact.AttachmentChanged(var file, var _) ->
              file.state() == AttachmentState.PENDING && file.tries() == 0;
          default -> false;
        };
    if (files) {
      poke();
    }
  }

  private static boolean file(Part part) {
    return switch (part) {
      case Part.Image _, Part.File _, Part.Audio _, Part.Video _ -> true;
      default -> false;
    };
  }

  private void tick() {
    next(TICK);
    poke();
  }

  private void next(Duration after) {
    lock.lock();
    try {
      if (!closed) {
        tick = tools.timers().after(after, this::tick);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Looks soon for what waits. One look runs at a time; a wish during it makes it look again.
  private void poke() {
    if (wishes.getAndIncrement() == 0) {
      tools.work().execute(this::look);
    }
  }

  private void look() {
    int seen;
    do {
      seen = wishes.get();
      try {
        take();
      } catch (StoreUnavailable _) {
        // The next tick looks again.
      } catch (RuntimeException e) {
        log.error("attachments cannot be looked for", e);
      }
    } while (wishes.addAndGet(-seen) != 0);
  }

  /// Begins what may begin. Accounts that may have no more places are left out of the next look, so
  /// that however much they have waiting stands before nobody else.
  private void take() {
    var without = places.full();
    boolean more = true;
    while (more) {
      more = false;
      for (var found : tools.rows().due(tools.clock().instant(), without, LOOKED_AT)) {
        switch (places.take(found)) {
          case TAKEN -> {
            more = true;
            tools.work().execute(() -> run(found));
          }
          case FULL -> more |= without.add(Places.account(found));
          case HAS_ONE -> {}
          case NONE_LEFT -> {
            return;
          }
        }
      }
    }
  }

  private void run(Attachment found) {
    boolean told = false;
    try {
      CrashPoint.BEFORE_COPY.pass();
      var copied = received(found);
      CrashPoint.AFTER_COPY.pass();
      if (copied.state() == AttachmentState.FAILED
          || copied.state() == AttachmentState.QUARANTINED) {
        forget(copied);
      }
      told = settle(copied);
    } catch (StoreUnavailable _) {
      // Its row still says that it waits.
    } catch (RuntimeException | Error e) {
      log.error("the attachment {} of {} could not be received", found.id(), found.tenant(), e);
      told = settle(later(found, "error"));
    } finally {
      places.leave(found);
      if (told) {
        poke();
      }
    }
  }

  private Attachment received(Attachment wanted) {
    var hosts = tools.hosts().of(Places.account(wanted));
    return switch (tools.fetcher().fetch(wanted.url(), hosts)) {
      case Fetched.Body(var file) -> looked(wanted, file);
      case Fetched.Blocked(var why) -> {
        log.warn("the attachment {} of {} is blocked: {}", wanted.id(), wanted.tenant(), why);
        yield wanted.failed(Attachment.BLOCKED);
      }
      case Fetched.Refused(var reason) -> wanted.failed(reason);
      case Fetched.Again(var reason) -> later(wanted, reason);
    };
  }

  private Attachment looked(Attachment wanted, Spooled file) {
    try (file) {
      return tools
          .inspection()
          .room()
          .with(file.size(), () -> inspected(wanted, file.bytes()))
          .orElseGet(() -> later(wanted, Attachment.SCANNER));
    } catch (IOException e) {
      return unkept(wanted, e);
    }
  }

  private Attachment inspected(Attachment wanted, byte[] bytes) {
    return switch (tools.inspection().of(wanted.kind(), wanted.name(), bytes)) {
      case Inspection.Result.Kept(var type, var file, var thumbnail, var _, var _) ->
          kept(wanted, type, file, thumbnail);
      case Inspection.Result.Harmful(var reason) -> wanted.quarantined(reason);
      case Inspection.Result.Useless(var reason) -> wanted.failed(reason);
      case Inspection.Result.Unscanned _ -> later(wanted, Attachment.SCANNER);
    };
  }

  private Attachment kept(Attachment wanted, FileType type, byte[] file, byte[] thumbnail) {
    try {
      tools.files().put(wanted.tenant(), wanted.id(), file, thumbnail);
    } catch (IOException e) {
      return unkept(wanted, e);
    }
    return wanted.ready(type.mime(), file.length, Digests.sha256(file), thumbnail.length > 0);
  }

  private Attachment unkept(Attachment wanted, IOException e) {
    log.warn(
        "the attachment {} of {} cannot be kept: {}", wanted.id(), wanted.tenant(), e.toString());
    return later(wanted, Attachment.STORAGE);
  }

  /// Tries again after 5 s, 10 s, 20 s … up to 160 s, and when that has taken ten minutes, every
  /// hour as long as the provider keeps the file. As long as the scanner or the storage is what is
  /// missing, and once more after that, nothing is given up.
  private Attachment later(Attachment wanted, String reason) {
    var now = tools.clock().instant();
    boolean ours = Attachment.ours(reason) || Attachment.ours(wanted.reason());
    if (!ours && wanted.slow() && !now.isBefore(wanted.createdAt().plus(KEPT_THERE))) {
      return wanted.failed(reason);
    }
    var tried = wanted.again(reason, now);
    var pause =
        tried.slow()
            ? SLOW
            : FIRST_PAUSE.multipliedBy(1L << Math.min(wanted.tries(), MOST_DOUBLINGS));
    return wanted.again(reason, now.plus(pause));
  }

  /// An earlier try may have kept a copy without being able to say so.
  private void forget(Attachment given) {
    try {
      tools.files().remove(given.tenant(), given.id());
    } catch (IOException e) {
      log.warn("what may be left of {} of {} stays: {}", given.id(), given.tenant(), e.toString());
    }
  }

  private boolean settle(Attachment now) {
    try {
      if (!tools.rows().settle(now)) {
        return false;
      }
    } catch (StoreUnavailable _) {
      return false;
    }
    tools.meters().counter("ondam.attachments", "state", now.state().name()).increment();
    tools.bus().publish(new ConversationFact.AttachmentChanged(now, tools.clock().instant()));
    return true;
  }

  /// Begins nothing more and waits for at most 15 s until what runs is settled; the rest is fetched
  /// after the next start.
  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    lock.lock();
    try {
      closed = true;
      if (tick != null) {
        tick.cancel();
      }
    } finally {
      lock.unlock();
    }
    places.close(STOP_SECONDS);
  }
}
