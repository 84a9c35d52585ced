package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SessionLeftTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  private static SessionLeft left(Duration left) {
    return SessionLeft.of(NOW, NOW.plus(left));
  }

  @Test
  void KK64_saysDaysThenHoursThenMinutesThenThatItIsOver() {
    assertThat(left(Duration.ofDays(30).minusSeconds(1)))
        .isEqualTo(new SessionLeft("desk.session.days", 29, "long"));
    assertThat(left(Duration.ofHours(24)))
        .isEqualTo(new SessionLeft("desk.session.days", 1, "long"));
    assertThat(left(Duration.ofHours(24).minusSeconds(1)))
        .isEqualTo(new SessionLeft("desk.session.hours", 23, "soon"));
    assertThat(left(Duration.ofSeconds(30)))
        .isEqualTo(new SessionLeft("desk.session.minutes", 1, "soon"));
    assertThat(left(Duration.ZERO)).isEqualTo(new SessionLeft("desk.session.none", 0, "none"));
  }
}
