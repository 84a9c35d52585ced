package kr.ondam.security;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.agent.UserId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Keeps how users prove who they are.
public interface CredentialStore {
  /// @param passwordHash a PHC string of Argon2id
  /// @param failures wrong tries since the last right one
  /// @param lockedUntil null when not locked
  record Credential(
      TenantId tenant,
      UserId user,
      String passwordHash,
      int failures,
      @Nullable Instant lockedUntil) {}

  Optional<Credential> find(TenantId tenant, UserId user);

  void save(Credential credential);

  /// Counts a wrong try in one step, so that parallel tries cannot slip past the limit: the try
  /// that reaches `limit` locks until `lockUntil`. Answers the credential as it is then.
  Optional<Credential> countFailure(TenantId tenant, UserId user, int limit, Instant lockUntil);
}
