package kr.ondam.media;

/// What became of fetching a file.
sealed interface Fetched {
  /// All of it; whoever gets it closes it.
  record Body(Spooled file) implements Fetched {}

  /// It must not be asked for; no connection was made, or none beyond the one that led astray.
  record Blocked(String why) implements Fetched {}

  /// There is no use in asking again.
  ///
  /// @param reason `gone` or `too_large`
  record Refused(String reason) implements Fetched {}

  /// It may come at another try.
  ///
  /// @param reason such as `timeout`
  record Again(String reason) implements Fetched {}
}
