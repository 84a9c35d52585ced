package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
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
      Reports reports,
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
    int answered;
    int noted;
    @Nullable Verdict verdict;

    /// What the provider may report of, as long as that is not stored.
    final List<SentCall> reported = new ArrayList<>();

    /// Whether the provider has said something that is not stored yet.
    volatile boolean owes;

    Trip(OutboundRow row) {
      this.row = row;
      tries = row.tries();
      answered = row.answered();
      noted = answered;
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

  /// Begins nothing more; a call that is being made goes on, and its answer is stored.
  public void stop() {
    synchronized (moving) {
      if (!closed) {
        closed = true;
        closedAt = System.nanoTime();
      }
    }
  }

  /// Begins nothing more and waits until every call that was begun has its answer and the answer is
  /// stored, for at most the given time after [#stop]. What is left waits in the store for the next
  /// start; an answer that could not be stored is asked for again then, under the same serial.
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
      if (!moving.isEmpty()) {
        log.warn(
            "{} messages ended without their answers stored: they are tried again", moving.size());
      }
    }
  }

  private void travel(Trip trip) {
    synchronized (moving) {
      if (closed && !trip.owes) {
        return;
      }
      moving.add(trip);
    }
    try {
      move(trip);
    } finally {
      leave(trip);
    }
  }

  /// A trip that still owes the store an answer stays among those that a stop waits for.
  private void leave(Trip trip) {
    synchronized (moving) {
      if (!trip.owes) {
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
      keepReferences(trip);
      note(trip);
      if (trip.verdict == null && !isClosed()) {
        attempt(trip);
      }
      var verdict = trip.verdict;
      if (verdict != null) {
        follow(trip, verdict);
      } // else the stop came before it was its turn, or between two of its calls
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

  /// Makes the calls that are still to be made; leaves the verdict away when the stop comes between
  /// two of them.
  private void attempt(Trip trip) {
    var account = account(trip.row);
    var adapter = account.map(a -> tools.adapters().get(a.kind()));
    if (account.isEmpty() || adapter.isEmpty()) {
      trip.verdict = new Verdict.Settle(Delivery.FAILED, "no channel", false);
      return;
    }
    trip.tries++;
    Outcome outcome = new Outcome.Ok("");
    var calls = plan(adapter.get(), account.get(), trip.row.outbound());
    if (calls == null) {
      outcome = new Outcome.Permanent("plan", "this message cannot be sent on this channel");
      calls = List.of();
    }
    while (trip.answered < calls.size() && outcome instanceof Outcome.Ok) {
      keepReferences(trip);
      note(trip);
      if (isClosed()) {
        return;
      }
      var call = calls.get(trip.answered);
      outcome = send(adapter.get(), account.get(), call);
      trip.owes = true;
      if (adapter.get().reports()) {
        var at = tools.clock().instant();
        SentCall.of(trip.row, trip.answered, calls.size(), call, outcome, at)
            .ifPresent(trip.reported::add);
      }
      trip.answered += outcome instanceof Outcome.Ok ? 1 : 0;
    }
    if (outcome instanceof Outcome.Unauthorised) {
      log.warn("the provider of account {} refuses our credentials", account.get().id());
    }
    trip.verdict = Verdict.of(outcome, account.get().kind(), trip.tries, tools.random());
    keepReferences(trip);
  }

  /// Stores under which names the provider may report of what it has taken.
  private void keepReferences(Trip trip) {
    while (!trip.reported.isEmpty()) {
      tools.reports().sent(trip.reported.getFirst());
      trip.reported.removeFirst();
    }
  }

  private static @Nullable List<ProviderCall> plan(
      ChannelAdapter adapter, ChannelAccount account, Outbound outbound) {
    try {
      return adapter.plan(account, outbound);
    } catch (RuntimeException e) {
      log.error("the adapter of {} could not plan", account.id(), e);
      return null;
    }
  }

  private static Outcome send(ChannelAdapter adapter, ChannelAccount account, ProviderCall call) {
    try {
      return adapter.send(account, call);
    } catch (RuntimeException e) {
      log.error("the adapter of {} failed", account.id(), e);
      return new Outcome.Uncertain("adapter failed");
    }
  }

  /// Stores which calls were answered before the next one is made, so that after a crash no part of
  /// a message goes out twice.
  private void note(Trip trip) {
    if (trip.verdict == null && trip.answered > trip.noted) {
      noteTill(trip, trip.row.dueAt());
    }
  }

  private void noteTill(Trip trip, Instant due) {
    tools.store().postpone(trip.row, trip.tries, trip.answered, due);
    trip.noted = trip.answered;
    trip.verdict = null;
    trip.owes = false;
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
          noteTill(trip, due);
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
      record(trip, settle);
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
      record(trip, settle);
    } catch (RuntimeException e) {
      waitForStore(trip, e);
    } finally {
      leave(trip);
    }
  }

  private void waitForStore(Trip trip, RuntimeException cause) {
    log.warn(
        "an outbound of {} waits for the store: {}",
        trip.row.outbound().tenant(),
        cause.getClass().getName());
    schedule(trip, STORE_PAUSE);
  }

  private void record(Trip trip, Verdict.Settle settle) {
    var row = trip.row.reached(trip.tries, trip.answered, trip.row.dueAt());
    var moved = tools.store().settle(row, settle.delivery(), settle.failure());
    moved.ifPresent(
        m -> tools.bus().publish(new ConversationFact.DeliveryChanged(m, tools.clock().instant())));
    trip.owes = false;
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
