package kr.ondam.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an open conversation ends. `disposition` is null when it still has to be classified.
public record Ending(
    ConversationId conversation, Instant at, EndReason reason, @Nullable String disposition) {}
