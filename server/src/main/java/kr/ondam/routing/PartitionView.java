package kr.ondam.routing;

import java.time.Instant;
import java.util.List;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;

/// How a partition stands at one instant.
///
/// @param waiting in the order of service inside each queue
public record PartitionView(List<Waiting> waiting, List<AgentLoad> agents, List<Offer> openOffers) {
  public PartitionView {
    waiting = List.copyOf(waiting);
    agents = List.copyOf(agents);
    openOffers = List.copyOf(openOffers);
  }

  /// @param offered whether it is offered to somebody right now
  public record Waiting(
      ConversationId conversation, QueueId queue, Instant since, boolean offered) {}

  /// @param load weighted slots in use
  /// @param held conversations held, offers not counted
  public record AgentLoad(
      AgentId agent, Presence presence, Instant since, int load, int capacity, int held) {}
}
