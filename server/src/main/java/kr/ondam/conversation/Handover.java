package kr.ondam.conversation;

import java.time.Instant;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.tenant.TenantId;

/// A conversation that went from a bot to people, stored with the change of its owner.
///
/// @param epoch of the owner from then on; a conversation goes over once for each
/// @param wish what the bot said about it, [HandoverWish#PLAIN] when it said nothing
/// @param failures how many of the customer's messages the bot had no usable answer to (챗봇실패)
/// @param at from when it ages
public record Handover(
    TenantId tenant,
    ConversationId conversation,
    long epoch,
    ChannelAccountId bot,
    HandoverReason reason,
    HandoverWish wish,
    int failures,
    Instant at) {}
