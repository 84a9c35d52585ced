package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InDoubtTest {
  private final InDoubt doubt = new InDoubt();
  private final Object session = new Object();
  private final AtomicInteger ids = new AtomicInteger();

  private String id(String text, Instant now) {
    return doubt.id(session, Sms.mo(text), now, () -> "mo-" + ids.incrementAndGet());
  }

  @Test
  void whatIsOverIsForgottenThoughNotAtOnce() {
    for (int i = 0; i < 100; i++) {
      id("t" + i, Sms.NOW);
      doubt.answered(session, Sms.mo("t" + i), true, Sms.NOW);
    }
    var over = Sms.NOW.plus(InDoubt.AFTER_ANSWER);
    assertThat(id("t7", over)).as("a customer says it again").isEqualTo("mo-101");
    assertThat(id("t7", over)).as("a twin in doubt").isEqualTo("mo-101");
    id("other", Sms.NOW.plus(Duration.ofMinutes(1)));
    assertThat(doubt.size()).isEqualTo(2);
  }

  @Test
  void neverMoreThanTheMostAreKept() {
    for (int i = 0; i < InDoubt.MOST + 10; i++) {
      id("t" + i, Sms.NOW);
    }
    assertThat(doubt.size()).isEqualTo(InDoubt.MOST);
    assertThat(id("t" + (InDoubt.MOST + 9), Sms.NOW)).isEqualTo("mo-" + (InDoubt.MOST + 10));
  }
}
