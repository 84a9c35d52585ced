package kr.ondam.rules.file;

/// Which public holidays a calendar has (공휴일).
enum HolidaySource implements Choice {
  KOREA("대한민국", "korea"),
  NONE("없음", "none");

  private final String korean;
  private final String english;

  HolidaySource(String korean, String english) {
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
