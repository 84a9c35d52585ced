package kr.ondam.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings stored messages to customers: one at a time per conversation, in the order of `seq`, and
/// for every channel account through a [Passage] of its own, so that a dead channel slows no other
/// (O2, O4, O5, O7).
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
      Executor executor,
      SentFiles files) {}

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(30);

  /// From then on it is said why a message still waits.
  private static final Duration LONG = Duration.ofMinutes(1);

  /// Why one waits before which another of its conversation waits.
  private static final String BEHIND = "behind";

  /// No try waits for longer, an hour a provider may ask for among it; what seems to was stored by
  /// a clock that has been set back since.
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(62);

  private final Tools tools;
  private final Adapters adapters;
  private final Luggage luggage;
  private final Attempts attempts;
  private final Departures departures = new Departures();
  private final Awaiting awaiting = new Awaiting(this::passage);
  private final Set<Trip> moving = new HashSet<>();
  private boolean closed;
  private long closedAt;
  private final Passages<Trip> passages;

  /// `meters` gets the gauge `ondam.outbox.breaker` of every account that sends.
  public Outbox(Tools tools, MeterRegistry meters) {
    this.tools = tools;
    adapters = new Adapters(tools.channels(), tools.adapters());
    luggage = new Luggage(tools.files(), tools.clock());
    attempts = new Attempts(tools, adapters, this::passage, departures::behind, this::isClosed);
    passages = new Passages<>(tools.clock(), tools.timers(), tools.random(), this::start, meters);
  }

  /// Takes up what waited when the process ended; call it before replies are accepted.
  public void start() {
    awaiting.listen(tools.bus());
    var begun = new HashSet<ConversationId>();
    tools.store().waitingOutbounds().forEach(row -> take(row, begun.add(row.conversation())));
    tools.timers().after(LOOK, () -> tools.executor().execute(() -> look(false)));
  }

  /// Takes up what was stored by a commit that seemed to have failed, and that nobody handed over;
  /// not before one more pause, because a lane may still be about to.
  private void look(boolean again) {
    boolean left = again;
    try {
      if (again) {
        tools.store().waitingOutbounds().forEach(this::take);
        left = false;
      }
    } catch (StoreUnavailable e) {
      log.warn(
          "messages that may have been stored are looked for later: {}", e.getClass().getName());
    }
    tellWhatWaits();
    boolean next = tools.lanes().takeDoubt() || left;
    if (!isClosed()) {
      tools.timers().after(LOOK, () -> tools.executor().execute(() -> look(next)));
    }
  }

  /// Takes a committed row; a row that is under way already is left alone.
  public void take(OutboundRow row) {
    take(row, false);
  }

  private void take(OutboundRow row, boolean perhapsCalled) {
    var trip = new Trip(row);
    trip.perhapsCalled = perhapsCalled;
    if (departures.add(trip)) {
      schedule(trip, wait(trip));
    }
  }

  private Duration wait(Trip trip) {
    var wait = Duration.between(tools.clock().instant(), trip.row.dueAt());
    return trip.row.tries() == 0 || wait.compareTo(LONGEST_PAUSE) > 0 ? Duration.ZERO : wait;
  }

  /// Says of messages that have waited for some time why they do (O2).
  private void tellWhatWaits() {
    var before = tools.clock().instant().minus(LONG);
    try {
      for (var trip : departures.madeBefore(before)) {
        tell(trip, why(trip));
      }
    } catch (StoreUnavailable e) {
      log.warn("why messages wait is told later: {}", e.getClass().getName());
    }
  }

  private void tell(Trip trip, String why) {
    if (!why.equals(trip.told)) {
      tools.store().hold(trip.row, why).ifPresent(this::moved);
      trip.told = why;
    }
  }

  private String why(Trip trip) {
    if (!departures.isFirst(trip)) {
      return BEHIND;
    }
    var why = passage(trip).why();
    var own = trip.why;
    return why != null ? why : own == null ? "busy" : own;
  }

  private void schedule(Trip trip, Duration delay) {
    Runnable go = () -> go(trip);
    if (delay.isPositive()) {
      passage(trip).rest(trip, delay, go);
      awaiting.rests(trip);
    } else {
      go.run();
    }
  }

  /// What only the store still has to hear waits for no other call.
  private void go(Trip trip) {
    if (trip.verdict == null && !trip.owes) {
      passage(trip).enter(trip);
    } else {
      tools.executor().execute(() -> travel(trip, () -> {}));
    }
  }

  private Passage<Trip> passage(Trip trip) {
    var out = trip.row.outbound();
    return passages.of(new Passage.Account(out.tenant(), out.account()));
  }

  /// The provider of an account that was away can be reached again: what waits for it goes at once.
  public void reachable(TenantId tenant, ChannelAccountId account) {
    passages.of(new Passage.Account(tenant, account)).reachable();
  }

  private void start(Trip trip) {
    tools.executor().execute(() -> travel(trip, () -> passage(trip).leave(trip)));
  }

  /// Begins nothing more; a call that is being made goes on, and its answer is stored.
  public void stop() {
    synchronized (moving) {
      if (!closed) {
        closed = true;
        closedAt = System.nanoTime();
      }
    }
    awaiting.stop();
    passages.stop();
  }

  /// Begins nothing more and waits until every call that was begun has its answer and the answer is
  /// stored, for at most the given time after [#stop]. What is left waits in the store for the next
  /// start; a call whose answer could not be stored is made again then under the same serial, or is
  /// 확인필요 where the provider would bring it twice.
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

  private void travel(Trip trip, Runnable last) {
    Duration pause = null;
    try {
      synchronized (moving) {
        if (closed && !trip.owes) {
          return;
        }
        moving.add(trip);
      }
      try {
        pause = move(trip);
      } finally {
        leave(trip);
      }
    } finally {
      last.run();
    }
    if (pause != null) {
      schedule(trip, pause); // not before it has left, because another thread goes on with it
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

  /// Answers after what time the trip goes on, null when it is over or goes on by itself.
  private @Nullable Duration move(Trip trip) {
    try {
      attempts.keepUp(trip);
      if (trip.pass != null && !isClosed() && luggage.load(trip)) {
        attempts.make(trip);
      }
      var verdict = trip.verdict;
      if (verdict != null) {
        return follow(trip, verdict);
      }
      // Else its turn is to come, or the stop came before.
      return isClosed() ? null : trip.pause;
    } catch (RuntimeException e) {
      return waitForStore(trip, e);
    }
  }

  private boolean isClosed() {
    synchronized (moving) {
      return closed;
    }
  }

  private @Nullable Duration follow(Trip trip, Verdict verdict) {
    attempts.doubt(trip);
    return switch (verdict) {
      case Verdict.Again(var after, var reason) -> {
        var due = tools.clock().instant().plus(after);
        if (due.isAfter(trip.endsAt())) {
          yield tooLate(trip);
        }
        trip.why = reason;
        attempts.noteTill(trip, due);
        yield after;
      }
      case Verdict.Await() -> await(trip);
      case Verdict.Settle settle ->
          spared(trip, settle) ? Duration.ZERO : settle(trip, trip.honest(settle));
    };
  }

  /// The customer who speaks ends it, and the time that it may take.
  private @Nullable Duration await(Trip trip) {
    var now = tools.clock().instant();
    var left = Duration.between(now, trip.endsAt());
    if (!left.isPositive()) {
      return tooLate(trip);
    }
    trip.why = Awaiting.WHY;
    tell(trip, Awaiting.WHY);
    var pause = awaiting.add(trip, left);
    // After a restart it is looked at once, and its customer wakes it again.
    attempts.noteTill(trip, now);
    return pause;
  }

  /// Those that were to come along may have more time.
  private @Nullable Duration tooLate(Trip trip) {
    attempts.part(trip);
    return settle(trip, trip.honest(Trip.TOO_LATE));
  }

  /// Whether a call that failed for good is one without which the others go on. Its failure is
  /// stored before that, so that somebody sees it.
  private boolean spared(Trip trip, Verdict.Settle settle) {
    var failure = settle.failure();
    if (failure == null || settle.sessionGone() || !adapters.dispensable(trip)) {
      return false;
    }
    tools.store().complain(trip.row, settle.delivery(), failure).ifPresent(this::moved);
    tools.store().postpone(trip.row, 0, trip.answered + 1, trip.row.dueAt());
    trip.spare();
    return true;
  }

  private void moved(Message message) {
    tools.bus().publish(new ConversationFact.DeliveryChanged(message, tools.clock().instant()));
  }

  /// Where the session is gone, the conversation ends first: as long as its end is not stored, the
  /// row stays, so that the end comes after a full lane or a restart too.
  private @Nullable Duration settle(Trip trip, Verdict.Settle settle) {
    if (!settle.sessionGone()) {
      record(trip, settle);
      return null;
    }
    var row = trip.row;
    var out = row.outbound();
    var ended = new CompletableFuture<ReplyResult>();
    var finish =
        new Work.Finish(
            new IdentityKey(out.account(), out.externalUser()),
            row.conversation(),
            out.threadKey(),
            null,
            EndReason.SESSION_GONE,
            null,
            false,
            this::take,
            ended);
    if (tools.lanes().put(out.tenant(), finish) != Lanes.Put.TAKEN) {
      return STORE_PAUSE;
    }
    ended.thenAcceptAsync(result -> ended(trip, settle, result), tools.executor());
    return null;
  }

  private void ended(Trip trip, Verdict.Settle settle, ReplyResult result) {
    if (result instanceof ReplyResult.Unavailable) {
      schedule(trip, STORE_PAUSE);
      return;
    }
    try {
      record(trip, settle);
    } catch (RuntimeException e) {
      schedule(trip, waitForStore(trip, e));
    } finally {
      leave(trip);
    }
  }

  private static Duration waitForStore(Trip trip, RuntimeException cause) {
    log.warn(
        "an outbound of {} waits for the store: {}",
        trip.row.outbound().tenant(),
        cause.getClass().getName());
    return STORE_PAUSE;
  }

  private void record(Trip trip, Verdict.Settle settle) {
    var row = trip.row.reached(trip.tries, trip.answered, trip.row.dueAt());
    CrashPoint.BEFORE_SETTLE.pass();
    var message = tools.store().settle(row, settle.delivery(), settle.failure());
    CrashPoint.AFTER_SETTLE.pass();
    message.ifPresent(this::moved);
    for (var other : trip.company) {
      tools.store().settle(other.row, settle.delivery(), settle.failure()).ifPresent(this::moved);
    }
    trip.owes = false;
    awaiting.remove(trip);
    var next = departures.over(row);
    for (var other : trip.company) {
      next = departures.over(other.row);
    }
    next.ifPresent(head -> schedule(head, wait(head)));
  }
}
