package kr.ondam.console.centre;

import kr.ondam.agent.AgentId;
import kr.ondam.conversation.QueueId;

/// Where a manager moves conversations.
sealed interface Destination {
  record ToAgent(AgentId agent, boolean override) implements Destination {}

  record ToQueue(QueueId queue) implements Destination {}
}
