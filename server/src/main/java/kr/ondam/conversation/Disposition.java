package kr.ondam.conversation;

import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A result code of three levels (대/중/소). It is never deleted, only 미사용 (`enabled` false).
///
/// @param parent the code one level up, null on the first level
public record Disposition(
    TenantId tenant, String code, String name, @Nullable String parent, boolean enabled) {}
