package kr.ondam.rules.file;

/// How much a finding in a rule file matters.
public enum Severity {
  /// 오류: the file cannot be used.
  ERROR("오류", "error"),
  /// 실패: a test in the file fails, so it must not come into force.
  FAILURE("실패", "failed"),
  /// 경고: it can be used, but somebody should look.
  WARNING("경고", "warning");

  private final String korean;
  private final String english;

  Severity(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  /// Whether the file may not come into force.
  public boolean blocks() {
    return this != WARNING;
  }

  /// The word in front of the message.
  public Wording word() {
    return new Wording(korean, english);
  }
}
