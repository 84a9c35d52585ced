package kr.ondam.store;

import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.sms.http.Polled;
import kr.ondam.channel.sms.http.PolledStore;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.store.SmsRows.PolledRow;
import kr.ondam.tenant.TenantId;

/// Answers to polls over a database.
final class HibernatePolledStore implements PolledStore {
  private final Transactions transactions;

  HibernatePolledStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void keep(Polled polled) {
    try {
      transactions.change(polled.tenant(), session -> session.insert(PolledRow.of(polled)));
    } catch (DuplicateRow _) {
      // It was committed when the store went away before saying so.
      transactions.keep();
    }
  }

  @Override
  public List<Polled> kept(TenantId tenant, ChannelAccountId account, String feed) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from PolledRow where accountId = :account and feed = :feed order by id",
                    PolledRow.class)
                .setParameter("account", account.value())
                .setParameter("feed", feed)
                .getResultList()
                .stream()
                .map(PolledRow::polled)
                .toList());
  }

  @Override
  public void done(Polled polled) {
    transactions.commit(
        polled.tenant(),
        s ->
            s.createMutationQuery("delete from PolledRow where id = :id")
                .setParameter("id", polled.id())
                .executeUpdate());
  }
}
