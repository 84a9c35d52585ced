package kr.ondam.channel;

/// Whether a provider's call is authentic.
public sealed interface Verification {
  record Authentic() implements Verification {}

  /// Not authentic, or not allowed from there.
  ///
  /// @param status 401 or 403; 503 where nobody can say, because the account cannot be used
  /// @param code a stable word for the problem body, such as `bad_signature`
  record Refused(int status, String code) implements Verification {}
}
