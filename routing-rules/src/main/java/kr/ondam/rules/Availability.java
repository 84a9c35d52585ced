package kr.ondam.rules;

/// What an agent's presence lets the engine give to the agent.
public enum Availability {
  /// Nothing (이석, 로그아웃 and the like).
  CLOSED,
  /// Only what is transferred to the agent by name (이관만 수신).
  TRANSFERS,
  /// Everything (대기).
  OPEN
}
