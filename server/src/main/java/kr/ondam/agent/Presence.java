package kr.ondam.agent;

/// What an agent is doing, chosen by the agent, by a manager or by the system. Only [#READY] takes
/// new offers; [#TRANSFER_ONLY] takes transfers.
public enum Presence {
  /// 대기
  READY,
  /// 이석
  AWAY,
  /// 휴식
  REST,
  /// 보호휴식
  SAFE_REST,
  /// 식사
  MEAL,
  /// 교육
  TRAINING,
  /// 코칭
  COACHING,
  /// 회의
  MEETING,
  /// 업무
  WORK,
  /// 이관만 수신
  TRANSFER_ONLY,
  /// 부재응답, set by the system after missed offers
  NO_ANSWER,
  /// 로그아웃
  OFFLINE;

  public boolean takesOffers() {
    return this == READY;
  }
}
