package kr.ondam.conversation;

/// Why a conversation ended.
public enum EndReason {
  /// 상담사 종료
  AGENT,
  /// 고객 종료
  CUSTOMER,
  /// 매니저 종료
  MANAGER,
  /// 채널 세션 종료
  SESSION_GONE,
  /// 자동 종료
  SYSTEM,
  /// 챗봇 종료: the bot held it to be over
  BOT,
  /// 콜백예약: nobody could take it in time, and the customer will be called back
  CALLBACK
}
