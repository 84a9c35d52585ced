package kr.ondam.conversation;

/// How far a message to a customer has come. It only moves as [#mayBecome] says.
public enum Delivery {
  /// Not a message to a customer, or one that need not be brought any more.
  NONE,
  /// 대기
  QUEUED,
  /// 발송
  SENT,
  /// 전달
  DELIVERED,
  /// 읽음
  READ,
  /// 실패
  FAILED,
  /// 확인필요
  UNKNOWN;

  /// Whether that may be news (O6): it moves forward; what the customer has stays so; what is in
  /// doubt may turn out either way; what failed may still turn out delivered; and what waits may
  /// turn out not to be wanted any more.
  public boolean mayBecome(Delivery next) {
    return switch (this) {
      case NONE, READ -> false;
      case QUEUED -> next != QUEUED;
      case SENT -> next.compareTo(SENT) > 0;
      case DELIVERED -> next == READ;
      case FAILED -> next == DELIVERED || next == READ;
      case UNKNOWN -> next != UNKNOWN && next.compareTo(SENT) >= 0;
    };
  }
}
