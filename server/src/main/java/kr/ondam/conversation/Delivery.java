package kr.ondam.conversation;

/// How far a message to a customer has come. It only moves forward in this order, except that
/// [#UNKNOWN] may become anything and [#FAILED] may still become [#DELIVERED].
public enum Delivery {
  /// Not a message to a customer.
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
  UNKNOWN
}
