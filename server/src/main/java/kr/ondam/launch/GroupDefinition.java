package kr.ondam.launch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kr.ondam.agent.Role;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.conversation.Disposition;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/// What `config/group.yaml` declares: the group, its tenants and what belongs to each.
///
/// @param users of the group itself, such as the system administrator
record GroupDefinition(String name, List<UserDefinition> users, List<TenantDefinition> tenants) {

  /// The logins of all users, those of the group last.
  List<String> logins() {
    return Stream.concat(tenants.stream().flatMap(each -> each.users().stream()), users.stream())
        .map(UserDefinition::login)
        .toList();
  }

  record TenantDefinition(
      Tenant tenant,
      List<Centre> centres,
      List<UserDefinition> users,
      List<ChannelAccount> channels,
      List<Queue> queues,
      List<Disposition> dispositions,
      List<ApiKeyDefinition> apiKeys) {}

  /// @param password a reference to the first password, or the password itself in a demo
  record UserDefinition(
      String login,
      String name,
      Set<Role> roles,
      @Nullable CentreId centre,
      int capacity,
      Map<String, Integer> skills,
      String password) {}

  /// @param key a reference to the key
  record ApiKeyDefinition(String name, String key, Set<Role> roles) {}
}
