package kr.ondam.rules.simulation;

import kr.ondam.rules.language.Particles;

/// Something wrong in a file, and where.
///
/// @param line from 1
/// @param column from 1
public record Problem(String file, int line, int column, String korean, String english) {
  public Problem {
    korean = Particles.settle(korean);
  }

  /// As `file:line:column: what is wrong`.
  public String text(Language language) {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + language.pick("오류: " + korean, "error: " + english);
  }
}
