package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeStore;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.store.NoticeRows.NameKey;
import kr.ondam.store.NoticeRows.NoticeKey;
import kr.ondam.store.NoticeRows.NoticeNameRow;
import kr.ondam.store.NoticeRows.NoticeRow;
import kr.ondam.tenant.TenantId;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Notices over a database. An answer and a report may bring the same name at the same time;
/// whoever finds the other's row there begins again.
final class HibernateNoticeStore implements NoticeStore {
  private static final String TROUBLED =
      "tenantId = :tenant and delivery in (:troubled) and seen = false";
  private static final List<String> TROUBLES =
      Notice.TROUBLED.stream().map(Delivery::name).sorted().toList();

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
  public Optional<Notice> save(Notice notice) {
    return retried(
        notice.tenant(),
        s -> {
          var row = locked(s, notice.tenant(), notice.id());
          if (row == null || !row.delivery.equals(Delivery.QUEUED.name())) {
            return Optional.empty();
          }
          var name = notice.reference();
          var before = row.reference;
          row.reach(notice);
          // The name under which a call is begun is stored before the call, so that no report of it
          // is earlier.
          if (name != null && !notice.begun() && !name.equals(before)) {
            claim(s, row, name, notice.createdAt());
          }
          s.update(row);
          return moved(Delivery.QUEUED.name(), row);
        });
  }

  /// What was reported under this name before a notice had it counts now.
  private static void claim(StatelessSession s, NoticeRow row, String name, Instant at) {
    var early = name(s, row.tenantId, row.accountId, name);
    if (early == null) {
      s.insert(NoticeNameRow.known(row, name, at));
    } else if (!early.known) {
      row.reach(row.notice().told(early.report()));
      early.known = true;
      s.update(early);
    }
  }

  @Override
  public List<Notice> report(DeliveryReport report) {
    return retried(
        report.tenant(),
        s -> {
          var found = named(s, report);
          if (found.isEmpty()) {
            var reference = report.references().getFirst();
            var name = name(s, report.tenant().value(), report.account().value(), reference);
            if (name == null) {
              s.insert(NoticeNameRow.early(report, reference));
            } else if (!name.known) {
              name.forward(report);
              s.update(name);
            } else {
              found = named(s, report); // it got the name meanwhile
            }
          }
          return found.stream().flatMap(id -> tell(s, id, report).stream()).toList();
        });
  }

  private static List<UUID> named(StatelessSession s, DeliveryReport report) {
    return s.createSelectionQuery(
            "select id from NoticeRow where tenantId = :tenant and accountId = :account"
                + " and reference in (:references) order by id",
            UUID.class)
        .setParameter("tenant", report.tenant().value())
        .setParameter("account", report.account().value())
        .setParameter("references", report.references())
        .getResultList();
  }

  /// Two reports of one notice may come at once: each has to see what the other has said (O6).
  private static Optional<Notice> tell(StatelessSession s, UUID id, DeliveryReport report) {
    var row = locked(s, report.tenant(), id);
    if (row == null) {
      return Optional.empty();
    }
    var before = row.delivery;
    row.reach(row.notice().told(report));
    s.update(row);
    return moved(before, row);
  }

  private static Optional<Notice> moved(String before, NoticeRow row) {
    return before.equals(row.delivery) ? Optional.empty() : Optional.of(row.notice());
  }

  private static @Nullable NoticeRow locked(StatelessSession s, TenantId tenant, UUID id) {
    return s.get(NoticeRow.class, new NoticeKey(tenant.value(), id), LockMode.PESSIMISTIC_WRITE);
  }

  private static @Nullable NoticeNameRow name(
      StatelessSession s, String tenant, String account, String reference) {
    var key = new NameKey(tenant, account, reference);
    return s.get(NoticeNameRow.class, key, LockMode.PESSIMISTIC_WRITE);
  }

  private <T> T retried(TenantId tenant, Function<StatelessSession, T> work) {
    try {
      return transactions.write(tenant, work);
    } catch (DuplicateRow _) {
      // The other's row is there now.
      return transactions.write(tenant, work);
    }
  }

  @Override
  public List<Notice> problems(TenantId tenant, @Nullable HistoryPosition before, int limit) {
    return transactions.read(
        tenant,
        s -> {
          var after =
              before == null ? "" : " and (createdAt < :at or createdAt = :at and id < :id)";
          var query =
              s.createSelectionQuery(
                      "from NoticeRow where "
                          + TROUBLED
                          + after
                          + " order by createdAt desc, id desc",
                      NoticeRow.class)
                  .setParameter("tenant", tenant.value())
                  .setParameter("troubled", TROUBLES);
          if (before != null) {
            query.setParameter("at", before.at()).setParameter("id", before.id());
          }
          return query.setMaxResults(limit).getResultList().stream()
              .map(NoticeRow::notice)
              .toList();
        });
  }

  /// How many notices nobody has seen to.
  static int troubled(StatelessSession s, TenantId tenant) {
    return s.createSelectionQuery("select count(*) from NoticeRow where " + TROUBLED, Long.class)
        .setParameter("tenant", tenant.value())
        .setParameter("troubled", TROUBLES)
        .getSingleResult()
        .intValue();
  }

  @Override
  public boolean dismiss(TenantId tenant, UUID id) {
    return transactions.write(tenant, s -> seen(s, tenant, id));
  }

  @Override
  public boolean again(UUID before, Notice fresh) {
    return transactions.write(
        fresh.tenant(),
        s -> {
          boolean open = seen(s, fresh.tenant(), before);
          if (open) {
            s.insert(NoticeRow.of(fresh));
          }
          return open;
        });
  }

  private static boolean seen(StatelessSession s, TenantId tenant, UUID id) {
    var row = locked(s, tenant, id);
    if (row == null || !row.troubled()) {
      return false;
    }
    row.seen = true;
    s.update(row);
    return true;
  }

  @Override
  public int removeNames(TenantId tenant, Instant before, int most) {
    return transactions.write(
        tenant,
        s -> {
          List<NoticeNameRow> old =
              s.createSelectionQuery(
                      "from NoticeNameRow where at < :before order by at", NoticeNameRow.class)
                  .setParameter("before", before)
                  .setMaxResults(most)
                  .getResultList();
          old.forEach(s::delete);
          return old.size();
        });
  }
}
