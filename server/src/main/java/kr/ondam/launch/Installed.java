package kr.ondam.launch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.routing.RuleWords;
import kr.ondam.rules.file.Inventory;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantStore;

/// What there is for rule files to speak of: tenants, centres, and what agents can do.
final class Installed {
  private final TenantStore tenants;
  private final AgentStore agents;

  Installed(TenantStore tenants, AgentStore agents) {
    this.tenants = tenants;
    this.agents = agents;
  }

  /// Everything as it is now; empty while the store does not answer.
  Optional<Inventory> inventory() {
    try {
      return Optional.of(
          new Inventory(
              tenants.tenants().stream().map(this::tenant).toList(),
              RuleWords.channels(),
              RuleWords.grades()));
    } catch (StoreUnavailable _) {
      return Optional.empty();
    }
  }

  private Inventory.Tenant tenant(Tenant tenant) {
    List<Centre> centres = tenants.centres(tenant.id());
    Map<CentreId, String> names = new HashMap<>();
    centres.forEach(centre -> names.put(centre.id(), centre.name()));
    return new Inventory.Tenant(
        tenant.name(),
        centres.stream()
            .map(centre ->
                new Inventory.Centre(
                    centre.name(),
                    Optional.of(centre.region()).filter(region -> !region.isBlank())))
            .toList(),
        agents.users(tenant.id()).stream()
            .filter(user -> user.enabled() && user.has(Role.AGENT))
            .map(user -> agent(user, names))
            .toList());
  }

  private static Inventory.Agent agent(User user, Map<CentreId, String> names) {
    CentreId centre = user.centre();
    return new Inventory.Agent(
        user.login(),
        centre == null ? Optional.empty() : Optional.ofNullable(names.get(centre)),
        user.skills());
  }
}
