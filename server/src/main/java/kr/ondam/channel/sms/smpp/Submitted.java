package kr.ondam.channel.sms.smpp;

/// How it went with a message that was to be sent.
sealed interface Submitted {
  /// Whether it is not tried again by itself.
  default boolean ends() {
    return switch (this) {
      case Accepted _, Unanswered _ -> true;
      case Throttled _, NotSent _ -> false;
      case Refused(int status) -> status != Status.SYSTEM_ERROR;
    };
  }

  /// @param messageId the message centre's
  record Accepted(String messageId) implements Submitted {}

  record Refused(int status) implements Submitted {}

  /// The message centre asked to slow down, for longer than a caller waits.
  record Throttled() implements Submitted {}

  /// It was written, and no answer came.
  record Unanswered(String reason) implements Submitted {}

  /// It was not written.
  record NotSent(String reason) implements Submitted {}
}
