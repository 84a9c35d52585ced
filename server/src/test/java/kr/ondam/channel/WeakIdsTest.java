package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WeakIdsTest {
  private static final Instant AT = Instant.parse("2026-11-26T09:00:03Z");

  @Test
  void KK26_theNameOfTheTenSecondsBeforeIsFoundFromTheName() {
    assertThat(WeakIds.before(WeakIds.of(AT, "d")))
        .contains(WeakIds.of(AT.minus(WeakIds.WINDOW), "d"));
    assertThat(WeakIds.of(AT, "d")).isNotEqualTo(WeakIds.of(AT, "e"));
  }

  @Test
  void KK26_otherIdsHaveNoneBefore() {
    assertThat(WeakIds.before("884213377/301775512")).isEmpty();
    assertThat(WeakIds.before("weak:0a1b")).isEmpty();
    assertThat(WeakIds.before("weak:9999999999999999999:0a1b")).isEmpty();
    assertThat(WeakIds.before("")).isEmpty();
  }
}
