package kr.ondam.conversation.bot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Decides whether a bot is asked at all. After five failures in a row it is not for half a minute,
/// and then one turn tries; a bot that asks for a pause gets it, up to a minute (BT45, BT46). Any
/// thread may call it.
final class BotBreaker {
  static final int FAILURES = 5;
  static final Duration OPEN = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofSeconds(60);

  private final InstantSource clock;
  private int failures;
  private Instant until = Instant.MIN;
  private boolean trying;

  BotBreaker(InstantSource clock) {
    this.clock = clock;
  }

  /// Whether the bot may be asked now; every yes is followed by [#answered], [#failed] or
  /// [#giveBack].
  synchronized boolean ask() {
    if (until.equals(Instant.MIN)) {
      return true;
    }
    var now = clock.instant();
    // A clock that was set back must not keep it shut for longer.
    boolean tooEarly = now.isBefore(until) && !now.plus(LONGEST).isBefore(until);
    if (trying || tooEarly) {
      return false;
    }
    trying = true;
    return true;
  }

  /// Gives back the right to ask, because the bot was not called.
  synchronized void giveBack() {
    trying = false;
  }

  synchronized void answered() {
    failures = 0;
    trying = false;
    until = Instant.MIN;
  }

  /// Answers whether it opens with this failure.
  ///
  /// @param pause how long the bot asks to be left alone, zero when it does not
  synchronized boolean failed(Duration pause) {
    boolean was = !until.equals(Instant.MIN);
    failures++;
    if (pause.isPositive() || failures >= FAILURES || trying) {
      var wanted = pause.isPositive() ? pause : OPEN;
      until = clock.instant().plus(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
      trying = false;
      return !was;
    }
    return false;
  }

  synchronized boolean open() {
    return !until.equals(Instant.MIN);
  }
}
