package kr.ondam.console.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.agent.AgentStore;
import kr.ondam.security.AuditEvent;
import kr.ondam.tenant.TenantId;

/// A line of the audit record with the logins of the people in it.
///
/// @param actor login of who did it; the id itself for API keys and programs
/// @param object login of the user it was done to, else the id of the thing
record AuditRow(AuditEvent event, String actor, String object) {
  private static final String USER = "user.";
  private static final String TENANT = "tenant=";

  /// @param tenant whose record it is
  static List<AuditRow> of(AgentStore agents, TenantId tenant, List<AuditEvent> events) {
    Map<TenantId, Map<String, String>> logins = new HashMap<>();
    return events.stream()
        .map(event -> {
          var actor =
              login(agents, logins, tenant, login(agents, logins, TenantId.GROUP, event.actor()));
          var object = event.object() == null ? "" : event.object();
          return new AuditRow(
              event,
              actor,
              event.action().startsWith(USER)
                  ? login(agents, logins, concerned(event), object)
                  : object);
        })
        .toList();
  }

  /// Users of a tenant are changed from the group, too.
  private static TenantId concerned(AuditEvent event) {
    return event.detail().startsWith(TENANT)
        ? new TenantId(event.detail().substring(TENANT.length()))
        : event.tenant();
  }

  private static String login(
      AgentStore agents, Map<TenantId, Map<String, String>> logins, TenantId tenant, String id) {
    return logins
        .computeIfAbsent(
            tenant,
            key -> {
              Map<String, String> own = new HashMap<>();
              agents.users(key).forEach(user -> own.put(user.id().toString(), user.login()));
              return own;
            })
        .getOrDefault(id, id);
  }
}
