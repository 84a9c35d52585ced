package kr.ondam.channel;

import java.util.List;
import java.util.Optional;
import kr.ondam.tenant.TenantId;

/// Keeps the channel accounts of all tenants.
public interface ChannelStore {
  /// Saves or replaces an account. Answers false, changing nothing, when another account already
  /// has the key.
  boolean save(ChannelAccount account);

  /// Accounts of one tenant by id.
  List<ChannelAccount> accounts(TenantId tenant);

  /// Finds by path token or public key over all tenants: the account is what says which tenant it
  /// is.
  Optional<ChannelAccount> byKey(String key);
}
