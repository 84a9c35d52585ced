package kr.ondam.conversation.bot;

/// What became of what a bot sent by itself.
public sealed interface Posted {
  /// Stored for the customer, or as a suggestion for the counsellor, or stored before.
  ///
  /// @param id ours of the first message, or of the conversation when there is none
  /// @param handedOver whether the conversation goes to people with it
  record Kept(String id, boolean handedOver) implements Posted {}

  /// The conversation is a counsellor's or waits for one; kept for the counsellor.
  record NotOwned() implements Posted {}

  record Over() implements Posted {}

  /// There is no such conversation of this bot.
  record Unknown() implements Posted {}

  /// The same key came before with something else.
  record Mismatch() implements Posted {}

  record Unavailable() implements Posted {}
}
