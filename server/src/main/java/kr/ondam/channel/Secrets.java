package kr.ondam.channel;

import java.util.Optional;

/// Turns a reference such as `ref:kakao-secret` into the secret it names. What is no reference is
/// answered as it is.
@FunctionalInterface
public interface Secrets {
  /// The secret's value; empty when the reference names nothing.
  Optional<String> value(String reference);
}
