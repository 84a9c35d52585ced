package kr.ondam.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it is stored for the first time.
///
/// @param externalId the provider's id; null for what did not come from a provider
/// @param raw the masked original, null when the parts say all of it
/// @param attachments the files behind its parts, still to be fetched
public record Incoming(
    Message message,
    @Nullable ExternalId externalId,
    @Nullable String raw,
    List<Attachment> attachments) {
  public Incoming {
    attachments = List.copyOf(attachments);
  }

  /// A message without files.
  public Incoming(Message message, @Nullable ExternalId externalId, @Nullable String raw) {
    this(message, externalId, raw, List.of());
  }
}
