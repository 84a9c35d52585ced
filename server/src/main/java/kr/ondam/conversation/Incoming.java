package kr.ondam.conversation;

import org.jspecify.annotations.Nullable;

/// A message as it is stored for the first time.
///
/// @param externalId the provider's id; null for what did not come from a provider
/// @param raw the masked original, null when the parts say all of it
public record Incoming(Message message, @Nullable ExternalId externalId, @Nullable String raw) {}
