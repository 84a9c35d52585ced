package kr.ondam.conversation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import kr.ondam.time.Timers;

/// The ways to all channel accounts, each made when it is first asked for, with its gauge
/// `ondam.outbox.breaker`. Any thread may call it.
final class Passages {
  private final InstantSource clock;
  private final Timers timers;
  private final RandomGenerator random;
  private final Consumer<Trip> start;
  private final MeterRegistry meters;
  private final ConcurrentHashMap<Passage.Account, Passage> all = new ConcurrentHashMap<>();

  /// `start` as in [Passage].
  Passages(
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      Consumer<Trip> start,
      MeterRegistry meters) {
    this.clock = clock;
    this.timers = timers;
    this.random = random;
    this.start = start;
    this.meters = meters;
  }

  Passage of(Passage.Account account) {
    return all.computeIfAbsent(account, this::make);
  }

  private Passage make(Passage.Account account) {
    var passage = new Passage(account, new Breaker(clock, random), clock, timers, start);
    Gauge.builder("ondam.outbox.breaker", passage, Passage::level)
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
