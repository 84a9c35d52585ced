package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Outcome;
import kr.ondam.customer.IdentityKey;
import kr.ondam.event.EventBus;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings stored messages to customers: one at a time per conversation, in the order of `seq`, and
/// a bounded number at once per channel account, so that a dead channel slows no other (O2, O4, O5,
/// O7).
public final class Outbox {
  /// What an outbox works with. `executor` starts each task on its own thread.
  public record Tools(
      ConversationStore store,
      ChannelStore channels,
      Map<ChannelKind, ChannelAdapter> adapters,
      Lanes lanes,
      EventBus bus,
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      Executor executor) {}

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int AT_ONCE_PER_ACCOUNT = 16;
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAY = Duration.ofHours(24);

  /// A row on its way; only one thread at a time touches it.
  private static final class Trip {
    final OutboundRow row;
    int tries;
    int callsDone;
    @Nullable Verdict verdict;

    Trip(OutboundRow row) {
      this.row = row;
      this.tries = row.tries();
    }
  }

  private final Tools tools;
  private final Map<ConversationId, ArrayDeque<Trip>> queues = new HashMap<>();
  private final Set<MessageId> underway = new HashSet<>();
  private final Set<Trip> moving = new HashSet<>();
  private boolean closed;
  private long closedAt;
  private final ConcurrentHashMap<Object, Semaphore> bulkheads = new ConcurrentHashMap<>();

  public Outbox(Tools tools) {
    this.tools = tools;
  }

  /// Takes up what waited when the process ended; call it before replies are accepted.
  public void start() {
    tools.store().waitingOutbounds().forEach(this::take);
  }

  /// Takes a committed row; a row that is under way already is left alone.
  public void take(OutboundRow row) {
    var trip = new Trip(row);
    synchronized (queues) {
      if (!underway.add(row.message())) {
        return;
      }
      var queue = queues.computeIfAbsent(row.conversation(), _ -> new ArrayDeque<>());
      queue.add(trip);
      if (queue.size() > 1) {
        return;
      }
    }
    schedule(trip, Duration.between(tools.clock().instant(), row.dueAt()));
  }

  private void schedule(Trip trip, Duration delay) {
    Runnable go = () -> tools.executor().execute(() -> travel(trip));
    if (delay.isPositive()) {
      tools.timers().after(delay, go);
    } else {
      go.run();
    }
  }

  /// Begins nothing more; what is being sent goes on.
  public void stop() {
    synchronized (moving) {
      if (!closed) {
        closed = true;
        closedAt = System.nanoTime();
      }
    }
  }

