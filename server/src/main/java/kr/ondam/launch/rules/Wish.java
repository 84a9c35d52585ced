package kr.ondam.launch.rules;

import java.util.Optional;

/// Who wants rules to come into force, and why.
///
/// @param tenant the only tenant whose rules may change by it, empty for all
public record Wish(String by, String why, Optional<String> tenant) {
  /// The longest reason.
  public static final int LONGEST_WHY = 500;

  private static final int LONGEST_BY = 100;

  public Wish {
    by = by.strip();
    why = why.strip();
  }

  /// Whether it says who and why in sensible length.
  boolean complete() {
    return !by.isEmpty()
        && by.length() <= LONGEST_BY
        && !why.isEmpty()
        && why.length() <= LONGEST_WHY;
  }
}
