package kr.ondam.rules.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the installation has, to check that rule files speak of things that exist.
///
/// @param channels as rules name the channels conversations come by; none when that is not known
/// @param grades as rules name the grades customers can have; none when that is not known
public record Inventory(List<Tenant> tenants, List<String> channels, List<String> grades) {
  public Inventory {
    tenants = List.copyOf(tenants);
    channels = List.copyOf(channels);
    grades = List.copyOf(grades);
  }

  public Inventory(List<Tenant> tenants) {
    this(tenants, List.of(), List.of());
  }

  /// A tenant with its centres and agents.
  ///
  /// @param name as rule files say it under 계열사
  public record Tenant(String name, List<Centre> centres, List<Agent> agents) {
    public Tenant {
      centres = List.copyOf(centres);
      agents = List.copyOf(agents);
    }
  }

  /// A centre and the region it is in.
  public record Centre(String name, Optional<String> region) {}

  /// What an agent can do.
  ///
  /// @param login as the agent signs in, and as 상담사그룹 names the agent
  /// @param centre empty for an agent of the whole tenant
  public record Agent(String login, Optional<String> centre, Map<String, Integer> skills) {
    public Agent {
      skills = Map.copyOf(skills);
    }
  }

  /// The tenant of a name.
  public Optional<Tenant> tenant(String name) {
    return tenants.stream().filter(tenant -> tenant.name().equals(name)).findFirst();
  }
}
