package kr.ondam.rules.file;

/// Presence of an agent who let too many offers pass (미응답상태): any in which none are made but 로그아웃,
/// which would give back the conversations the agent holds.
public enum MissedState implements Choice {
  NO_ANSWER("부재응답", "no-answer"),
  AWAY("이석", "away"),
  REST("휴식", "rest"),
  SAFE_REST("보호휴식", "safe-rest"),
  MEAL("식사", "meal"),
  TRAINING("교육", "training"),
  COACHING("코칭", "coaching"),
  MEETING("회의", "meeting"),
  WORK("업무", "work");

  private final String korean;
  private final String english;

  MissedState(String korean, String english) {
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

  /// 자리비움 is what many call 이석.
  @Override
  public boolean isAlso(String word) {
    return this == AWAY && word.equals("자리비움");
  }
}
