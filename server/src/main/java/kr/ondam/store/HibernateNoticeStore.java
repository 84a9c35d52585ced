package kr.ondam.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeStore;
import kr.ondam.customer.CustomerId;
import kr.ondam.store.NoticeRows.NoticeKey;
import kr.ondam.store.NoticeRows.NoticeRow;
import kr.ondam.tenant.TenantId;
import org.hibernate.LockMode;

/// Notices over a database.
final class HibernateNoticeStore implements NoticeStore {
  private final Transactions transactions;

  HibernateNoticeStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(Notice notice) {
    try {
      transactions.change(notice.tenant(), s -> s.insert(NoticeRow.of(notice)));
      return true;
    } catch (DuplicateRow e) {
      return false;
    }
  }

  @Override
  public Optional<Notice> find(TenantId tenant, UUID id) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(s.get(NoticeRow.class, new NoticeKey(tenant.value(), id)))
                .map(NoticeRow::notice));
  }

  @Override
  public List<Notice> of(TenantId tenant, CustomerId customer, int limit) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from NoticeRow where tenantId = :tenant and customerId = :customer"
                        + " order by createdAt desc, id",
                    NoticeRow.class)
                .setParameter("tenant", tenant.value())
                .setParameter("customer", customer.value())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(NoticeRow::notice)
                .toList());
  }

  @Override
  public List<Notice> waiting() {
    return transactions.readAll(s ->
        Rows.of(NoticeRow.class)
            .where("delivery", Delivery.QUEUED.name())
            .orderBy("createdAt", "id")
            .read(s)
            .stream()
            .map(NoticeRow::notice)
            .toList());
  }

  @Override
  public void save(Notice notice) {
    transactions.change(
        notice.tenant(),
        s -> {
          var row =
              s.get(
                  NoticeRow.class,
                  new NoticeKey(notice.tenant().value(), notice.id()),
                  LockMode.PESSIMISTIC_WRITE);
          if (row != null && row.delivery.equals(Delivery.QUEUED.name())) {
            row.reach(notice);
            s.update(row);
          }
        });
  }

  @Override
  public boolean report(DeliveryReport report) {
    return transactions.write(
        report.tenant(),
        s -> {
          var found =
              s.createSelectionQuery(
                      "from NoticeRow where tenantId = :tenant and accountId = :account"
                          + " and reference in (:references)",
                      NoticeRow.class)
                  .setParameter("tenant", report.tenant().value())
                  .setParameter("account", report.account().value())
                  .setParameter("references", report.references())
                  .getResultList();
          for (var row : found) {
            var now = row.notice().told(report);
            row.reach(now);
            s.update(row);
          }
          return !found.isEmpty();
        });
  }
}
