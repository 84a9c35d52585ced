package kr.ondam.rules.file;

/// What happens to a conversation that has waited too long, or finds its queue full (처리).
public enum WaitAction implements Choice {
  /// A callback is arranged.
  CALLBACK("콜백예약", "callback"),
  /// The bot goes on.
  BOT("챗봇", "bot"),
  /// It goes on waiting and the manager on duty is called.
  CALL_MANAGER("관리자호출", "call-manager"),
  /// It goes on waiting and the customer is told.
  NOTICE("안내", "notice"),
  /// It goes to another queue with its age.
  OTHER_QUEUE("다른큐", "other-queue");

  private final String korean;
  private final String english;

  WaitAction(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  @Override
  public String korean() {
    return korean;
  }

  @Override
  public String english() {
    return english;
  }
}
