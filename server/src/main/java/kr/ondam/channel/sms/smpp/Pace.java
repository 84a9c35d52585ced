package kr.ondam.channel.sms.smpp;

import java.time.Duration;
import java.time.Instant;

/// How fast one bind sends: halved when the message centre asks to slow down, at most once a
/// second, and one message a second faster in every second without that. Not safe for several
/// threads.
final class Pace {
  private static final double LEAST = 0.5;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final double most;
  private double rate;
  private double tokens = 1;
  private Instant counted;
  private Instant slowed = Instant.MIN;

  /// @param most messages per second
  Pace(int most, Instant now) {
    this.most = most;
    rate = most;
    counted = now;
  }

  /// How long the next message has to wait; zero when it may go.
  Duration pause(Instant now) {
    count(now);
    return tokens >= 1
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil((1 - tokens) / rate * 1e9));
  }

  void sent(Instant now) {
    count(now);
    tokens -= 1;
  }

  void slowDown(Instant now) {
    count(now);
    if (!slowed.plus(SECOND).isAfter(now)) {
      rate = Math.max(LEAST, rate / 2);
      slowed = now;
    }
    tokens = Math.min(tokens, 0);
  }

  double rate() {
    return rate;
  }

  private void count(Instant now) {
    double seconds = Math.max(0, Duration.between(counted, now).toNanos() / 1e9);
    tokens = Math.min(Math.max(1, rate / 10), tokens + seconds * rate);
    rate = Math.min(most, rate + seconds);
    counted = now;
  }
}
