package kr.ondam.conversation;

import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;

/// Knows which channel accounts have a bot. Lanes ask it for every new conversation, so it answers
/// from memory.
@FunctionalInterface
public interface BotRoster {
  /// No bot anywhere.
  BotRoster NONE = (_, _) -> false;

  boolean answers(TenantId tenant, ChannelAccountId account);
}
