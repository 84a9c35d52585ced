package kr.ondam.gateway;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.Courtesy;
import kr.ondam.channel.RawRequest;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that a provider with a [Courtesy] hears a 200, and in time; all others hear what
/// there is to hear.
final class Politeness {
  private static final Logger log = LoggerFactory.getLogger(Politeness.class);

  /// About a minute in all, in which a store usually comes back.
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  private final @Nullable Courtesy courtesy;
  private final Timers timers;
  private final Executor threads;
  private final Counter lost;

  /// @param threads runs what may block
  /// @param lost counts calls that were answered with [Courtesy.Trouble#LATE] and never stored;
  ///   their customers were asked to send them again
  Politeness(@Nullable Courtesy courtesy, Timers timers, Executor threads, Counter lost) {
    this.courtesy = courtesy;
    this.timers = timers;
    this.threads = threads;
    this.lost = lost;
  }

  /// What is answered to an authentic call that cannot be understood; empty where the provider is
  /// told that it was taken.
  Optional<GatewayResponse> unreadable(ChannelAccount account, RawRequest raw) {
    return Optional.ofNullable(courtesy)
        .map(polite -> told(polite.instead(account, raw, Courtesy.Trouble.UNREADABLE)));
  }

  /// Does the work of an authentic call and answers it; that it was taken is said only when it is
  /// stored (A1). The work goes on when the answer was late, and is done again when it failed after
  /// that, because the provider does not call again and not every customer does.
  ///
  /// @param work may be done more than once
  CompletionStage<GatewayResponse> answer(
      ChannelAccount account, RawRequest raw, Supplier<CompletionStage<GatewayResponse>> work) {
    var polite = courtesy;
    if (polite == null) {
      return work.get();
    }
    var answer = new CompletableFuture<GatewayResponse>();
    var alarm =
        timers.after(
            polite.patience(),
            () -> answer.complete(told(polite.instead(account, raw, Courtesy.Trouble.LATE))));
    answer.whenComplete((_, _) -> alarm.cancel());
    threads.execute(() ->
        done(work)
            .whenComplete((response, failure) -> {
              boolean heard =
                  answer.complete(
                      response != null && response.status() == 200
                          ? response
                          : told(polite.instead(account, raw, trouble(response, failure))));
              if (!heard && isPassing(response)) {
                again(account, work, 0);
              }
            }));
    return answer;
  }

  private void again(
      ChannelAccount account, Supplier<CompletionStage<GatewayResponse>> work, int pauses) {
    if (pauses == PAUSES.size()) {
      lost.increment();
      log.error(
          "a call of {} of {} could not be stored for a minute: its customer was asked to send it again",
          account.id(),
          account.tenant());
      return;
    }
    timers.after(
        PAUSES.get(pauses),
        () ->
            threads.execute(() ->
                done(work)
                    .whenComplete((response, _) -> {
                      if (isPassing(response)) {
                        again(account, work, pauses + 1);
                      }
                    })));
  }

  /// Whether another try may end otherwise.
  private static boolean isPassing(@Nullable GatewayResponse response) {
    return response == null || response.status() == 429 || response.status() >= 500;
  }

  private static CompletionStage<GatewayResponse> done(
      Supplier<CompletionStage<GatewayResponse>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Courtesy.Trouble trouble(
      @Nullable GatewayResponse response, @Nullable Throwable failure) {
    if (failure != null) {
      log.warn("a call could not be stored: {}", failure.getClass().getName());
    }
    return response != null && response.status() / 100 == 4 && response.status() != 429
        ? Courtesy.Trouble.UNREADABLE
        : Courtesy.Trouble.UNAVAILABLE;
  }

  private static GatewayResponse told(ChannelAdapter.Answer answer) {
    return GatewayResponse.text(200, answer.contentType(), answer.body());
  }
}
