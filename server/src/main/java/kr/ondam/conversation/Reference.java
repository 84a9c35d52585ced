package kr.ondam.conversation;

import java.time.Instant;
import java.util.Map;
import kr.ondam.customer.IdentityKey;
import org.jspecify.annotations.Nullable;

/// Why a customer came, kept until the first message of the same session arrives. One per identity
/// and thread.
///
/// @param attributes what else is known of it, such as `extra`
public record Reference(
    IdentityKey identity,
    String threadKey,
    @Nullable String routingKey,
    Map<String, String> attributes,
    Instant at) {
  public Reference {
    attributes = Map.copyOf(attributes);
  }
}
