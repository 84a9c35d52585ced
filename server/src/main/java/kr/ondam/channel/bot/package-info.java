/// Speaks with the chatbots that companies run: four dialects, what we tell a bot and what it
/// answers.
///
/// Start with [Bot], [BotTurn] and [BotWords]. [BotClient] asks a bot, [BotPosts] reads what a bot
/// sends by itself, and a [BotDialect] says how either looks on the wire. Who owns a conversation,
/// and whether what a bot says may reach the customer, is not decided here.
@NullMarked
package kr.ondam.channel.bot;

import org.jspecify.annotations.NullMarked;
