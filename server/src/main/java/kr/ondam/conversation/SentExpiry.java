package kr.ondam.conversation;

import java.time.Duration;
import java.time.InstantSource;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets references of calls after a week: no provider reports later than that.
public final class SentExpiry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SentExpiry.class);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration FIRST = Duration.ofMinutes(20);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int STEP = 1_000;

  private final SentCallStore store;
  private final TenantStore tenants;
  private final Timers timers;
  private final InstantSource clock;
  private Alarm alarm = () -> {};
  private boolean closed;

  public SentExpiry(SentCallStore store, TenantStore tenants, Timers timers, InstantSource clock) {
    this.store = store;
    this.tenants = tenants;
    this.timers = timers;
    this.clock = clock;
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
      var before = clock.instant().minus(KEPT);
      for (Tenant tenant : tenants.tenants()) {
        more |= store.removeBefore(tenant.id(), before, STEP) == STEP;
      }
    } catch (StoreUnavailable _) {
      log.warn("references that have expired wait for the store");
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
