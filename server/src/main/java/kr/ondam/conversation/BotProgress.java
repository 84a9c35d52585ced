package kr.ondam.conversation;

/// How far a bot has come in a conversation.
///
/// @param answered the seq of the customer's last message that has been seen to, 0 for none
/// @param failures how many of them had no usable answer
public record BotProgress(ConversationId conversation, long answered, int failures) {}
