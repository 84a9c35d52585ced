package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Outcome;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to one channel account (O7): a bounded number of trips at once, and none while its
/// [Breaker] is open. The others wait in line, the oldest first, and cost no thread.
final class Passage {
  /// Whose way it is.
  record Account(TenantId tenant, ChannelAccountId id) {}

  private record Look(Instant at, Alarm alarm) {}

  static final int AT_ONCE = 16;

  private static final Logger log = LoggerFactory.getLogger(Passage.class);

  private final Account account;
  private final Breaker breaker;
  private final InstantSource clock;
  private final Timers timers;
  private final Consumer<Trip> start;

  private final PriorityQueue<Trip> line = new PriorityQueue<>(Trip.BY_AGE);
  private int inside;
  private @Nullable Look look;
  private boolean announced;
  private boolean stopped;

  /// `start` sets a trip off on a thread of its own; such a trip ends with [#leave].
  Passage(
      Account account, Breaker breaker, InstantSource clock, Timers timers, Consumer<Trip> start) {
    this.account = account;
    this.breaker = breaker;
    this.clock = clock;
    this.timers = timers;
    this.start = start;
  }

  /// What the gauge shows: 0 calls are made, 1 the provider asked for a pause, 2 the breaker is
  /// open.
  int level() {
    return breaker.state().level;
  }

  /// Puts a trip in line. It is set off with a pass when its turn comes, or without one and with
  /// its verdict when its time is over before.
  void enter(Trip trip) {
    synchronized (this) {
      line.add(trip);
    }
    let();
  }

  /// The right to one more call, null when the trip has to go back into the line.
  Breaker.@Nullable Pass ask() {
    return breaker.ask();
  }

  /// Says how the call of a pass ended.
  void report(Breaker.Pass pass, Outcome outcome) {
    var state = breaker.report(pass, outcome);
    synchronized (this) {
      if (state == Breaker.State.CLOSED && announced) {
        announced = false;
        log.info("account {} of {} sends again", account.id(), account.tenant());
      } else if (!announced && isWorthALine(state, outcome)) {
        announced = true;
        log.warn(
            "account {} of {} does not send: {}",
            account.id(),
            account.tenant(),
            state == Breaker.State.OPEN ? "its provider fails" : "its provider asks for a pause");
      }
    }
  }

  /// Providers that ask for short pauses do so often.
  private static boolean isWorthALine(Breaker.State state, Outcome outcome) {
    return switch (state) {
      case CLOSED -> false;
      case PAUSED ->
          outcome instanceof Outcome.Throttled(var after) && after.compareTo(Breaker.FIRST) >= 0;
      case OPEN -> true;
    };
  }

  /// Ends what [#enter] began and lets the next one in.
  void leave(Trip trip) {
    var unused = trip.pass;
    if (unused != null) {
      breaker.giveBack(unused);
      trip.pass = null;
    }
    synchronized (this) {
      inside--;
    }
    let();
  }

  /// Lets nothing in any more.
  synchronized void stop() {
    stopped = true;
  }

  private void let() {
    List<Trip> next = new ArrayList<>();
    synchronized (this) {
      if (stopped) {
        return;
      }
      var now = clock.instant();
      for (var head = line.peek(); head != null && due(head, now); head = line.peek()) {
        line.remove();
        inside++;
        next.add(head);
      }
      watch(now);
    }
    next.forEach(start);
  }

  private boolean due(Trip head, Instant now) {
    if (!now.isBefore(head.endsAt())) {
      head.verdict = Trip.TOO_LATE;
      return inside < 2 * AT_ONCE; // calls that hang must not keep it
    }
    head.pass = inside < AT_ONCE ? breaker.ask() : null;
    return head.pass != null;
  }

  /// Looks again when a call may be tried or the oldest of the line has waited for too long;
  /// everything else that moves the line comes by itself.
  private void watch(Instant now) {
    var head = line.peek();
    if (head == null || !now.isBefore(head.endsAt())) {
      return;
    }
    var trial = inside < AT_ONCE ? breaker.trialAt() : null;
    var at = trial == null || head.endsAt().isBefore(trial) ? head.endsAt() : trial;
    var armed = look;
    if (armed == null || at.isBefore(armed.at())) {
      if (armed != null) {
        armed.alarm().cancel();
      }
      look = new Look(at, timers.after(Duration.between(now, at), () -> look(at)));
    }
  }

  private void look(Instant at) {
    synchronized (this) {
      var armed = look;
      if (armed != null && at.equals(armed.at())) {
        look = null;
      }
    }
    let();
  }
}
