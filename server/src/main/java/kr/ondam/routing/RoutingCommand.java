package kr.ondam.routing;

import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;

/// What somebody asks of a tenant's partition. Commands are values: they could come from another
/// node.
public sealed interface RoutingCommand {
  record AcceptOffer(AgentId agent, OfferId offer) implements RoutingCommand {}

  record DeclineOffer(AgentId agent, OfferId offer) implements RoutingCommand {}

  /// Changes an agent's presence; `by` is the user who did it, the agent's own or a manager's.
  record SetPresence(AgentId agent, Presence presence, UUID by) implements RoutingCommand {}

  /// The agent's last screen is gone for longer than the grace period: what the agent holds goes
  /// back to the front of its queues.
  record LoseAgent(AgentId agent) implements RoutingCommand {}

  /// The assignee gives a conversation away.
  record Transfer(AgentId agent, ConversationId conversation, TransferTarget target)
      implements RoutingCommand {}

  record Hold(AgentId agent, ConversationId conversation) implements RoutingCommand {}

  record Resume(AgentId agent, ConversationId conversation) implements RoutingCommand {}

  /// An agent takes a waiting conversation out of the queue (가져오기).
  record Take(AgentId agent, ConversationId conversation) implements RoutingCommand {}

  /// A manager gives a waiting or running conversation to an agent. With `override` the agent's
  /// capacity may be exceeded, which is recorded.
  record Reassign(UUID by, ConversationId conversation, AgentId agent, boolean override)
      implements RoutingCommand {}

  /// A manager moves a waiting or running conversation to another queue.
  record Requeue(UUID by, ConversationId conversation, QueueId queue) implements RoutingCommand {}

  /// The queues or agents of the tenant were edited: read them again.
  record Reload() implements RoutingCommand {}
}
