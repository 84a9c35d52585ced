package kr.ondam.launch;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells somebody who reads what was edited of a tenant: once at a time, so that the last read
/// counts, and again until the store could be read.
final class EditListener implements Consumer<TenantId> {
  private static final Logger log = LoggerFactory.getLogger(EditListener.class);
  static final Duration AGAIN = Duration.ofSeconds(5);

  private final Consumer<TenantId> reader;
  private final Timers timers;
  private final Executor executor;

  /// `reader` may throw [StoreUnavailable].
  EditListener(Consumer<TenantId> reader, Timers timers, Executor executor) {
    this.reader = reader;
    this.timers = timers;
    this.executor = executor;
  }

  @Override
  public void accept(TenantId tenant) {
    try {
      synchronized (this) {
        reader.accept(tenant);
      }
    } catch (StoreUnavailable e) {
      log.warn("an edit of {} is taken up later: {}", tenant, e.getClass().getName());
      timers.after(AGAIN, () -> executor.execute(() -> accept(tenant)));
    }
  }
}
