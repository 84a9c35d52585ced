package kr.ondam.conversation;

import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.WeakIds;
import org.jspecify.annotations.Nullable;

/// A provider's id of a message, unique on its channel account.
public record ExternalId(ChannelAccountId account, String value) {
  /// What a message without an id was named if it came a moment ago; null for one with an id.
  static @Nullable ExternalId earlier(Inbound.Spoken spoken) {
    return spoken.weakId()
        ? WeakIds.before(spoken.externalId())
            .map(id -> new ExternalId(spoken.account(), id))
            .orElse(null)
        : null;
  }
}
