package kr.ondam.security;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Who did what to whose data, when and from where (안전성 확보조치 기준 제8조).
///
/// @param actor the user's or API key's id, empty when nobody knows who it was
/// @param action a stable dotted word such as `login.failed`, `customer.viewed`,
///   `conversation.reassigned`
/// @param subject the customer whose data it was about, null when nobody's
/// @param object the id of the thing acted on, null when there is none
/// @param detail a short reason or summary without personal data
public record AuditEvent(
    TenantId tenant,
    UUID id,
    Instant at,
    String actor,
    String remoteAddress,
    String action,
    @Nullable UUID subject,
    @Nullable String object,
    String detail) {}
