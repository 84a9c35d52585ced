package kr.ondam.routing;

/// What a waiting conversation needs beside an agent.
public enum Attention {
  NONE,
  /// 관리자호출: it has waited too long, or too many wait, and a manager should look.
  MANAGER,
  /// 콜백예약: nobody takes it any more, it is about to end.
  CALLBACK
}
