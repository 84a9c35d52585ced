package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// What remains of calls for channels that nobody has.
final class StrangersTest {
  private static final byte[] CALL =
      ("900101-1234567 \0" + "👩".repeat(5000)).getBytes(StandardCharsets.UTF_8);

  private final List<DeadLetter> letters = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final VirtualTime clock = new VirtualTime(Instant.parse("2026-11-22T03:00:00Z"));

  @Test
  void KK01_whatIsKeptIsShortMaskedAndLittle() {
    var strangers = strangers();
    for (int minute = 0; minute < 30; minute++) {
      for (int i = 0; i < 5; i++) {
        strangers.called("message", CALL);
      }
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(letters).hasSizeBetween(100, 105);
    var raw = letters.getFirst().raw();
    assertThat(raw).startsWith("900101-*******").doesNotContain("\0");
    assertThat(raw.codePointCount(0, raw.length())).isEqualTo(4096);
  }

  @Test
  void KK01_theAlarmRingsOnceForEachRunOfTooMany() {
    var strangers = strangers();
    var alarm = meters.counter("webhook.alarms", "alarm", "unknown_channel");
    for (int run = 1; run <= 2; run++) {
      for (int i = 0; i < 50; i++) {
        strangers.called("message", CALL);
      }
      assertThat(alarm.count()).isEqualTo(run);
      clock.advance(Duration.ofMinutes(2));
    }
    assertThat(letters).hasSize(20);
  }

  @Test
  void KK72_aStoreThatIsDownChangesNothing() {
    var strangers =
        new Strangers(
            _ -> {
              throw new StoreUnavailable("down", new IllegalStateException());
            },
            new TimeOrderedIds(clock),
            clock,
            () -> clock.millis() * 1_000_000,
            meters);
    strangers.called("message", CALL);
    assertThat(letters).isEmpty();
  }

  private Strangers strangers() {
    return new Strangers(
        letters::add, new TimeOrderedIds(clock), clock, () -> clock.millis() * 1_000_000, meters);
  }
}
