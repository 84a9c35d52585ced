package kr.ondam.channel.bot;

import java.time.Duration;

/// What a bot says breaks a rule; only within a dialect, which makes an answer of it.
final class Unfit extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /// @param status for a post: 400 to 499
  /// @param code a stable word such as `too_many_buttons`
  /// @param expected what would have been right
  Unfit(int status, String code, String expected) {
    super("Expected: " + expected + ".", null, false, false);
    this.status = status;
    this.code = code;
  }

  /// A rule of content: 422 for a post.
  Unfit(String code, String expected) {
    this(422, code, expected);
  }

  BotAnswer.Failure failure(BotResponse response) {
    return new BotAnswer.Failure(code, Duration.ZERO, response.sample());
  }

  BotPost.Refused refused() {
    return new BotPost.Refused(status, code, String.valueOf(getMessage()));
  }
}
