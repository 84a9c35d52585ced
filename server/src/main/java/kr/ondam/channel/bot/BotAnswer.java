package kr.ondam.channel.bot;

import java.time.Duration;

/// What came of telling a bot a turn.
public sealed interface BotAnswer {
  /// What the bot says; [BotWords#empty] when it was heard and has nothing to say.
  record Replies(BotWords words) implements BotAnswer {}

  /// Taken; what it has to say will be posted.
  record Later() implements BotAnswer {}

  /// The dialect has no such turn, so that the bot was not called.
  record Untold() implements BotAnswer {}

  /// No usable answer.
  ///
  /// @param reason a stable word: `secret_unknown`, `secret_unusable`, `unreachable`, `tls`,
  ///   `timeout`, `connection_lost`, `http_NNN`, `redirect`, `too_large`, `wrong_type`,
  ///   `bad_encoding`, `bad_json` or what else could not be read, or a rule that the answer breaks,
  ///   such as `too_many_buttons`
  /// @param pause how long the bot asks to be left alone (`Retry-After`), zero when it does not
  /// @param sample the beginning of an answer that could not be read, empty for other reasons; to
  ///   be masked before it is kept
  record Failure(String reason, Duration pause, String sample) implements BotAnswer {
    public Failure(String reason) {
      this(reason, Duration.ZERO, "");
    }

    /// Whether the bot is there and only does not want this turn, as one does that knows no events.
    public boolean refused() {
      return reason.startsWith("http_4") && !reason.equals("http_429");
    }
  }
}
