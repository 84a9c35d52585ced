package kr.ondam.rules.file;

/// What happens at an instant of a script (사건).
enum Happening implements Choice {
  ARRIVES("도착", "arrives"),
  ACCEPTED("수락", "accepted"),
  DECLINED("거절", "declined"),
  ENDS("종료", "ends"),
  LEAVES("이탈", "leaves"),
  READY("대기", "ready"),
  AWAY("이석", "away"),
  CHECK("확인", "check");

  private final String korean;
  private final String english;

  Happening(String korean, String english) {
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
