package kr.ondam.customer;

import java.util.Optional;

/// Keeps the visitors of all web chat accounts.
public interface VisitorStore {
  /// Adds a visitor.
  ///
  /// @throws RuntimeException when the id or the hash is taken
  void add(Visitor visitor);

  /// Finds over all tenants: the token is what says which tenant it is. Expired visitors are found
  /// too.
  Optional<Visitor> byTokenHash(String tokenHash);
}
