package kr.ondam.gateway;

import java.util.Optional;
import kr.ondam.agent.Role;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.routing.Borrowed;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantId;

/// Which conversations a caller reaches: those of its tenant, and one of another tenant as long as
/// an agent of the caller's holds it under a grant. Each use of a grant is recorded with both
/// tenants before it happens; what cannot be recorded does not happen.
public final class Reach {
  private final ConversationStore store;
  private final Borrowed borrowed;
  private final Audit audit;

  public Reach(ConversationStore store, Borrowed borrowed, Audit audit) {
    this.store = store;
    this.borrowed = borrowed;
    this.audit = audit;
  }

  /// The conversation in the path; its own tenant is the one to act in.
  ///
  /// @param action a word such as `read` or `write`, for the record
  Conversation find(ApiCall call, String action) {
    return own(call).or(() -> granted(call, action)).orElseThrow(ApiProblem::notFound);
  }

  /// The conversation in the path, when it is the caller's tenant's.
  Optional<Conversation> own(ApiCall call) {
    return store.find(call.tenant(), id(call));
  }

  /// A grant opens to the agent it names, not to those who watch over agents (decision 0008).
  private Optional<Conversation> granted(ApiCall call, String action) {
    if (!call.key().roles().contains(Role.AGENT)) {
      return Optional.empty();
    }
    return borrowed
        .grant(call.tenant(), id(call))
        .flatMap(grant ->
            store
                .find(grant.tenant(), grant.conversation())
                .map(found -> {
                  for (var tenant : new TenantId[] {grant.tenant(), call.tenant()}) {
                    audit.recordGranted(
                        tenant,
                        call.key().id().toString(),
                        call.request().remoteAddress(),
                        "grant." + action,
                        found.customer().value(),
                        found.id().toString(),
                        "grant "
                            + grant.id()
                            + ", agent "
                            + grant.agent()
                            + " of "
                            + call.tenant());
                  }
                  return found;
                }));
  }

  private static ConversationId id(ApiCall call) {
    return new ConversationId(call.id("conversation"));
  }
}
