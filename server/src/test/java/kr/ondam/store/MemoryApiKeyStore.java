package kr.ondam.store;

import java.util.List;
import java.util.Optional;
import kr.ondam.security.ApiKey;
import kr.ondam.security.ApiKeyStore;
import kr.ondam.tenant.TenantId;

/// API keys in memory.
final class MemoryApiKeyStore implements ApiKeyStore {
  private final MemoryTables tables;

  MemoryApiKeyStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<ApiKey> byHash(String hash) {
    return tables.ledger.run(() -> tables.apiKeyHashes.find(hash));
  }

  @Override
  public void save(ApiKey key) {
    tables.ledger.change(() -> {
      tables
          .apiKeys
          .find(key.tenant(), key.name())
          .ifPresent(before -> tables.apiKeyHashes.remove(before.hash()));
      tables.apiKeyHashes.insert(key, key.hash());
      tables.apiKeys.put(key, key.tenant(), key.name());
    });
  }

  @Override
  public List<ApiKey> keys(TenantId tenant) {
    return tables.ledger.run(() -> tables.apiKeys.under(tenant));
  }
}
