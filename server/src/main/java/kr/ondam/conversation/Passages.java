package kr.ondam.conversation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.time.Timers;

/// The ways to all channel accounts, each made when it is first asked for, with its gauge. Any
/// thread may call it.
final class Passages<T extends Passenger> {
  private final InstantSource clock;
  private final Timers timers;
  private final RandomGenerator random;
  private final Consumer<T> start;
  private final int atOnce;
  private final String gauge;
  private final MeterRegistry meters;
  private final ConcurrentHashMap<Passage.Account, Passage<T>> all = new ConcurrentHashMap<>();

  /// Those of the [Outbox].
  Passages(
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      Consumer<T> start,
      MeterRegistry meters) {
    this(clock, timers, random, start, ChannelAdapter.WIDTH, "ondam.outbox.breaker", meters);
  }

  /// `start` and `atOnce` as in [Passage].
  ///
  /// @param gauge its name, such as `ondam.outbox.breaker`
  Passages(
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      Consumer<T> start,
      int atOnce,
      String gauge,
      MeterRegistry meters) {
    this.clock = clock;
    this.timers = timers;
    this.random = random;
    this.start = start;
    this.atOnce = atOnce;
    this.gauge = gauge;
    this.meters = meters;
  }

  Passage<T> of(Passage.Account account) {
    return all.computeIfAbsent(account, this::make);
  }

  private Passage<T> make(Passage.Account account) {
    var passage = new Passage<>(account, new Breaker(clock, random), clock, timers, start, atOnce);
    Gauge.builder(gauge, passage, Passage::level)
        .description("0 calls are made, 1 the provider asked for a pause, 2 the breaker is open")
        .tag("tenant", account.tenant().value())
        .tag("account", account.id().value())
        .register(meters);
    return passage;
  }

  /// Lets nothing in any more.
  void stop() {
    all.values().forEach(Passage::stop);
  }
}
