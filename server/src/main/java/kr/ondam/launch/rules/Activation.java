package kr.ondam.launch.rules;

import java.time.Instant;

/// One line of the history: a set of rule files that came, or will come, into force.
///
/// @param at when somebody decided it
/// @param effective from when it counts
/// @param version SHA-256 of the files
/// @param label 버전 of the group's file, may be empty
/// @param by who decided it
/// @param why the reason given
/// @param from the version that was in force then, empty for none
public record Activation(
    Instant at,
    Instant effective,
    Kind kind,
    String version,
    String label,
    String by,
    String why,
    String from) {
  private static final int SHORT = 12;

  /// What kind of act it was.
  public enum Kind {
    /// The files found when there was no history yet.
    FIRST,
    /// The draft was put into force.
    ACTIVATED,
    /// An earlier set was put into force again.
    ROLLED_BACK
  }

  /// Whether it counts at an instant.
  public boolean effectiveAt(Instant now) {
    return !effective.isAfter(now);
  }

  /// The first letters of a version, enough to tell it from others.
  public static String abbreviated(String version) {
    return version.substring(0, Math.min(SHORT, version.length()));
  }
}
