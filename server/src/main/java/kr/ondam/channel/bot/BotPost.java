package kr.ondam.channel.bot;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a bot sent us by itself.
public sealed interface BotPost {
  /// The bot says something about a conversation.
  ///
  /// @param conversation its name on the wire, as the bot gives it; believe nothing about it
  /// @param replyTo the id of the turn it answers, null when it does not say
  /// @param epoch of the owner at that turn; empty when the bot does not say
  /// @param dedupe what tells a repetition from a new post
  record Said(
      String conversation,
      @Nullable String replyTo,
      OptionalLong epoch,
      Dedupe dedupe,
      BotWords words)
      implements BotPost {}

  /// How a repeated post is known.
  ///
  /// @param key unique among the posts of the bot while it is remembered, at most 128 characters
  /// @param fingerprint of the whole post: a repetition under the same key has the same
  /// @param remembered how long the key counts
  record Dedupe(String key, String fingerprint, Duration remembered) {}

  /// Nothing for us, such as that the bot types; taken nevertheless.
  ///
  /// @param what a stable word for a counter
  record Ignored(String what) implements BotPost {}

  /// Not authentic, or it breaks a rule.
  ///
  /// @param status 400 to 499
  /// @param code a stable word for the problem body, such as `stale`
  /// @param detail a sentence for the problem body
  record Refused(int status, String code, String detail) implements BotPost {}
}
