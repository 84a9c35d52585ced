package kr.ondam.customer;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.tenant.TenantId;

/// Keeps the visitors of all web chat accounts.
public interface VisitorStore {
  /// Adds a visitor.
  ///
  /// @throws RuntimeException when the id or the hash is taken
  void add(Visitor visitor);

  /// Deletes the visitors of a tenant that have expired at the given time.
  void removeExpired(TenantId tenant, Instant at);

  /// Finds over all tenants: the token is what says which tenant it is. Expired visitors are found
  /// too.
  Optional<Visitor> byTokenHash(String tokenHash);
}
