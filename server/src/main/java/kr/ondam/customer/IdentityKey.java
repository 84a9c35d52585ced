package kr.ondam.customer;

import kr.ondam.channel.ChannelAccountId;

/// What a channel identity is found by inside its tenant.
public record IdentityKey(ChannelAccountId account, String externalUser) {}
