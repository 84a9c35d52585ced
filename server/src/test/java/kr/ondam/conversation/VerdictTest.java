package kr.ondam.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import kr.ondam.channel.Outcome;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private final Random random = new Random(7);

  private Verdict of(Outcome outcome, boolean repeatable, int tries) {
    return Verdict.of(outcome, repeatable, tries, random);
  }

  @Test
  void O5_theBackOffGrowsToAMinuteHonoursTheProviderAndEndsAfterTenTries() {
    var now = new Outcome.Retry(Duration.ZERO, "busy");
    for (int tries = 1; tries < 10; tries++) {
      long ceiling = Math.min(60_000, 1000L << tries - 1);
      assertThat(of(now, false, tries))
          .isInstanceOfSatisfying(
              Verdict.Again.class,
              a -> assertThat(a.after()).isBetween(Duration.ZERO, Duration.ofMillis(ceiling)));
    }
    assertThat(of(now, false, 10)).isEqualTo(new Verdict.Settle(Delivery.FAILED, "busy", false));
    assertThat(of(new Outcome.Throttled(Duration.ofSeconds(90)), false, 1))
        .as("a provider that asks for a pause gets it, and not everybody back at its end")
        .isInstanceOfSatisfying(
            Verdict.Again.class,
            a -> assertThat(a.after()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(91)));
    assertThat(
            IntStream.range(0, 50)
                .mapToObj(_ -> of(new Outcome.Throttled(Duration.ofSeconds(90)), false, 1))
                .distinct())
        .hasSizeGreaterThan(10);
  }

  @Test
  void whatIsNotEvenTriedIsNotGivenUpForThat() {
    for (int tries : new int[] {1, 9, 10, 500}) {
      assertThat(of(new Outcome.Unmade("file"), false, tries))
          .isInstanceOfSatisfying(
              Verdict.Again.class,
              a -> assertThat(a.after()).isBetween(Duration.ZERO, Duration.ofSeconds(60)));
    }
  }

  @Test
  void SM58_whoThrottlesIsTriedForAboutTenMinutes() {
    var slower = new Outcome.Throttled(Duration.ofSeconds(5));
    for (int tries = 1; tries < 25; tries++) {
      assertThat(of(slower, false, tries)).isInstanceOf(Verdict.Again.class);
    }
    assertThat(of(slower, false, 25))
        .isEqualTo(new Verdict.Settle(Delivery.FAILED, "throttled", false));
  }

  @Test
  void O3_anUncertainSendIsRepeatedOnlyWhereTheProviderKnowsOurSerial() {
    var uncertain = new Outcome.Uncertain("timeout");
    assertThat(of(uncertain, true, 1)).isInstanceOf(Verdict.Again.class);
    assertThat(of(uncertain, false, 1))
        .isEqualTo(new Verdict.Settle(Delivery.UNKNOWN, "timeout", false));
  }
}
