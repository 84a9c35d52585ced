package kr.ondam.conversation;

/// Where a conversation stands.
public enum Stage {
  /// 챗봇
  BOT,
  /// 영업외 접수
  AFTER_HOURS,
  /// 대기
  QUEUED,
  /// 배정
  OFFERED,
  /// 상담중
  ACTIVE,
  /// 보류
  ON_HOLD,
  /// 후처리: over for the customer, not yet classified by the agent
  WRAP_UP,
  /// 종료
  CLOSED,
  /// 포기: the customer left before an agent took it
  ABANDONED;

  /// Whether the customer's next message belongs to this conversation.
  public boolean open() {
    return switch (this) {
      case BOT, AFTER_HOURS, QUEUED, OFFERED, ACTIVE, ON_HOLD -> true;
      case WRAP_UP, CLOSED, ABANDONED -> false;
    };
  }

  /// Whose turn it is to answer the customer.
  public Owner owner() {
    return switch (this) {
      case BOT -> Owner.BOT;
      case AFTER_HOURS, QUEUED, OFFERED -> Owner.QUEUE;
      case ACTIVE, ON_HOLD, WRAP_UP -> Owner.AGENT;
      case CLOSED, ABANDONED -> Owner.NOBODY;
    };
  }

  /// Whether an agent holds the conversation.
  public boolean held() {
    return switch (this) {
      case ACTIVE, ON_HOLD, WRAP_UP -> true;
      case BOT, AFTER_HOURS, QUEUED, OFFERED, CLOSED, ABANDONED -> false;
    };
  }
}
