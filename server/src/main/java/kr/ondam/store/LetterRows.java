package kr.ondam.store;

import java.util.List;
import java.util.UUID;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.store.DeliveryRows.DeadLetterRow;
import kr.ondam.tenant.TenantId;

/// Input that could not be understood.
final class LetterRows {
  private final Transactions transactions;

  LetterRows(Transactions transactions) {
    this.transactions = transactions;
  }

  List<DeadLetter> latest(TenantId tenant, int limit) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery("from DeadLetterRow order by id desc", DeadLetterRow.class)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(DeadLetterRow::letter)
                .toList());
  }

  void add(DeadLetter letter) {
    transactions.change(letter.tenant(), session -> session.insert(DeadLetterRow.of(letter)));
  }

  boolean remove(TenantId tenant, UUID id) {
    return transactions.write(
        tenant,
        s ->
            s.createMutationQuery("delete from DeadLetterRow where id = :id")
                    .setParameter("id", id)
                    .executeUpdate()
                == 1);
  }
}
