package kr.ondam.console.signin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// Says whether a sign-in still holds: not of somebody who did nothing for too long, who was
/// disabled, or whose rights were changed.
final class SignInCheck {
  private static final Duration TRUSTED = Duration.ofSeconds(5);

  private final BiFunction<TenantId, UserId, Optional<User>> users;
  private final InstantSource clock;
  private final Duration idleTimeout;

  /// @param users finds a user in the store
  /// @param idleTimeout how long somebody may do nothing
  SignInCheck(
      BiFunction<TenantId, UserId, Optional<User>> users,
      InstantSource clock,
      Duration idleTimeout) {
    this.users = users;
    this.clock = clock;
    this.idleTimeout = idleTimeout;
  }

  boolean holds(SignedIn signedIn) {
    var now = clock.instant();
    if (signedIn.ended() || !signedIn.usedWithin(idleTimeout, now)) {
      return false;
    }
    if (signedIn.checkedWithin(TRUSTED, now)) {
      return true;
    }
    var before = signedIn.account();
    try {
      var after = users.apply(before.tenant(), before.id()).filter(User::enabled);
      if (after.isEmpty() || !after.get().roles().equals(before.roles())) {
        return false;
      }
      signedIn.checked(after.get(), now);
    } catch (StoreUnavailable _) {
      // Nothing can be done anyway while the store is away; who was in stays in.
    }
    return true;
  }
}
