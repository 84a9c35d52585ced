package kr.ondam.routing;

import java.time.Instant;
import kr.ondam.tenant.TenantId;

/// One recorded event of a partition, from which its work can be run again. Holds no message text.
///
/// @param seq 1, 2, 3 … in the tenant
/// @param kind such as `arrived`; see [RoutingRecord]
/// @param body JSON
/// @param rules version of the rules in force
public record RoutingEvent(
    TenantId tenant, long seq, Instant at, String kind, String body, String rules) {}
