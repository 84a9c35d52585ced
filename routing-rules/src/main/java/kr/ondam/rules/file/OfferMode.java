package kr.ondam.rules.file;

/// Whether an agent is asked first (방식).
public enum OfferMode implements Choice {
  /// The agent accepts or declines.
  ACCEPT("수락필요", "accept"),
  /// It is assigned at once.
  AUTOMATIC("자동", "automatic");

  private final String korean;
  private final String english;

  OfferMode(String korean, String english) {
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
