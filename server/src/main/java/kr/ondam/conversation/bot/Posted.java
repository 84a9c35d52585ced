package kr.ondam.conversation.bot;

import kr.ondam.conversation.Stage;
import org.jspecify.annotations.Nullable;

/// What became of what a bot sent by itself.
public sealed interface Posted {
  /// Stored for the customer, or as a suggestion for the counsellor, or stored before.
  ///
  /// @param id ours of the first message, or of the conversation when there is none
  /// @param handedOver where it waits for people from then on; null when it does not, or when
  ///   nobody knows yet
  record Kept(String id, @Nullable Stage handedOver) implements Posted {}

  /// The conversation is a counsellor's or waits for one; kept for the counsellor.
  record NotOwned() implements Posted {}

  record Over() implements Posted {}

  /// There is no such conversation of this bot.
  record Unknown() implements Posted {}

  /// The same key came before with something else.
  record Mismatch() implements Posted {}

  /// It cannot be stored as it is.
  record Unfit() implements Posted {}

  record Unavailable() implements Posted {}
}
