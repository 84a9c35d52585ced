package kr.ondam.conversation;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.agent.UserId;
import kr.ondam.tenant.TenantId;

/// An internal remark on a conversation; it never leaves. `text` has 1 to 4000 characters.
public record Note(
    TenantId tenant,
    UUID id,
    ConversationId conversation,
    UserId author,
    String text,
    Instant at) {}
