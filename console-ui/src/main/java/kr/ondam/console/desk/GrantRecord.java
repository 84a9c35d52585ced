package kr.ondam.console.desk;

import java.util.List;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.security.Audit;

/// Records with both tenants what is done under a grant, before it happens.
public final class GrantRecord {
  private final ConversationStore conversations;
  private final Audit audit;

  public GrantRecord(ConversationStore conversations, Audit audit) {
    this.conversations = conversations;
    this.audit = audit;
  }

  /// @param action a word such as `read` or `write`
  /// @throws kr.ondam.tenant.StoreUnavailable when it cannot be recorded
  public void used(CrossTenantGrant grant, User user, String remoteAddress, String action) {
    var conversation = grant.conversation();
    var customer =
        conversations.find(grant.tenant(), conversation).orElseThrow().customer().value();
    for (var tenant : List.of(grant.tenant(), user.tenant())) {
      audit.recordGranted(
          tenant,
          user.id().toString(),
          remoteAddress,
          "grant." + action,
          customer,
          conversation.toString(),
          "grant " + grant.id() + ", agent " + grant.agent() + " of " + user.tenant());
    }
  }
}
