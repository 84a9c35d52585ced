package kr.ondam.conversation;

import java.util.List;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;

/// What an agent wants to tell the customer.
///
/// @param clientId the key that makes a repeated press of 보내기 one message; 1 to 64 characters
public record Reply(
    TenantId tenant,
    ConversationId conversation,
    AgentId agent,
    List<Part> parts,
    String clientId) {
  public Reply {
    parts = List.copyOf(parts);
  }
}
