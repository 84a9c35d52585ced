package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import kr.ondam.channel.Outcome;
import org.jspecify.annotations.Nullable;

/// Decides whether calls to one channel account are made at all (O5). After five failures in a row
/// none is made for a while, and when a provider asks for a pause none until that is over; then one
/// call is tried, and its outcome decides. When one sender alone has failed, that may lie with what
/// it sends: another one is let through to find out. Any thread may call it.
final class Breaker {
  static final int FAILURES = 5;
  static final Duration FIRST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// A fifth of the time at most is left away, so that accounts that fell together do not come back
  /// together.
  private static final double JITTER = 0.2;

  /// The right of a sender to make one call, of the time between two openings.
  record Pass(long round, Object sender) {}

  /// In the place of a sender when several have failed.
  private static final Object SEVERAL = new Object();

  /// What calls are made; [#level] is what the gauge shows.
  enum State {
    CLOSED(0),
    /// The provider asked for a pause.
    PAUSED(1),
    OPEN(2);

    final int level;

    State(int level) {
      this.level = level;
    }
  }

  private final InstantSource clock;
  private final RandomGenerator random;
  private State state = State.CLOSED;
  private int failures;
  private int openings;
  private long round;
  private boolean trying;
  private @Nullable Object failing;
  private Instant since = Instant.MIN;
  private Instant until = Instant.MIN;

  Breaker(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// The right of a sender to make a call now, or null. Every pass is either reported or given
  /// back.
  synchronized @Nullable Pass ask(Object sender) {
    if (state != State.CLOSED) {
      if (trying || isTooEarly() && !maySpeakFor(sender)) {
        return null;
      }
      trying = true;
    }
    return new Pass(round, sender);
  }

  /// Whether this sender would show whether the provider fails or only another sender does.
  private boolean maySpeakFor(Object sender) {
    return state == State.OPEN && isFailingAlone() && failing != sender;
  }

  private boolean isFailingAlone() {
    return failing != null && failing != SEVERAL;
  }

  /// Whether calls are stopped and it was this sender alone that failed.
  synchronized boolean isStoppedBy(Object sender) {
    return state == State.OPEN && failing == sender;
  }

  /// A clock that was set back behind the opening must not keep it open for longer.
  private boolean isTooEarly() {
    var now = clock.instant();
    return now.isBefore(until) && !now.isBefore(since);
  }

  /// Says how a call ended and answers the state from then on. Calls that were begun before the
  /// last opening say nothing about the time after it.
  synchronized State report(Pass pass, Outcome outcome) {
    if (pass.round() == round) {
      switch (outcome) {
        case Outcome.Ok _, Outcome.Permanent _, Outcome.SessionGone _ -> close();
        case Outcome.Throttled(var after) -> shut(State.PAUSED, after);
        case Outcome.Unmade _, Outcome.CustomerFirst _, Outcome.Aside _ -> trying = false;
        case Outcome.Retry _, Outcome.Uncertain _, Outcome.Unauthorised _ -> failed(pass.sender());
      }
    }
    return state;
  }

  /// Gives back the right to a call that was not made.
  synchronized void giveBack(Pass pass) {
    if (pass.round() == round) {
      trying = false;
    }
  }

  /// The provider, which was away, can be reached again; a pause it asked for goes on.
  synchronized void reachable() {
    if (state != State.PAUSED) {
      close();
    }
  }

  private void close() {
    state = State.CLOSED;
    failures = 0;
    openings = 0;
    trying = false;
    failing = null;
  }

  private void failed(Object sender) {
    failures++;
    failing = failing == null || failing == sender ? sender : SEVERAL;
    if (trying || failures >= FAILURES) {
      double most = LONGEST.toMillis();
      double time = Math.min(most, FIRST.toMillis() * Math.pow(2, openings));
      openings++;
      shut(State.OPEN, Duration.ofMillis((long) (time * (1 - JITTER * random.nextDouble()))));
    }
  }

  private void shut(State to, Duration time) {
    state = to;
    trying = false;
    round++;
    since = clock.instant();
    until = since.plus(time);
  }

  synchronized State state() {
    return state;
  }

  /// When the next call may be tried; null when calls are made, or while one is being tried.
  synchronized @Nullable Instant trialAt() {
    return state == State.CLOSED || trying ? null : until;
  }
}
