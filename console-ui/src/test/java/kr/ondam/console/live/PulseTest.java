package kr.ondam.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PulseTest {
  private final ManualTimers timers = new ManualTimers();
  private final Semaphore runs = new Semaphore(0);
  private final Pulse pulse =
      new Pulse(timers, Duration.ofSeconds(1), Duration.ofSeconds(5), runs::release);

  @Test
  void aHundredFactsWithinASecondAreTwoReads() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      pulse.poke();
    }
    timers.advance(Duration.ofSeconds(1));
    assertThat(runs.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
    timers.advance(Duration.ofSeconds(10));
    assertThat(runs.tryAcquire()).isFalse();
  }

  @Test
  void aQuietTenantIsReadEveryTick() throws InterruptedException {
    pulse.start();
    timers.advance(Duration.ofSeconds(15));
    assertThat(runs.tryAcquire(4, 10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClosedPulseLeavesNothingBehind() {
    pulse.start();
    pulse.close();
    pulse.poke();
    assertThat(timers.waiting()).isZero();
  }
}
