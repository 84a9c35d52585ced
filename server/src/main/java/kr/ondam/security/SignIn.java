package kr.ondam.security;

import java.time.Instant;
import kr.ondam.agent.User;

/// How a try to sign in ended.
public sealed interface SignIn {
  record Welcome(User user) implements SignIn {}

  /// Wrong login or password, or a user who may not sign in: which of these is not told.
  record Refused() implements SignIn {}

  /// Too many wrong tries.
  record Locked(Instant until) implements SignIn {}

  /// Too many people sign in at this moment.
  record Busy() implements SignIn {}

  /// Nothing can be checked now.
  record Unavailable() implements SignIn {}
}
