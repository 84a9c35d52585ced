package kr.ondam.channel.bot;

/// What a turn means in a dialect.
public sealed interface BotQuestion {
  /// The bot is to be called.
  record Call(BotCall call) implements BotQuestion {}

  /// The answer is known without a call.
  record Known(BotAnswer answer) implements BotQuestion {}
}
