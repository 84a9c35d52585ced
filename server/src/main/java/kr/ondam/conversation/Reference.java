package kr.ondam.conversation;

import java.time.Instant;
import kr.ondam.customer.IdentityKey;
import org.jspecify.annotations.Nullable;

/// Why a customer came, kept until the first message of the same session arrives. One per identity
/// and thread.
public record Reference(
    IdentityKey identity, String threadKey, @Nullable String routingKey, Instant at) {}
