package kr.ondam.console.desk;

/// As what a conversation is ended.
sealed interface Classification {
  record As(String disposition) implements Classification {}

  /// The tenant has no dispositions: nothing is left to do.
  record Unneeded() implements Classification {}

  /// A disposition follows, in wrap-up.
  record Later() implements Classification {}
}
