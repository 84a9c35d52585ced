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
  /// How the client id of a message begins that is another one sent again; its seq follows.
  static final String RESENDS = "r:";

  public Message {
    if (seq < 1) {
      throw new IllegalArgumentException("seq: " + seq + " (expected: >= 1)");
    }
    parts = List.copyOf(parts);
  }

  /// Whether it is a reply that did not arrive, as far as is known.
  public boolean resendable() {
    return author.kind() == AuthorKind.AGENT
        && direction == Direction.OUT
        && (delivery == Delivery.FAILED || delivery == Delivery.UNKNOWN);
  }

  /// The seq of the message that this one sends again, 0 when it is none of these.
  public long resendOf() {
    var key = clientId;
    return direction == Direction.OUT && key != null && key.startsWith(RESENDS)
        ? Long.parseLong(key.substring(RESENDS.length()))
        : 0;
  }
}
