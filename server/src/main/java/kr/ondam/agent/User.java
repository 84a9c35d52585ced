package kr.ondam.agent;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Somebody who signs in. `login` is unique in the installation, compared without case. Group-wide
/// users belong to [TenantId#GROUP].
///
/// @param capacity weighted slots the user may hold as an agent, 0 to 1000; 100 is a full desk
/// @param skills level 1 to 5 by skill name
public record User(
    UserId id,
    TenantId tenant,
    String login,
    String name,
    Set<Role> roles,
    @Nullable CentreId centre,
    int capacity,
    Map<String, Integer> skills,
    boolean enabled) {

  public User {
    if (!login.equals(login.strip().toLowerCase(Locale.ROOT))
        || login.isEmpty()
        || login.length() > 64) {
      throw new IllegalArgumentException(
          "login: '" + login + "' (expected: 1 to 64 lower-case characters without outer blanks)");
    }
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException(
          "user name: '" + name + "' (expected: 1 to 100 characters)");
    }
    if (capacity < 0 || capacity > 1000) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 0 to 1000)");
    }
    for (var level : skills.values()) {
      if (level < 1 || level > 5) {
        throw new IllegalArgumentException("skill level: " + level + " (expected: 1 to 5)");
      }
    }
    roles = Set.copyOf(roles);
    skills = Map.copyOf(new TreeMap<>(skills));
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public AgentId agentId() {
    return AgentId.of(id);
  }
}
