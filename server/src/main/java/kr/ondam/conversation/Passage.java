package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
/// [Breaker] is open. The others wait in line, the oldest first, and cost no thread. Those with
/// files, which take long, have a line and a few places of their own.
final class Passage<T extends Passenger> {
  /// Whose way it is.
  record Account(TenantId tenant, ChannelAccountId id) {}

  private record Look(Instant at, Alarm alarm) {}

  private record Rest(Alarm alarm, Runnable go) {}

  static final int WITH_FILES = 4;

  /// How long after one return of the provider the next one counts, so that a connection that comes
  /// and goes does not use up the tries of what waits.
  static final Duration BETWEEN_RETURNS = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(Passage.class);

  private final Account account;
  private final Breaker breaker;
  private final InstantSource clock;
  private final Timers timers;
  private final Consumer<T> start;

  private final Line<T> light;
  private final Line<T> heavy = new Line<>(WITH_FILES);
  private final Map<T, Rest> resting = new LinkedHashMap<>();
  private @Nullable Instant returned;
  private String why = "unreachable";
  private boolean returns;
  private @Nullable Look look;
  private boolean announced;
  private boolean stopped;

  /// `start` sets a trip off on a thread of its own; such a trip ends with [#leave]. `atOnce` of
  /// them without files are let in at once.
  Passage(
      Account account,
      Breaker breaker,
      InstantSource clock,
      Timers timers,
      Consumer<T> start,
      int atOnce) {
    this.account = account;
    this.breaker = breaker;
    this.clock = clock;
    this.timers = timers;
    this.start = start;
    light = new Line<>(atOnce);
  }

  /// Why calls are not made, null while they are.
  synchronized @Nullable String why() {
    return breaker.state() == Breaker.State.CLOSED ? null : why;
  }

  /// What the gauge shows: 0 calls are made, 1 the provider asked for a pause, 2 the breaker is
  /// open.
  int level() {
    return breaker.state().level;
  }

  /// Puts a trip in line. It is set off with a pass when its turn comes, or without one and with
  /// its verdict when its time is over before.
  void enter(T trip) {
    synchronized (this) {
      line(trip).waiting.add(trip);
    }
    let();
  }

  /// Runs `go` after a while, or as soon as the provider can be reached again.
  synchronized void rest(T trip, Duration delay, Runnable go) {
    var alarm = timers.after(delay, () -> wake(trip));
    resting.put(trip, new Rest(alarm, go));
  }

  /// Ends the rest of a trip that has one.
  void wake(T trip) {
    Rest rest;
    synchronized (this) {
      rest = resting.remove(trip);
    }
    if (rest != null) {
      rest.alarm().cancel();
      rest.go().run();
    }
  }

  /// The provider was away and can be reached again: nothing waits for the breaker or for its own
  /// next try.
  void reachable() {
    List<Rest> rested;
    synchronized (this) {
      var now = clock.instant();
      if (stopped || returns) {
        return;
      }
      var before = returned;
      if (before != null && Duration.between(before, now).abs().compareTo(BETWEEN_RETURNS) < 0) {
        returns = true;
        timers.after(BETWEEN_RETURNS, this::reachableAfterAll);
        return;
      }
      returned = now;
      rested = List.copyOf(resting.values());
      resting.clear();
    }
    breaker.reachable();
    rested.forEach(rest -> {
      rest.alarm().cancel();
      rest.go().run();
    });
    let();
  }

  private void reachableAfterAll() {
    synchronized (this) {
      returns = false;
    }
    reachable();
  }

  /// The right to one more call, null when the trip has to go back into the line.
  Breaker.@Nullable Pass ask(T trip) {
    return breaker.ask(trip);
  }

  /// Lets this many without files in at once from now on. Who is inside stays.
  void widen(int most) {
    synchronized (this) {
      if (light.most == most) {
        return;
      }
      light.most = most;
    }
    let();
  }

  /// Says how the call of a pass ended.
  void report(Breaker.Pass pass, Outcome outcome) {
    var state = breaker.report(pass, outcome);
    synchronized (this) {
      why = why(outcome);
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

  private static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Retry(var _, var reason) -> reason;
      case Outcome.Uncertain(var reason) -> reason;
      case Outcome.Unauthorised(var reason) -> reason;
      default -> "throttled";
    };
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
  void leave(T trip) {
    var unused = trip.pass;
    if (unused != null) {
      breaker.giveBack(unused);
      trip.pass = null;
    }
    synchronized (this) {
      line(trip).inside--;
    }
    let();
  }

  /// Lets nothing in any more.
  synchronized void stop() {
    stopped = true;
  }

  private void let() {
    List<T> next = new ArrayList<>();
    synchronized (this) {
      if (stopped) {
        return;
      }
      var now = clock.instant();
      let(light, now, next);
      let(heavy, now, next);
      watch(now);
    }
    next.forEach(start);
  }

  private void let(Line<T> line, Instant now, List<T> next) {
    for (var trip = first(line, now); trip != null; trip = first(line, now)) {
      line.waiting.remove(trip);
      line.inside++;
      next.add(trip);
    }
  }

  /// Whose turn it is, null when nobody may go.
  private @Nullable T first(Line<T> line, Instant now) {
    var head = line.waiting.peek();
    if (head == null || due(line, head, now)) {
      return head;
    }
    if (!breaker.isStoppedBy(head)) {
      return null;
    }
    // What alone has stopped all calls stands in nobody's way.
    var other =
        line.waiting.stream().filter(trip -> trip != head).min(Passenger.BY_AGE).orElse(null);
    return other != null && due(line, other, now) ? other : null;
  }

  private boolean due(Line<T> line, T trip, Instant now) {
    if (!now.isBefore(trip.endsAt())) {
      trip.verdict = Passenger.TOO_LATE;
      return line.inside < 2 * line.most; // calls that hang must not keep it
    }
    trip.pass = line.inside < line.most ? breaker.ask(trip) : null;
    return trip.pass != null;
  }

  /// Looks again when a call may be tried or the oldest of a line has waited for too long;
  /// everything else that moves the lines comes by itself.
  private void watch(Instant now) {
    watch(light, now);
    watch(heavy, now);
  }

  private void watch(Line<T> line, Instant now) {
    var head = line.waiting.peek();
    if (head == null || !now.isBefore(head.endsAt())) {
      return;
    }
    var trial = line.inside < line.most ? breaker.trialAt() : null;
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

  private Line<T> line(T trip) {
    return trip.heavy() ? heavy : light;
  }

  /// Who waits, and how many are on their way.
  private static final class Line<T extends Passenger> {
    final PriorityQueue<T> waiting = new PriorityQueue<>(Passenger.BY_AGE);
    int most;
    int inside;

    Line(int most) {
      this.most = most;
    }
  }
}
