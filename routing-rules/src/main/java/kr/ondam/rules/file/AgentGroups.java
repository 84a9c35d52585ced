package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The groups of agents that a site's rules name (상담사그룹), in the order of the file.
public record AgentGroups(List<Group> groups) {
  static final AgentGroups NONE = new AgentGroups(List.of());

  public AgentGroups {
    groups = List.copyOf(groups);
  }

  /// Agents who may hold something else than the others of the site.
  ///
  /// @param agents their logins, in the order of 고정순
  /// @param capacity 정원 of the group over that of the site
  public record Group(String name, List<String> agents, CapacityRule capacity) {
    public Group {
      agents = List.copyOf(agents);
    }
  }

  /// The group of an agent.
  public Optional<Group> of(String login) {
    return groups.stream().filter(group -> group.agents().contains(login)).findFirst();
  }

  /// The place of an agent under 고정순, 0 first: in the order of the groups and their lists, and all
  /// others last with one place.
  public int rank(String login) {
    List<String> ordered = new ArrayList<>();
    groups.forEach(group -> ordered.addAll(group.agents()));
    int place = ordered.indexOf(login);
    return place < 0 ? ordered.size() : place;
  }
}
