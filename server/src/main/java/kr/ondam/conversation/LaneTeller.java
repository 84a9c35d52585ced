package kr.ondam.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import kr.ondam.event.EventBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what a lane has stored, batch after batch, as soon as it is durable, while the lane works
/// on the next one.
///
/// What could not be made durable is answered as unavailable. It is stored all the same, so its
/// facts are told as soon as it is durable after all, with a later batch or without one, and in
/// their place.
final class LaneTeller {
  /// A batch that is committed.
  ///
  /// @param changed whether it wrote anything
  record Stored(List<Work> works, boolean changed, Known.Planned planned) {}

  private static final long PAUSE_MILLIS = 1000;
  private static final int MOST_UNTOLD = 64;
  private static final Logger log = LoggerFactory.getLogger(LaneTeller.class);

  private final ConversationStore store;
  private final EventBus bus;

  /// One batch: the lane works ahead while one is told, and no further, so that batches grow when
  /// the disk is slow.
  private final ArrayBlockingQueue<Optional<Stored>> next = new ArrayBlockingQueue<>(1);

  private final List<Known.Planned> untold = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closing;

  LaneTeller(String lane, ConversationStore store, EventBus bus) {
    this.store = store;
    this.bus = bus;
    thread = Thread.ofPlatform().name(lane + "-told").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Hands a batch over; waits while the one before waits.
  void put(Stored stored) {
    hand(Optional.of(stored));
  }

  /// Tells what was put, then ends.
  void close() throws InterruptedException {
    closing = true;
    hand(Optional.empty());
    thread.join();
  }

  private void hand(Optional<Stored> item) {
    boolean interrupted = false;
    while (true) {
      try {
        next.put(item);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (var stored = take(); stored.isPresent(); stored = take()) {
      try {
        tell(stored.get());
      } catch (RuntimeException | Error e) {
        // Whatever it was, those who come after it must not wait for ever.
        log.error("{} failed on a batch", thread.getName(), e);
        stored.get().works().forEach(Work::unavailable);
      }
    }
    if (!untold.isEmpty() && kept()) {
      catchUp();
    }
  }

  private Optional<Stored> take() {
    while (true) {
      try {
        if (untold.isEmpty()) {
          return next.take();
        }
        if (untold.size() < MOST_UNTOLD || closing) {
          var stored = next.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
          if (stored != null) {
            return stored;
          }
        } else {
          // The lane waits, and those who come are told that it is busy.
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        if (kept()) {
          catchUp();
        }
      } catch (InterruptedException e) {
        log.warn("{} was interrupted and goes on", thread.getName());
      }
    }
  }

  private void tell(Stored stored) {
    if ((stored.changed() || !untold.isEmpty()) && !kept()) {
      stored.works().forEach(Work::unavailable);
      untold.add(stored.planned());
      return;
    }
    CrashPoint.AFTER_COMMIT.pass();
    catchUp();
    stored.planned().completions().forEach(LaneTeller::runLogged);
    CrashPoint.AFTER_REPLY.pass();
    tellFacts(stored.planned());
  }

  private void catchUp() {
    untold.forEach(this::tellFacts);
    untold.clear();
  }

  private boolean kept() {
    try {
      store.keep();
      return true;
    } catch (RuntimeException e) {
      log.warn("{}: a batch could not be made durable", thread.getName(), e);
      return false;
    }
  }

  private void tellFacts(Known.Planned planned) {
    runLogged(() -> bus.publishAll(planned.facts()));
    planned.handOvers().forEach(LaneTeller::runLogged);
  }

  private static void runLogged(Runnable completion) {
    try {
      completion.run();
    } catch (RuntimeException | Error e) {
      log.error("what follows a commit failed", e);
    }
  }
}
