package kr.ondam.conversation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.ondam.channel.Outcome;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BreakerTest {
  private static final Outcome BUSY = new Outcome.Retry(Duration.ofSeconds(2), "busy");
  private static final Outcome OK = new Outcome.Ok("");

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T01:00:00Z"));
  private final Breaker breaker = new Breaker(time, new Random(7));

  static List<Outcome> failures() {
    return List.of(BUSY, new Outcome.Uncertain("timeout"), new Outcome.Unauthorised("HTTP 401"));
  }

  static List<Outcome> answers() {
    return List.of(OK, new Outcome.Permanent("-203", "blocked"), new Outcome.SessionGone());
  }

  private Breaker.Pass pass() {
    return requireNonNull(breaker.ask(new Object()));
  }

  private void call(Outcome outcome) {
    breaker.report(pass(), outcome);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      call(BUSY);
    }
  }

  /// How long no call is made from now on, in steps of a second.
  private Duration shut() {
    var start = time.instant();
    while (true) {
      var pass = breaker.ask(new Object());
      if (pass != null) {
        breaker.giveBack(pass);
        return Duration.between(start, time.instant());
      }
      time.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void callsThatAreNotMadeSayNothingAboutTheProvider() {
    for (int i = 0; i < 20; i++) {
      call(new Outcome.Unmade("file"));
    }
    assertThat(shut()).isZero();
    fail(5);
    time.advance(Duration.ofMinutes(5));
    call(new Outcome.Unmade("file"));
    assertThat(shut()).as("the trial goes to the next call").isZero();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void O5_opensAfterFiveFailuresInARow(Outcome failure) {
    for (int i = 0; i < 5; i++) {
      assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
      call(failure);
    }
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.ask(new Object())).isNull();
    assertThat(shut()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void O5_anAnswerBetweenEndsTheRow(Outcome answer) {
    fail(4);
    call(answer);
    fail(4);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void O5_oneCallIsTriedAndItsAnswerCloses(Outcome answer) {
    fail(5);
    shut();
    var trial = pass();
    assertThat(breaker.ask(new Object())).as("only one is tried").isNull();
    breaker.report(trial, answer);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    assertThat(breaker.ask(new Object())).isNotNull();
    fail(4);
    assertThat(breaker.state()).as("the row begins again").isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void O5_itsTimesDoubleToFiveMinutesAndBeginAgainAfterAnAnswer() {
    fail(5);
    for (long seconds : new long[] {30, 60, 120, 240, 300, 300}) {
      assertThat(shut())
          .isBetween(Duration.ofSeconds(seconds * 4 / 5), Duration.ofSeconds(seconds));
      fail(1);
    }
    shut();
    call(OK);
    fail(5);
    assertThat(shut()).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void O5_accountsThatFellTogetherDoNotComeBackTogether() {
    List<Duration> times = new ArrayList<>();
    var random = new Random(7);
    for (int i = 0; i < 50; i++) {
      var other = new Breaker(time, random);
      for (int f = 0; f < 5; f++) {
        other.report(requireNonNull(other.ask(new Object())), BUSY);
      }
      times.add(Duration.between(time.instant(), requireNonNull(other.trialAt())));
    }
    assertThat(times).doesNotHaveDuplicates();
  }

  @Test
  void O5_aProviderThatAsksForAPauseGetsItToTheSecond() {
    call(new Outcome.Throttled(Duration.ofSeconds(90)));
    assertThat(breaker.state()).isEqualTo(Breaker.State.PAUSED);
    assertThat(shut()).isEqualTo(Duration.ofSeconds(90));
    var trial = pass();
    assertThat(breaker.ask(new Object())).isNull();
    breaker.report(trial, OK);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void O5_callsThatWereBegunBeforeItOpenedSayNothing() {
    var early = pass();
    var late = pass();
    fail(5);
    var until = breaker.trialAt();
    breaker.report(early, OK);
    breaker.report(late, BUSY);
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.trialAt()).isEqualTo(until);
  }

  @Test
  void O5_aTrialThatWasNotMadeIsGivenBack() {
    fail(5);
    shut();
    breaker.giveBack(pass());
    assertThat(breaker.ask(new Object())).isNotNull();
  }

  @Test
  void O5_aClockThatWasSetBackKeepsItShutNoLonger() {
    var wall = new VirtualTime[] {time};
    var other = new Breaker(() -> wall[0].instant(), new Random(7));
    for (int f = 0; f < 5; f++) {
      other.report(requireNonNull(other.ask(new Object())), BUSY);
    }
    assertThat(other.ask(new Object())).isNull();
    wall[0] = new VirtualTime(time.instant().minus(Duration.ofHours(1)));
    assertThat(other.ask(new Object())).isNotNull();
  }
}
