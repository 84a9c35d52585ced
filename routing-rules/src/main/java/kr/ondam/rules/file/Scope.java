package kr.ondam.rules.file;

/// How far a conversation may go to find somebody (범위).
public enum Scope implements Choice {
  /// Its own centre.
  CENTRE("센터", "centre"),
  /// All centres of the region.
  REGION("지역", "region"),
  /// The whole tenant.
  TENANT("계열사", "affiliate"),
  /// The other tenants of the group too.
  GROUP("그룹", "group");

  private final String korean;
  private final String english;

  Scope(String korean, String english) {
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
