package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.media.AttachmentStore;
import kr.ondam.store.AttachmentRows.AttachmentRow;
import kr.ondam.store.TenantRows.NumberedKey;
import kr.ondam.tenant.TenantId;

/// Attachments in the database.
final class HibernateAttachmentStore implements AttachmentStore {
  private final Transactions transactions;

  HibernateAttachmentStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Attachment> find(TenantId tenant, AttachmentId id) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(AttachmentRow.class, new NumberedKey(tenant.value(), id.value())))
                .map(AttachmentRow::attachment));
  }

  @Override
  public List<Attachment> of(TenantId tenant, ConversationId conversation) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from AttachmentRow where tenantId = :tenant and conversationId = :id"
                        + " order by seq, part",
                    AttachmentRow.class)
                .setParameter("tenant", tenant.value())
                .setParameter("id", conversation.value())
                .getResultList()
                .stream()
                .map(AttachmentRow::attachment)
                .toList());
  }

  @Override
  public List<Attachment> due(Instant now, Set<Account> without, int limit) {
    var busy = without.stream().map(a -> a.tenant() + "/" + a.id().value()).toList();
    return transactions.readAll(s -> {
      var query =
          s.createSelectionQuery(
                  "from AttachmentRow where state = :state"
                      + " and (dueAt <= :now or dueAt > :late or tries = 0)"
                      + (busy.isEmpty()
                          ? ""
                          : " and concat(tenantId, '/', accountId) not in (:busy)")
                      + " order by dueAt, id",
                  AttachmentRow.class)
              .setParameter("state", AttachmentState.PENDING.name())
              .setParameter("now", now)
              .setParameter("late", now.plus(LONGEST_PAUSE))
              .setMaxResults(limit);
      if (!busy.isEmpty()) {
        query.setParameterList("busy", busy);
      }
      return query.getResultList().stream().map(AttachmentRow::attachment).toList();
    });
  }

  @Override
  public boolean settle(Attachment attachment) {
    return transactions.write(
        attachment.tenant(),
        s -> {
          var key = new NumberedKey(attachment.tenant().value(), attachment.id().value());
          var row = s.get(AttachmentRow.class, key);
          if (row == null || !row.state.equals(AttachmentState.PENDING.name())) {
            return false;
          }
          s.update(AttachmentRow.of(attachment));
          return true;
        });
  }

  @Override
  public Optional<Attachment> wantAfresh(TenantId tenant, AttachmentId id, Instant now) {
    return transactions.write(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(AttachmentRow.class, new NumberedKey(tenant.value(), id.value())))
                .map(row -> row.attachment())
                .filter(Attachment::missing)
                .map(missing -> missing.afresh(now))
                .map(wanted -> {
                  s.update(AttachmentRow.of(wanted));
                  return wanted;
                }));
  }
}
