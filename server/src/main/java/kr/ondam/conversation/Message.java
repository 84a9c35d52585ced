package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// One utterance of a conversation.
///
/// @param seq 1, 2, 3 … without gaps in its conversation
/// @param at when it was accepted, by the server's clock
/// @param providerAt the provider's clock, for display only
/// @param clientId the id the writer's device gave, unique in the conversation
/// @param failure why the delivery failed or is in doubt, null otherwise
public record Message(
    TenantId tenant,
    ConversationId conversation,
    long seq,
    MessageId id,
    Direction direction,
    Author author,
    Instant at,
    @Nullable Instant providerAt,
    List<Part> parts,
    @Nullable String clientId,
    Delivery delivery,
    @Nullable String failure) {
  public Message {
    if (seq < 1) {
      throw new IllegalArgumentException("seq: " + seq + " (expected: >= 1)");
    }
    parts = List.copyOf(parts);
  }
}
