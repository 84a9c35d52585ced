package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes recorded events that are older than they are kept for, a few at a time, so that
/// partitions hardly wait for it.
public final class RecordExpiry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordExpiry.class);
  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int STEP = 1_000;

  private final RoutingStore store;
  private final TenantStore tenants;
  private final Timers timers;
  private final InstantSource clock;
  private final Duration kept;
  private Alarm alarm = () -> {};
  private boolean closed;

  public RecordExpiry(
      RoutingStore store, TenantStore tenants, Timers timers, InstantSource clock, Duration kept) {
    this.store = store;
    this.tenants = tenants;
    this.timers = timers;
    this.clock = clock;
    this.kept = kept;
    after(FIRST);
  }

  private synchronized void after(Duration pause) {
    if (!closed) {
      alarm = timers.after(pause, () -> Thread.startVirtualThread(this::expire));
    }
  }

  private void expire() {
    boolean more = false;
    try {
      Instant before = clock.instant().minus(kept);
      for (Tenant tenant : tenants.tenants()) {
        more |= store.removeEvents(tenant.id(), before, STEP) == STEP;
      }
    } catch (StoreUnavailable _) {
      log.warn("routing events that have expired wait for the store");
    } finally {
      after(more ? BETWEEN : EVERY);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    alarm.cancel();
  }
}
