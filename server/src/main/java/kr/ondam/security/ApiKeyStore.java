package kr.ondam.security;

import java.util.List;
import java.util.Optional;
import kr.ondam.tenant.TenantId;

/// Keeps API keys; saving the same tenant and name replaces the key.
public interface ApiKeyStore {
  Optional<ApiKey> byHash(String hash);

  void save(ApiKey key);

  List<ApiKey> keys(TenantId tenant);
}
