package kr.ondam.channel.bot;

import java.time.Instant;
import java.util.Map;
import kr.ondam.channel.RawRequest;
import org.jspecify.annotations.Nullable;

/// How one kind of bot is spoken with. Pure: nothing is sent, kept or looked up, and time is given.
public interface BotDialect {
  BotKind kind();

  /// The call that tells the bot a turn, or the answer when no call is needed.
  BotQuestion ask(Bot bot, BotTurn turn);

  /// The headers that prove to the bot who calls.
  ///
  /// @param secret the value, not the reference
  default Map<String, String> credentials(String secret, BotCall call, Instant at) {
    return Map.of("Authorization", "Bearer " + secret);
  }

  /// Whether the bot knows a call it has had by its id, so that one that broke off may be made
  /// again.
  default boolean repeatable() {
    return false;
  }

  /// Reads a 2xx answer.
  BotAnswer read(Bot bot, BotTurn turn, BotResponse response);

  /// Verifies and reads what the bot POSTs to us.
  ///
  /// @param secret the value, null when the bot has none
  /// @param request its tail is what follows the key in the path, still percent-encoded
  BotPost posted(Bot bot, @Nullable String secret, RawRequest request, Instant at);

  /// What the bot hears when its post was taken.
  ///
  /// @param id ours of what it said, empty when nothing was kept
  BotReceipt receipt(BotPost post, String id);

  /// Whether a post that comes too late (the conversation is closed or a counsellor's) is answered
  /// as if it was taken, because the makers' SDK takes a refusal for a crash.
  default boolean forgiving() {
    return false;
  }
}
