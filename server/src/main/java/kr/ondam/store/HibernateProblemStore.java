package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.DeliveryProblem;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.ProblemStore;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.ConversationRows.MessageRow;
import kr.ondam.store.DeliveryRows.DeadLetterRow;
import kr.ondam.tenant.TenantId;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/// What went wrong on the way to and from customers, in the database.
final class HibernateProblemStore implements ProblemStore {
  private static final String PROBLEMS =
      """
      select c, m from DeliveryProblemRow p
      join MessageRow m on m.conversationId = p.conversationId and m.seq = p.seq
      join ConversationRow c on c.id = p.conversationId
      """;

  private final Transactions transactions;

  HibernateProblemStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<DeliveryProblem> problems(TenantId tenant, @Nullable MessageId before, int limit) {
    return transactions.read(
        tenant,
        s -> {
          var where = before == null ? "" : "where p.id < :before ";
          var query =
              s.createSelectionQuery(PROBLEMS + where + "order by p.id desc", Object[].class);
          if (before != null) {
            query.setParameter("before", before.value());
          }
          return read(query.setMaxResults(limit));
        });
  }

  @Override
  public Optional<DeliveryProblem> problem(TenantId tenant, MessageId message) {
    return transactions.read(
        tenant,
        s ->
            read(
                    s.createSelectionQuery(PROBLEMS + "where p.id = :id", Object[].class)
                        .setParameter("id", message.value()))
                .stream()
                .findFirst());
  }

  private static List<DeliveryProblem> read(SelectionQuery<Object[]> query) {
    return query.getResultList().stream()
        .map(row ->
            new DeliveryProblem(
                ((ConversationRow) row[0]).conversation(), ((MessageRow) row[1]).message()))
        .toList();
  }

  @Override
  public boolean dismiss(TenantId tenant, MessageId message) {
    return transactions.write(
        tenant,
        s ->
            s.createMutationQuery("delete from DeliveryProblemRow where id = :id")
                    .setParameter("id", message.value())
                    .executeUpdate()
                == 1);
  }

  @Override
  public List<DeadLetter> letters(TenantId tenant, @Nullable UUID before, int limit) {
    return transactions.read(
        tenant,
        s -> {
          var where = before == null ? "" : "where id < :before ";
          var query =
              s.createSelectionQuery(
                  "from DeadLetterRow " + where + "order by id desc", DeadLetterRow.class);
          if (before != null) {
            query.setParameter("before", before);
          }
          return query.setMaxResults(limit).getResultList().stream()
              .map(DeadLetterRow::letter)
              .toList();
        });
  }

  @Override
  public Optional<DeadLetter> letter(TenantId tenant, UUID id) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(DeadLetterRow.class, new TenantRows.NumberedKey(tenant.value(), id)))
                .map(DeadLetterRow::letter));
  }

  @Override
  public int open(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            count(s, "DeliveryProblemRow")
                + count(s, "DeadLetterRow")
                + HibernateNoticeStore.troubled(s, tenant));
  }

  @Override
  public int removeLetters(TenantId tenant, Instant before, int most) {
    return transactions.write(
        tenant,
        s -> {
          List<DeadLetterRow> old =
              s.createSelectionQuery(
                      "from DeadLetterRow where at < :before order by at", DeadLetterRow.class)
                  .setParameter("before", before)
                  .setMaxResults(most)
                  .getResultList();
          old.forEach(s::delete);
          return old.size();
        });
  }

  private static int count(StatelessSession session, String entity) {
    return session
        .createSelectionQuery("select count(*) from " + entity, Long.class)
        .getSingleResult()
        .intValue();
  }
}
