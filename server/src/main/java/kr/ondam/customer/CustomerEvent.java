package kr.ondam.customer;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.tenant.TenantId;

/// Something that happened elsewhere: an order, a return, a store visit, a phone call. Shown in the
/// history.
///
/// @param kind `order`, `return`, `visit`, `call` or another word of at most 32 characters
/// @param title one line, at most 200 characters
public record CustomerEvent(
    TenantId tenant, UUID id, CustomerId customer, String kind, String title, Instant at) {}
