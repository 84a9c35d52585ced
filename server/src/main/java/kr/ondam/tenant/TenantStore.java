package kr.ondam.tenant;

import java.util.List;
import java.util.Optional;

/// Keeps the group's name, its tenants and their centres. Saving an existing id replaces it.
public interface TenantStore {
  /// The group's name; empty before the first import.
  Optional<String> groupName();

  void saveGroupName(String name);

  /// Writes something that changes nothing, to find out whether anything can be stored.
  ///
  /// @throws StoreUnavailable when it cannot
  void probe();

  /// All tenants in the order of their ids, without [TenantId#GROUP].
  List<Tenant> tenants();

  void save(Tenant tenant);

  /// Centres of one tenant in the order of their ids.
  List<Centre> centres(TenantId tenant);

  void save(Centre centre);
}
