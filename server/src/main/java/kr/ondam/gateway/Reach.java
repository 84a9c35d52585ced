package kr.ondam.gateway;

import java.util.Optional;
import kr.ondam.agent.Role;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.routing.Borrowed;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Which conversations a caller reaches, with their files: those of its tenant, and one of another
/// tenant as long as an agent of the caller's holds it under a grant. Each use of a grant is
/// recorded with both tenants before it happens; what cannot be recorded does not happen.
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

  /// The tenant that has a thing which is part of a conversation the caller reaches; that is the
  /// one to act in. Empty when it is nothing the caller reaches.
  ///
  /// @param there whether a tenant has it, in the given conversation when one is given
  /// @param action a word such as `read`, for the record
  Optional<TenantId> owner(ApiCall call, There there, String action) {
    if (there.has(call.tenant(), null)) {
      return Optional.of(call.tenant());
    }
    return mayBorrow(call)
        ? borrowed.grants(call.tenant()).stream()
            .filter(grant -> there.has(grant.tenant(), grant.conversation()))
            .findFirst()
            .flatMap(grant -> used(call, grant, action))
            .map(Conversation::tenant)
        : Optional.empty();
  }

  /// Says whether a tenant has a thing.
  interface There {
    /// @param conversation in which it must be; null when any will do
    boolean has(TenantId tenant, @Nullable ConversationId conversation);
  }

  private Optional<Conversation> granted(ApiCall call, String action) {
    return mayBorrow(call)
        ? borrowed.grant(call.tenant(), id(call)).flatMap(grant -> used(call, grant, action))
        : Optional.empty();
  }

  /// A grant opens to the agent it names, not to those who watch over agents (decision 0008).
  private static boolean mayBorrow(ApiCall call) {
    return call.key().roles().contains(Role.AGENT);
  }

  private Optional<Conversation> used(ApiCall call, CrossTenantGrant grant, String action) {
    var found = store.find(grant.tenant(), grant.conversation());
    found.ifPresent(conversation -> {
      for (var tenant : new TenantId[] {grant.tenant(), call.tenant()}) {
        audit.recordGranted(
            tenant,
            call.key().id().toString(),
            call.request().remoteAddress(),
            "grant." + action,
            conversation.customer().value(),
            conversation.id().toString(),
            "grant " + grant.id() + ", agent " + grant.agent() + " of " + call.tenant());
      }
    });
    return found;
  }

  private static ConversationId id(ApiCall call) {
    return new ConversationId(call.id("conversation"));
  }
}
