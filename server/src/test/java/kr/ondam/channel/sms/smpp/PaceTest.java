package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private final VirtualTime time = new VirtualTime(Sms.NOW);

  @Test
  void theRateComesBackSlowly() {
    var pace = new Pace(16, time.instant());
    for (int i = 0; i < 10; i++) {
      pace.slowDown(time.instant());
    }
    assertThat(pace.rate()).as("a window of refusals counts once").isEqualTo(8);
    time.advance(Duration.ofSeconds(4));
    pace.pause(time.instant());
    assertThat(pace.rate()).isEqualTo(12);
    time.advance(Duration.ofMinutes(4));
    pace.pause(time.instant());
    assertThat(pace.rate()).isEqualTo(16);
  }
}
