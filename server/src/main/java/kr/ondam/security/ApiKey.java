package kr.ondam.security;

import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.tenant.TenantId;

/// A key with which another program uses the REST interface for one tenant.
///
/// @param hash SHA-256 of the key in lower-case hex; the key itself is not kept
public record ApiKey(TenantId tenant, UUID id, String name, String hash, Set<Role> roles) {
  public ApiKey {
    roles = Set.copyOf(roles);
  }
}
