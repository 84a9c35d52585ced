package kr.ondam.tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what all tenants keep no longer, a few rows at a time, so that nobody waits for it.
public final class Expiry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Expiry.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int STEP = 1_000;

  /// What is deleted and after what time.
  ///
  /// @param what as the log names it, such as `routing events`
  /// @param kept how long each is kept
  public record Kept(String what, Duration kept, Deletion deletion) {}

  /// Deletes rows of a store.
  public interface Deletion {
    /// Deletes at most `most` rows of a tenant from before an instant; answers how many there were.
    ///
    /// @throws StoreUnavailable when nothing can be stored now
    int delete(TenantId tenant, Instant before, int most);
  }

  private final Kept kept;
  private final TenantStore tenants;
  private final Timers timers;
  private final InstantSource clock;
  private final Executor executor;
  private Alarm alarm = () -> {};
  private boolean closed;

  /// @param first pause before it begins, so that a start is over by then
  /// @param executor runs a deletion, which blocks
  public Expiry(
      Kept kept,
      TenantStore tenants,
      Timers timers,
      InstantSource clock,
      Duration first,
      Executor executor) {
    this.kept = kept;
    this.tenants = tenants;
    this.timers = timers;
    this.clock = clock;
    this.executor = executor;
    after(first);
  }

  private synchronized void after(Duration pause) {
    if (!closed) {
      alarm = timers.after(pause, () -> executor.execute(this::expire));
    }
  }

  private void expire() {
    boolean more = false;
    try {
      var before = clock.instant().minus(kept.kept());
      // What belongs to the group itself expires too.
      more = kept.deletion().delete(TenantId.GROUP, before, STEP) == STEP;
      for (Tenant tenant : tenants.tenants()) {
        more |= kept.deletion().delete(tenant.id(), before, STEP) == STEP;
      }
    } catch (StoreUnavailable _) {
      log.warn("{} that have expired wait for the store", kept.what());
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
