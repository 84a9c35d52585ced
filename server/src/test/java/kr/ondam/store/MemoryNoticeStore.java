package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.DeliveryReport.State;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeStore;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

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
  public Optional<Notice> save(Notice notice) {
    return tables.ledger.run(() -> {
      var before = tables.notices.find(notice.tenant(), notice.id()).orElse(null);
      if (before == null || before.delivery() != Delivery.QUEUED) {
        return Optional.empty();
      }
      var now = notice;
      var name = notice.reference();
      if (name != null && !notice.begun()) {
        var early = tables.earlyReports.find(notice.tenant(), notice.account(), name);
        if (early.isPresent()) {
          now = notice.told(early.get());
          tables.earlyReports.remove(notice.tenant(), notice.account(), name);
        }
      }
      return moved(before, now);
    });
  }

  private Optional<Notice> moved(Notice before, Notice now) {
    put(now);
    if (now.delivery() == before.delivery()) {
      return Optional.empty();
    }
    tables.noticesSeen.remove(now.tenant(), now.id());
    return Optional.of(now);
  }

  @Override
  public List<Notice> report(DeliveryReport report) {
    return tables.ledger.run(() -> {
      var found =
          tables.notices.under(report.tenant()).stream()
              .filter(notice -> notice.account().equals(report.account()))
              .filter(notice ->
                  notice.reference() != null && report.references().contains(notice.reference()))
              .toList();
      if (found.isEmpty()) {
        early(report);
      }
      return found.stream().flatMap(notice -> moved(notice, notice.told(report)).stream()).toList();
    });
  }

  private void early(DeliveryReport report) {
    var name = report.references().getFirst();
    var before = tables.earlyReports.find(report.tenant(), report.account(), name);
    boolean newer =
        before.isEmpty() || report.state() != State.SENT && before.get().state() != State.DELIVERED;
    if (newer) {
      tables.earlyReports.put(report, report.tenant(), report.account(), name);
    }
  }

  @Override
  public List<Notice> problems(TenantId tenant, @Nullable HistoryPosition before, int limit) {
    return tables.ledger.run(() ->
        troubled(tables, tenant)
            .sorted(Comparator.comparing(Notice::position, HistoryPosition.NEWEST_FIRST))
            .filter(notice ->
                before == null
                    || HistoryPosition.NEWEST_FIRST.compare(notice.position(), before) > 0)
            .limit(limit)
            .toList());
  }

  static Stream<Notice> troubled(MemoryTables tables, TenantId tenant) {
    return tables.notices.under(tenant).stream()
        .filter(notice -> Notice.TROUBLED.contains(notice.delivery()))
        .filter(notice -> !tables.noticesSeen.has(tenant, notice.id()));
  }

  @Override
  public boolean dismiss(TenantId tenant, UUID id) {
    return tables.ledger.run(() -> seen(tenant, id));
  }

  @Override
  public boolean again(UUID before, Notice fresh) {
    return tables.ledger.run(() -> {
      boolean open = seen(fresh.tenant(), before);
      if (open) {
        put(fresh);
      }
      return open;
    });
  }

  private boolean seen(TenantId tenant, UUID id) {
    var open = troubled(tables, tenant).filter(notice -> notice.id().equals(id)).findFirst();
    open.ifPresent(notice -> tables.noticesSeen.put(notice, tenant, id));
    return open.isPresent();
  }

  @Override
  public int removeNames(TenantId tenant, Instant before, int most) {
    return tables.ledger.run(() -> {
      var old =
          tables.earlyReports.under(tenant).stream()
              .filter(report -> report.at().isBefore(before))
              .limit(most)
              .toList();
      old.forEach(report ->
          tables.earlyReports.remove(tenant, report.account(), report.references().getFirst()));
      return old.size();
    });
  }
}
