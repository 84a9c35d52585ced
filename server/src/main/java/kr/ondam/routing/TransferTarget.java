package kr.ondam.routing;

import kr.ondam.agent.AgentId;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.CentreId;

/// Where a conversation is moved.
public sealed interface TransferTarget {
  record ToQueue(QueueId queue) implements TransferTarget {}

  /// An offer to this agent; it comes back when it is not accepted.
  record ToAgent(AgentId agent) implements TransferTarget {}

  /// The first queue of that centre.
  record ToCentre(CentreId centre) implements TransferTarget {}
}
