package kr.ondam.routing;

import java.time.Instant;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A conversation waiting in a queue or for the queue's opening, or offered and still in its old
/// place should the offer fail.
///
/// @param waitingSince where its age starts; it survives every move
/// @param order arrival order in the partition, the last tie-break; smaller is earlier
/// @param front whether it stands before everything else of its class, because its agent was lost
/// @param excluded agents it is not offered to until the given instant
/// @param waitsSince where the current wait starts, from which the longest wait is counted
/// @param overdue whether the longest wait is over
/// @param parkedUntil the next opening, null when it is not out of hours
/// @param heldFor the agent it is kept for until `heldUntil`, null for nobody
public record QueueEntry(
    TenantId tenant,
    ConversationId conversation,
    QueueId queue,
    Instant waitingSince,
    long order,
    boolean front,
    Map<AgentId, Instant> excluded,
    Instant waitsSince,
    boolean overdue,
    @Nullable Instant parkedUntil,
    @Nullable AgentId heldFor,
    @Nullable Instant heldUntil,
    Attention attention) {
  public QueueEntry {
    excluded = Map.copyOf(excluded);
  }

  /// Waits since its arrival, for whoever is able.
  public QueueEntry(
      TenantId tenant,
      ConversationId conversation,
      QueueId queue,
      Instant waitingSince,
      long order,
      boolean front,
      Map<AgentId, Instant> excluded) {
    this(
        tenant,
        conversation,
        queue,
        waitingSince,
        order,
        front,
        excluded,
        waitingSince,
        false,
        null,
        null,
        null,
        Attention.NONE);
  }
}
