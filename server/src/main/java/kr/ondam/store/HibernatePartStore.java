package kr.ondam.store;

import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.sms.smpp.PartStore;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.store.SmsRows.PartKey;
import kr.ondam.store.SmsRows.SmsPartRow;
import kr.ondam.tenant.TenantId;

/// Parts of text messages over a database.
final class HibernatePartStore implements PartStore {
  private final Transactions transactions;

  HibernatePartStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void keep(TenantId tenant, ChannelAccountId account, Piece piece) {
    try {
      transactions.change(
          tenant,
          s -> {
            if (s.get(SmsPartRow.class, PartKey.of(tenant.value(), account.value(), piece))
                == null) {
              s.insert(SmsPartRow.of(tenant.value(), account.value(), piece));
            }
          });
    } catch (DuplicateRow _) {
      // Another bind was a moment earlier.
    }
  }

  @Override
  public List<Piece> parts(TenantId tenant, ChannelAccountId account) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from SmsPartRow where accountId = :account order by at, number",
                    SmsPartRow.class)
                .setParameter("account", account.value())
                .getResultList()
                .stream()
                .map(SmsPartRow::piece)
                .toList());
  }

  @Override
  public void remove(TenantId tenant, ChannelAccountId account, List<Piece> pieces) {
    transactions.change(
        tenant,
        s ->
            pieces.forEach(piece -> {
              var row = s.get(SmsPartRow.class, PartKey.of(tenant.value(), account.value(), piece));
              if (row != null) {
                s.delete(row);
              }
            }));
  }
}
