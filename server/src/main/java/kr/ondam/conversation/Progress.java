package kr.ondam.conversation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a lane's batch changes on an existing conversation; the values are absolute, as in
/// [Conversation]. A null thread, routing key or map of attributes leaves the stored one.
public record Progress(
    ConversationId conversation,
    long lastSeq,
    Instant lastMessageAt,
    Instant lastInboundAt,
    long lastInboundSeq,
    long lastOutboundSeq,
    @Nullable String threadKey,
    @Nullable String routingKey,
    @Nullable Map<String, String> attributes) {}
