package kr.ondam.console.desk;

import java.time.Duration;
import java.time.Instant;

/// How much is left of a customer's session, as the desk says it.
///
/// @param key of the sentence
/// @param number its days, hours or minutes
/// @param urgency `long`, `soon` in the last 24 hours, `none` when it is over
record SessionLeft(String key, long number, String urgency) {
  private static final Duration SOON = Duration.ofHours(24);

  static SessionLeft of(Instant now, Instant end) {
    var left = Duration.between(now, end);
    if (left.isNegative() || left.isZero()) {
      return new SessionLeft("desk.session.none", 0, "none");
    }
    if (left.compareTo(SOON) >= 0) {
      return new SessionLeft("desk.session.days", left.toDays(), "long");
    }
    return left.toHours() > 0
        ? new SessionLeft("desk.session.hours", left.toHours(), "soon")
        : new SessionLeft("desk.session.minutes", Math.max(1, left.toMinutes()), "soon");
  }
}
