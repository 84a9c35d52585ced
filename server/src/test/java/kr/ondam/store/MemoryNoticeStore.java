package kr.ondam.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeStore;
import kr.ondam.customer.CustomerId;
import kr.ondam.tenant.TenantId;

/// Notices in memory.
final class MemoryNoticeStore implements NoticeStore {
  private final MemoryTables tables;

  MemoryNoticeStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public boolean add(Notice notice) {
    return tables.ledger.run(() -> {
      tables.customers.require(notice.tenant(), notice.customer());
      if (tables.notices.has(notice.tenant(), notice.id())) {
        return false;
      }
      put(notice);
      return true;
    });
  }

  private void put(Notice notice) {
    tables.notices.put(notice, notice.tenant(), notice.id());
  }

  @Override
  public Optional<Notice> find(TenantId tenant, UUID id) {
    return tables.ledger.run(() -> tables.notices.find(tenant, id));
  }

  @Override
  public List<Notice> of(TenantId tenant, CustomerId customer, int limit) {
    return tables.ledger.run(() ->
        tables.notices.under(tenant).stream()
            .filter(notice -> notice.customer().equals(customer))
            .sorted(Comparator.comparing(Notice::createdAt).reversed().thenComparing(Notice::id))
            .limit(limit)
            .toList());
  }

  @Override
  public List<Notice> waiting() {
    return tables.ledger.run(() ->
        tables.notices.all().stream()
            .filter(notice -> notice.delivery() == Delivery.QUEUED)
            .sorted(Comparator.comparing(Notice::createdAt).thenComparing(Notice::id))
            .toList());
  }

  @Override
  public void save(Notice notice) {
    tables.ledger.change(() ->
        tables
            .notices
            .find(notice.tenant(), notice.id())
            .filter(before -> before.delivery() == Delivery.QUEUED)
            .ifPresent(_ -> put(notice)));
  }

  @Override
  public boolean report(DeliveryReport report) {
    return tables.ledger.run(() -> {
      var found =
          tables.notices.under(report.tenant()).stream()
              .filter(notice -> notice.account().equals(report.account()))
              .filter(notice ->
                  notice.reference() != null && report.references().contains(notice.reference()))
              .toList();
      found.forEach(notice -> put(notice.told(report)));
      return !found.isEmpty();
    });
  }
}
