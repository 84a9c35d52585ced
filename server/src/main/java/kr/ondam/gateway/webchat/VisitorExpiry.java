package kr.ondam.gateway.webchat;

import java.time.Duration;
import kr.ondam.customer.VisitorStore;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.Alarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes visitors whose token has expired, once a day: what somebody typed into the form is kept
/// no longer than it is good for.
final class VisitorExpiry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VisitorExpiry.class);
  private static final Duration FIRST = Duration.ofHours(1);
  private static final Duration EVERY = Duration.ofDays(1);

  private final TenantStore tenants;
  private final VisitorStore visitors;
  private final ChatTools tools;
  private Alarm alarm = () -> {};
  private boolean closed;

  VisitorExpiry(TenantStore tenants, VisitorStore visitors, ChatTools tools) {
    this.tenants = tenants;
    this.visitors = visitors;
    this.tools = tools;
    after(FIRST);
  }

  private synchronized void after(Duration pause) {
    if (!closed) {
      alarm = tools.timers().after(pause, () -> tools.executor().execute(this::expire));
    }
  }

  private void expire() {
    try {
      for (Tenant tenant : tenants.tenants()) {
        visitors.removeExpired(tenant.id(), tools.clock().instant());
      }
    } catch (StoreUnavailable _) {
      log.warn("visitors that have expired wait for the store");
    } finally {
      after(EVERY);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    alarm.cancel();
  }
}
