package kr.ondam.routing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;

/// How a partition stands at one instant.
///
/// @param waiting in the order of service inside each queue
/// @param resting held conversations that take less of their agents' capacity, because the
///   customers are silent (휴면)
public record PartitionView(
    List<Waiting> waiting,
    List<AgentLoad> agents,
    List<Offer> openOffers,
    Set<ConversationId> resting) {
  /// Of a tenant without a partition.
  public static final PartitionView NOTHING =
      new PartitionView(List.of(), List.of(), List.of(), Set.of());

  public PartitionView {
    waiting = List.copyOf(waiting);
    agents = List.copyOf(agents);
    openOffers = List.copyOf(openOffers);
    resting = Set.copyOf(resting);
  }

  /// @param offered whether it is offered to somebody right now
  public record Waiting(
      ConversationId conversation,
      QueueId queue,
      Instant since,
      boolean offered,
      Attention attention) {}

  /// @param load weighted slots in use
  /// @param held conversations held or in wrap-up, offers not counted
  public record AgentLoad(
      AgentId agent, Presence presence, Instant since, int load, int capacity, int held) {}
}
