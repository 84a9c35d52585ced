package kr.ondam.conversation;

import kr.ondam.channel.bot.HandoverWish;

/// Why a bot's conversation is to go to people, and what the bot says about it.
public record WantedHandover(HandoverReason reason, HandoverWish wish) {
  public WantedHandover(HandoverReason reason) {
    this(reason, HandoverWish.PLAIN);
  }
}
