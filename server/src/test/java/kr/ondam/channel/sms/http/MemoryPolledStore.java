package kr.ondam.channel.sms.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// Answers to polls in memory; can be told to fail.
public final class MemoryPolledStore implements PolledStore {
  private final List<Polled> rows = new ArrayList<>();
  private boolean down;
  private boolean silent;

  public synchronized void down(boolean refused) {
    down = refused;
  }

  /// The next answer is kept, but goes away before saying so.
  public synchronized void silent() {
    silent = true;
  }

  private void check() {
    if (down) {
      throw new StoreUnavailable("down", new IllegalStateException("down"));
    }
  }

  @Override
  public synchronized void keep(Polled polled) {
    check();
    boolean there =
        rows.stream()
            .anyMatch(r -> r.tenant().equals(polled.tenant()) && r.id().equals(polled.id()));
    if (!there) {
      rows.add(polled);
    }
    if (silent) {
      silent = false;
      throw new StoreUnavailable("lost", new IllegalStateException("lost"));
    }
  }

  @Override
  public synchronized List<Polled> kept(TenantId tenant, ChannelAccountId account, String feed) {
    check();
    return rows.stream()
        .filter(r -> r.tenant().equals(tenant) && r.account().equals(account))
        .filter(r -> r.feed().equals(feed))
        .sorted(Comparator.comparing(Polled::id))
        .toList();
  }

  @Override
  public synchronized void done(Polled polled) {
    check();
    rows.removeIf(r -> r.tenant().equals(polled.tenant()) && r.id().equals(polled.id()));
  }

  synchronized List<Polled> all() {
    return List.copyOf(rows);
  }
}
