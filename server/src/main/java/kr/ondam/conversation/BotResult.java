package kr.ondam.conversation;

import java.util.List;

/// What became of what a bot said.
public sealed interface BotResult {
  /// Stored; messages for the customer are on their way.
  ///
  /// @param over whether the conversation went to people or ended with it
  record Taken(List<Message> messages, boolean over) implements BotResult {
    public Taken {
      messages = List.copyOf(messages);
    }
  }

  /// The same key was used before; this is the first message of that time.
  record Repeated(Message first) implements BotResult {}

  /// Kept for the counsellor as a suggestion.
  record Suggested() implements BotResult {}

  /// The conversation is not the bot's, or was given away and back since; what it said is kept for
  /// the counsellor.
  record NotOwned() implements BotResult {}

  /// The conversation is over; what it said is kept with it.
  record Over() implements BotResult {}

  record NotFound() implements BotResult {}

  record Unavailable() implements BotResult {}

  /// It cannot be stored as it is, however often it is tried.
  record Unfit() implements BotResult {}
}
