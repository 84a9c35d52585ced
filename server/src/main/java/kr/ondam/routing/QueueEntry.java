package kr.ondam.routing;

import java.time.Instant;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.TenantId;

/// A conversation waiting in a queue, or offered and still in its old place should the offer fail.
///
/// @param waitingSince where its age starts; it survives every move
/// @param order arrival order in the partition, the last tie-break; smaller is earlier
/// @param front whether it stands before everything else of its class, because its agent was lost
/// @param excluded agents it is not offered to until the given instant
public record QueueEntry(
    TenantId tenant,
    ConversationId conversation,
    QueueId queue,
    Instant waitingSince,
    long order,
    boolean front,
    Map<AgentId, Instant> excluded) {
  public QueueEntry {
    excluded = Map.copyOf(excluded);
  }
}
