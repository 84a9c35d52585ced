package kr.ondam.store;

import java.util.Optional;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Originals;
import kr.ondam.store.ConversationRows.MessageKey;
import kr.ondam.store.ConversationRows.MessageRow;
import kr.ondam.tenant.TenantId;

/// Originals of messages in the database.
final class HibernateOriginals implements Originals {
  private final Transactions transactions;

  HibernateOriginals(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<String> of(TenantId tenant, ConversationId conversation, long seq) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(
                        MessageRow.class,
                        new MessageKey(tenant.value(), conversation.value(), seq)))
                .map(row -> row.raw));
  }
}
