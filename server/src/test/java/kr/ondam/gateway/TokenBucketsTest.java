package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokenBucketsTest {
  private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(1));
  private final TokenBuckets buckets = new TokenBuckets(2, nanos::get);

  @Test
  void aTimeThatGoesBackTakesNothingAwayAndBringsNothing() {
    assertThat(buckets.take("a")).isTrue();
    nanos.addAndGet(-TimeUnit.MINUTES.toNanos(30));
    assertThat(buckets.take("a")).isTrue();
    assertThat(buckets.take("a")).isFalse();
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(30));
    assertThat(buckets.take("a")).as("no time has passed").isFalse();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(buckets.take("a")).isTrue();
  }
}
