package kr.ondam.conversation;

import kr.ondam.channel.ChannelAccountId;

/// A provider's id of a message, unique on its channel account.
public record ExternalId(ChannelAccountId account, String value) {}
