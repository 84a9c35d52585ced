package kr.ondam.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.Courtesy;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.kakao.skill.SkillAccounts;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// What becomes of a call whose provider was told in time that it is being taken.
final class PolitenessTest {
  private static final GatewayResponse TAKEN = GatewayResponse.text(200, "text/plain", "taken");
  private static final GatewayResponse DOWN = GatewayResponse.text(503, "text/plain", "down");
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-26T09:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ChannelAccount account =
      SkillAccounts.account(URI.create("https://bot-api.kakao.com"), Map.of());
  private final RawRequest raw = new RawRequest("", "", Map.of(), new byte[0], "127.0.0.1");
  private final AtomicInteger tries = new AtomicInteger();
  private final CompletableFuture<GatewayResponse> first = new CompletableFuture<>();
  private CompletionStage<GatewayResponse> later = CompletableFuture.completedFuture(DOWN);
  private final Politeness politeness =
      new Politeness(
          new Courtesy() {
            @Override
            public Duration patience() {
              return PATIENCE;
            }

            @Override
            public ChannelAdapter.Answer instead(
                ChannelAccount account, RawRequest request, Trouble trouble) {
              return new ChannelAdapter.Answer("text/plain", trouble.name());
            }
          },
          time,
          Runnable::run,
          meters.counter("lost"));

  private CompletableFuture<GatewayResponse> call() {
    return politeness
        .answer(account, raw, () -> tries.incrementAndGet() == 1 ? first : later)
        .toCompletableFuture();
  }

  private double lost() {
    return meters.counter("lost").count();
  }

  @Test
  void KK69_whatFailsAfterTheLateAnswerIsStoredWhenTheStoreIsBack() {
    var answer = call();
    time.advance(PATIENCE);
    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(new String(((GatewayResponse.Full) answer.join()).body(), UTF_8)).isEqualTo("LATE");
    first.complete(DOWN);
    time.advance(Duration.ofSeconds(3));
    assertThat(tries).hasValue(3);
    later = CompletableFuture.failedFuture(new IllegalStateException("down"));
    time.advance(Duration.ofSeconds(4));
    later = CompletableFuture.completedFuture(TAKEN);
    time.advance(Duration.ofMinutes(5));
    assertThat(tries).as("no try after the one that was taken").hasValue(5);
    assertThat(lost()).isZero();
  }

  @Test
  void KK69_whatCannotBeStoredForAMinuteRaisesAnAlarm() {
    call();
    time.advance(PATIENCE);
    first.completeExceptionally(new IllegalStateException("down"));
    time.advance(Duration.ofSeconds(59));
    assertThat(lost()).isZero();
    time.advance(Duration.ofMinutes(5));
    assertThat(tries).hasValue(7);
    assertThat(lost()).isEqualTo(1);
  }

  @Test
  void whoWasToldThatNothingWasStoredSaysItAgain() {
    var answer = call();
    first.complete(DOWN);
    assertThat(answer).isCompleted();
    time.advance(Duration.ofMinutes(5));
    assertThat(tries).hasValue(1);
  }
}
