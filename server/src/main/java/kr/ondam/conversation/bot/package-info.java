/// Talks with customers through the tenants' own chatbots: tells a bot what its customer says, one
/// turn at a time, stores what it answers, and hands the conversation over to people when the bot,
/// the customer or a failure asks for it. Start with [Bots].
@NullMarked
package kr.ondam.conversation.bot;

import org.jspecify.annotations.NullMarked;
