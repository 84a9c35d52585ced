package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Keeps what went wrong on the way to and from customers until somebody has seen to it. Problems
/// come and go with the [ConversationStore]: one begins in the transaction that settles a message
/// as failed or in doubt, and ends in the one that sends it again or hears that it arrived. Every
/// method is one transaction and throws [kr.ondam.tenant.StoreUnavailable] when it could not be
/// done.
public interface ProblemStore {
  /// Problems of messages before `before` (null: from the newest), newest first, at most `limit`.
  List<DeliveryProblem> problems(TenantId tenant, @Nullable MessageId before, int limit);

  Optional<DeliveryProblem> problem(TenantId tenant, MessageId message);

  /// Ends a problem, whatever becomes of its message. Answers false when there is none.
  boolean dismiss(TenantId tenant, MessageId message);

  /// Dead letters before `before` (null: from the newest), newest first, at most `limit`.
  List<DeadLetter> letters(TenantId tenant, @Nullable UUID before, int limit);

  Optional<DeadLetter> letter(TenantId tenant, UUID id);

  /// How many problems, notices in trouble ([NoticeStore#problems]) and dead letters there are.
  int open(TenantId tenant);

  /// Deletes at most so many dead letters that came in before; answers how many.
  int removeLetters(TenantId tenant, Instant before, int most);
}
