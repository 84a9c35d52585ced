package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.kakao.skill.Callback;
import kr.ondam.channel.kakao.skill.CallbackStore;
import kr.ondam.tenant.TenantId;

/// One-time addresses in memory.
final class MemoryCallbackStore implements CallbackStore {
  record Row(Callback callback, boolean used) {}

  private final MemoryTables tables;

  MemoryCallbackStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void keep(TenantId tenant, ChannelAccountId account, Callback callback) {
    tables.ledger.change(() -> {
      if (!tables.callbacks.has(tenant, account, callback.id())) {
        put(tenant, account, callback, false);
      }
    });
  }

  @Override
  public Optional<Callback> take(
      TenantId tenant, ChannelAccountId account, String externalUser, Instant oldest) {
    return tables.ledger.run(() -> {
      var newest =
          tables.callbacks.under(tenant, account).stream()
              .filter(row -> !row.used())
              .map(Row::callback)
              .filter(callback -> callback.externalUser().equals(externalUser))
              .filter(callback -> !callback.receivedAt().isBefore(oldest))
              .max(Comparator.comparing(Callback::receivedAt));
      newest.ifPresent(callback -> put(tenant, account, callback, true));
      return newest;
    });
  }

  @Override
  public void giveBack(TenantId tenant, ChannelAccountId account, Callback callback) {
    tables.ledger.change(() -> put(tenant, account, callback, false));
  }

  private void put(TenantId tenant, ChannelAccountId account, Callback callback, boolean used) {
    tables.callbacks.put(new Row(callback, used), tenant, account, callback.id());
  }

  @Override
  public int removeBefore(TenantId tenant, Instant before, int most) {
    return tables.ledger.run(() -> {
      int removed = 0;
      for (var account : tables.accounts.under(tenant)) {
        for (var row : tables.callbacks.under(tenant, account.id())) {
          if (removed < most && row.callback().receivedAt().isBefore(before)) {
            tables.callbacks.remove(tenant, account.id(), row.callback().id());
            removed++;
          }
        }
      }
      return removed;
    });
  }
}