  /// Begins nothing more and waits for what is being sent, until the given time after [#stop]. What
  /// is left waits in the store for the next start.
  public void close(Duration most) {
    stop();
    synchronized (moving) {
      long end = closedAt + most.toNanos();
      try {
        for (long left = end - System.nanoTime();
            !moving.isEmpty() && left > 0;
            left = end - System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(moving, left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void travel(Trip trip) {
    synchronized (moving) {
      if (closed) {
        return;
      }
      moving.add(trip);
    }
    try {
      move(trip);
    } finally {
      synchronized (moving) {
        moving.remove(trip);
        moving.notifyAll();
      }
    }
  }

  private void move(Trip trip) {
    var out = trip.row.outbound();
    var key = Map.entry(out.tenant(), out.account());
    var bulkhead = bulkheads.computeIfAbsent(key, _ -> new Semaphore(AT_ONCE_PER_ACCOUNT));
    bulkhead.acquireUninterruptibly();
    try {
      if (trip.verdict == null && isClosed()) {
        return; // it became its turn only after the stop
      }
      var verdict = trip.verdict;
      if (verdict == null) {
        verdict = attempt(trip);
        trip.verdict = verdict;
      }
      follow(trip, verdict);
    } catch (RuntimeException e) {
      waitForStore(trip, e);
    } finally {
      bulkhead.release();
    }
  }

  private boolean isClosed() {
    synchronized (moving) {
      return closed;
    }
  }

  private Verdict attempt(Trip trip) {
    var out = trip.row.outbound();
    var account = account(trip.row);
    var adapter = account.map(a -> tools.adapters().get(a.kind()));
    if (account.isEmpty() || adapter.isEmpty()) {
      return new Verdict.Settle(Delivery.FAILED, "no channel", false);
    }
    trip.tries++;
    Outcome outcome = new Outcome.Ok("");
    try {
      var calls = adapter.get().plan(account.get(), out);
      while (trip.callsDone < calls.size() && outcome instanceof Outcome.Ok) {
        outcome = adapter.get().send(account.get(), calls.get(trip.callsDone));
        trip.callsDone += outcome instanceof Outcome.Ok ? 1 : 0;
      }
    } catch (RuntimeException e) {
      log.error("the adapter of {} failed", account.get().id(), e);
      outcome = new Outcome.Uncertain("adapter failed");
    }
    if (outcome instanceof Outcome.Unauthorised) {
      log.warn("the provider of account {} refuses our credentials", account.get().id());
    }
    return Verdict.of(outcome, account.get().kind(), trip.tries, tools.random());
  }

  private Optional<ChannelAccount> account(OutboundRow row) {
    var out = row.outbound();
    return tools.channels().accounts(out.tenant()).stream()
        .filter(a -> a.id().equals(out.account()))
        .findFirst();
  }

  private void follow(Trip trip, Verdict verdict) {
    switch (verdict) {
      case Verdict.Again(var after) -> {
        var due = tools.clock().instant().plus(after);
        if (due.isAfter(sentAt(trip.row).plus(LONGEST_WAY))) {
          settle(trip, new Verdict.Settle(Delivery.FAILED, "24 h", false));
        } else {
          tools.store().postpone(trip.row, trip.tries, due);
          trip.verdict = null;
          schedule(trip, after);
        }
      }
      case Verdict.Settle settle -> settle(trip, settle);
    }
  }

  /// Ids carry the time of their making in their first 48 bits.
  private static Instant sentAt(OutboundRow row) {
    return Instant.ofEpochMilli(row.message().value().getMostSignificantBits() >>> 16);
  }

  /// Where the session is gone, the conversation ends first: as long as its end is not stored, the
  /// row stays, so that the end comes after a full lane or a restart too.
  private void settle(Trip trip, Verdict.Settle settle) {
    if (!settle.sessionGone()) {
      record(trip.row, settle);
      return;
    }
    var row = trip.row;
    var out = row.outbound();
    var ended = new CompletableFuture<ReplyResult>();
    var finish =
        new Work.Finish(
            new IdentityKey(out.account(), out.externalUser()),
            row.conversation(),
            null,
            EndReason.SESSION_GONE,
            null,
            this::take,
            ended);
    if (tools.lanes().put(out.tenant(), finish) != Lanes.Put.TAKEN) {
      schedule(trip, STORE_PAUSE);
      return;
    }
    ended.thenAcceptAsync(result -> ended(trip, settle, result), tools.executor());
  }

  private void ended(Trip trip, Verdict.Settle settle, ReplyResult result) {
    if (result instanceof ReplyResult.Unavailable) {
      schedule(trip, STORE_PAUSE);
      return;
    }
    try {
      record(trip.row, settle);
    } catch (RuntimeException e) {
      waitForStore(trip, e);
    }
  }

  private void waitForStore(Trip trip, RuntimeException cause) {
    log.warn(
        "an outbound of {} waits for the store: {}",
        trip.row.outbound().tenant(),
        cause.getClass().getName());
    schedule(trip, STORE_PAUSE);
  }

  private void record(OutboundRow row, Verdict.Settle settle) {
    var moved = tools.store().settle(row, settle.delivery(), settle.failure());
    moved.ifPresent(
        m -> tools.bus().publish(new ConversationFact.DeliveryChanged(m, tools.clock().instant())));
    next(row);
  }

  private void next(OutboundRow row) {
    Trip head;
    synchronized (queues) {
      underway.remove(row.message());
      var queue = queues.get(row.conversation());
      if (queue == null) {
        return;
      }
      queue.poll();
      head = queue.peek();
      if (head == null) {
        queues.remove(row.conversation());
        return;
      }
    }
    schedule(head, Duration.between(tools.clock().instant(), head.row.dueAt()));
  }
}
