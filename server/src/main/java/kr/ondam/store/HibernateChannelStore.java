package kr.ondam.store;

import java.util.List;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.store.TenantRows.ChannelAccountRow;
import kr.ondam.tenant.TenantId;

/// Channel accounts in the database.
final class HibernateChannelStore implements ChannelStore {
  private final Transactions transactions;

  HibernateChannelStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean save(ChannelAccount account) {
    try {
      transactions.change(
          account.tenant(), session -> session.upsert(ChannelAccountRow.of(account)));
      return true;
    } catch (DuplicateRow e) {
      return false;
    }
  }

  @Override
  public List<ChannelAccount> accounts(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            Rows.of(ChannelAccountRow.class)
                .where("tenantId", tenant.value())
                .orderBy("id")
                .read(s)
                .stream()
                .map(ChannelAccountRow::account)
                .toList());
  }

  @Override
  public Optional<ChannelAccount> byKey(String key) {
    return transactions.readAll(s ->
        s
            .createSelectionQuery(
                "from ChannelAccountRow where pathKey = :key", ChannelAccountRow.class)
            .setParameter("key", key)
            .getResultList()
            .stream()
            .findFirst()
            .map(ChannelAccountRow::account));
  }
}
