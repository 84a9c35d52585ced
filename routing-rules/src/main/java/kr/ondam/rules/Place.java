package kr.ondam.rules;

/// Where a conversation is.
public sealed interface Place {
  /// 대기
  record Waiting() implements Place {}

  /// 배정: offered to an agent, whose slot it takes.
  ///
  /// @param sender who transferred it, or [Partition#NOBODY]
  record Offered(long offer, long agent, long expiresAt, long sender) implements Place {}

  /// 상담중
  record Held(long agent) implements Place {}

  /// 후처리: over, but the slot is still busy.
  record WrapUp(long agent, long until) implements Place {}

  /// The agent whose slot it takes, or [Partition#NOBODY].
  default long holder() {
    return switch (this) {
      case Waiting _ -> Partition.NOBODY;
      case Offered offered -> offered.agent();
      case Held held -> held.agent();
      case WrapUp wrapUp -> wrapUp.agent();
    };
  }
}
