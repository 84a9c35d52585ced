package kr.ondam.conversation.bot;

import kr.ondam.channel.bot.BotTurn.HandoverStatus;
import kr.ondam.conversation.BotSaid;
import kr.ondam.conversation.Message;

/// One thing to do in a talk; they are done in order.
sealed interface Step {
  /// Read the conversation, because all that is known is that somebody else has it now.
  record Load() implements Step {}

  /// Read what the customer has said since a seq, because nobody told it to the bot.
  record Missed(long after) implements Step {}

  record Start() implements Step {}

  record Say(Message message) implements Step {}

  /// Store what could not be stored before.
  record Put(BotSaid said) implements Step {}

  /// The bot has promised an answer to the message with this seq, and its time is over.
  record Overdue(long seq) implements Step {}

  /// Nobody has said anything for long.
  record Idle() implements Step {}

  record Status(HandoverStatus.State state, String message) implements Step {}

  record End(String reason) implements Step {}
}
