package kr.ondam.conversation;

import kr.ondam.agent.AgentId;

/// A condition of a batch: at its commit this agent is still the assignee of the conversation.
public record Fence(ConversationId conversation, AgentId assignee) {}
