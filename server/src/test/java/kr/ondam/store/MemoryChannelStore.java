package kr.ondam.store;

import java.util.List;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.tenant.TenantId;

/// Channel accounts in memory.
final class MemoryChannelStore implements ChannelStore {
  private final MemoryTables tables;

  MemoryChannelStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public boolean save(ChannelAccount account) {
    try {
      tables.ledger.change(() -> {
        tables
            .accounts
            .find(account.tenant(), account.id())
            .ifPresent(before -> tables.accountKeys.remove(before.key()));
        tables.accountKeys.insert(account, account.key());
        tables.accounts.put(account, account.tenant(), account.id());
      });
      return true;
    } catch (DuplicateRow _) {
      return false;
    }
  }

  @Override
  public List<ChannelAccount> accounts(TenantId tenant) {
    return tables.ledger.run(() -> tables.accounts.under(tenant));
  }

  @Override
  public Optional<ChannelAccount> byKey(String key) {
    return tables.ledger.run(() -> tables.accountKeys.find(key));
  }
}
