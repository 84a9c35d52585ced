package kr.ondam.channel.bot;

import java.util.List;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;

/// What a bot says at once: messages for the customer, a wish for a counsellor, or both.
///
/// @param messages in order, each of at least one part; 20 parts at most in all
/// @param handover null when the bot goes on
/// @param ends whether the bot holds the conversation to be over
public record BotWords(List<List<Part>> messages, @Nullable HandoverWish handover, boolean ends) {
  /// Nothing at all.
  public static final BotWords NONE = new BotWords(List.of(), null, false);

  public BotWords {
    messages = messages.stream().map(List::copyOf).toList();
  }

  /// Whether the bot said nothing.
  public boolean empty() {
    return messages.isEmpty() && handover == null && !ends;
  }

  /// Whether the customer would see nothing of it and nothing happens.
  public boolean silent() {
    return handover == null
        && !ends
        && messages.stream().flatMap(List::stream).allMatch(Part.Unsupported.class::isInstance);
  }
}
