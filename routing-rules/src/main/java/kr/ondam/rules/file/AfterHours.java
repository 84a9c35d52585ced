package kr.ondam.rules.file;

/// What happens to a conversation that arrives outside the business hours of its queue (시간외).
public enum AfterHours implements Choice {
  /// A notice is sent and it waits for the next opening with its age.
  HOLD("안내후보류", "hold"),
  /// As [#HOLD], but the head start is lost.
  NEXT_BUSINESS_DAY("다음영업일", "next-business-day"),
  /// It goes to another queue at once.
  OTHER_QUEUE("다른큐", "other-queue"),
  /// The bot goes on.
  BOT("챗봇", "bot");

  private final String korean;
  private final String english;

  AfterHours(String korean, String english) {
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
