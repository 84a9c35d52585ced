package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Keeps notices. Every method is one transaction and throws [kr.ondam.tenant.StoreUnavailable]
/// when it could not be done.
public interface NoticeStore {
  /// Keeps a new one. Answers false, changing nothing, when there is one with its id.
  boolean add(Notice notice);

  Optional<Notice> find(TenantId tenant, UUID id);

  /// The notices of a customer, newest first, at most `limit`.
  List<Notice> of(TenantId tenant, CustomerId customer, int limit);

  /// Those of all tenants that still have to be sent, oldest first.
  List<Notice> waiting();

  /// Writes how far a notice is that still has to be sent; one that is further stays as it is. What
  /// was reported before under a name it gets now counts. Answers the notice when it is not 대기 any
  /// more.
  Optional<Notice> save(Notice notice);

  /// Takes a report: the notices that are known under its reference move forward, of several
  /// reports of one in any order. One that nobody knows yet waits for its notice. Answers those
  /// that moved.
  List<Notice> report(DeliveryReport report);

  /// Notices that failed or are in doubt and that nobody has seen to, after `before` (null: from
  /// the beginning), newest first, at most `limit`.
  List<Notice> problems(TenantId tenant, @Nullable HistoryPosition before, int limit);

  /// Takes a notice off [#problems]. Answers false when it is not there.
  boolean dismiss(TenantId tenant, UUID id);

  /// Takes a notice off [#problems] and keeps the new one that is sent instead. Answers false,
  /// changing nothing, when it is not there.
  boolean again(UUID before, Notice fresh);

  /// Forgets at most so many names noted before; answers how many.
  int removeNames(TenantId tenant, Instant before, int most);
}
