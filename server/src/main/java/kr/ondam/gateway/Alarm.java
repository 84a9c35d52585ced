package kr.ondam.gateway;

import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rings when something happens more often than it may, once for each run of too many.
final class Alarm {
  private static final Logger log = LoggerFactory.getLogger(Alarm.class);

  private final String what;
  private final TokenBuckets allowed;
  private final Counter rung;
  private boolean ringing;

  /// @param what for the log, such as `calls for unknown channels`
  Alarm(String what, TokenBuckets allowed, Counter rung) {
    this.what = what;
    this.allowed = allowed;
    this.rung = rung;
  }

  /// Answers whether it is not too often yet.
  synchronized boolean happened() {
    boolean tooMany = !allowed.take(what);
    if (tooMany && !ringing) {
      rung.increment();
      log.warn("too many {}: more than {} in {}", what, allowed.tokens(), allowed.per());
    }
    ringing = tooMany;
    return !tooMany;
  }
}
