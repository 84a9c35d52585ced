package kr.ondam.rules.file;

/// How far a conversation of a script has come (상태).
enum Stage implements Choice {
  WAITING("대기", "waiting"),
  OFFERED("제안", "offered"),
  HELD("상담중", "held"),
  WRAP_UP("후처리", "wrap-up"),
  PARKED("보류", "parked"),
  DORMANT("휴면", "dormant"),
  OVERFLOW("넘침", "overflow"),
  BOT("챗봇", "bot"),
  ENDED("종료", "ended");

  private final String korean;
  private final String english;

  Stage(String korean, String english) {
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
