package kr.ondam.launch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import kr.ondam.media.Uploads;
import kr.ondam.store.Stores;
import kr.ondam.tenant.Expiry;
import kr.ondam.time.Timers;

/// What is deleted after a while.
final class Expiries {
  /// No provider reports later than that.
  private static final Duration REFERENCES = Duration.ofDays(7);

  /// What nobody has seen to by then nobody will, and it holds what customers said.
  private static final Duration LETTERS = Duration.ofDays(90);

  /// A session of 상담톡 ends so long after the customer's last message: nothing comes any more.
  private static final Duration ENTRY_POINTS = Duration.ofDays(30);

  /// A call that comes again comes sooner than that.
  private static final Duration CALLBACKS = Duration.ofDays(1);

  private Expiries() {}

  static List<Expiry> of(
      ServerConfig config, Stores stores, Uploads uploads, Timers timers, InstantSource clock) {
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    var events =
        new Expiry.Kept(
            "routing events", config.routing().recordKept(), stores.routing()::removeEvents);
    var calls =
        new Expiry.Kept("references of calls", REFERENCES, stores.sentCalls()::removeBefore);
    var callbacks =
        new Expiry.Kept("one-time addresses", CALLBACKS, stores.callbacks()::removeBefore);
    var entryPoints =
        new Expiry.Kept(
            "entry points without a message",
            ENTRY_POINTS,
            stores.conversations()::removeReferences);
    var unsent =
        new Expiry.Kept(
            "files nobody sent",
            Uploads.KEPT,
            (tenant, before, most) -> uploads.removeBefore(tenant, true, before, most));
    var customers =
        new Expiry.Kept(
            "files no customer sent",
            Uploads.KEPT_OF_CUSTOMERS,
            (tenant, before, most) -> uploads.removeBefore(tenant, false, before, most));
    var letters = new Expiry.Kept("dead letters", LETTERS, stores.problems()::removeLetters);
    var names = new Expiry.Kept("names of notices", REFERENCES, stores.notices()::removeNames);
    return List.of(
        new Expiry(events, stores.tenants(), timers, clock, Duration.ofMinutes(10), executor),
        new Expiry(calls, stores.tenants(), timers, clock, Duration.ofMinutes(20), executor),
        new Expiry(entryPoints, stores.tenants(), timers, clock, Duration.ofMinutes(50), executor),
        new Expiry(unsent, stores.tenants(), timers, clock, Duration.ofMinutes(30), executor),
        new Expiry(customers, stores.tenants(), timers, clock, Duration.ofMinutes(5), executor),
        new Expiry(letters, stores.tenants(), timers, clock, Duration.ofMinutes(15), executor),
        new Expiry(names, stores.tenants(), timers, clock, Duration.ofMinutes(25), executor),
        new Expiry(callbacks, stores.tenants(), timers, clock, Duration.ofMinutes(40), executor));
  }
}
