package kr.ondam.channel.sms.http;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;

/// An answer to a poll or a part of it, of which the provider keeps nothing.
///
/// @param feed what was polled, `messages` or `reports`
/// @param body masked, at most 1,000,000 characters
/// @param at when it came
public record Polled(
    TenantId tenant, ChannelAccountId account, UUID id, String feed, String body, Instant at) {}
