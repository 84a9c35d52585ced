package kr.ondam.console.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.agent.User;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.routing.Offer;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;

/// The conversations of other tenants that one agent helps out with. Every act on one asks for its
/// grant anew and is recorded with both tenants before it happens.
final class Borrowing {
  private final DeskParts parts;
  private final User user;
  private final String remoteAddress;
  private final GrantRecord record;

  /// Whose a conversation is, for all that were ever lent to this desk.
  private final Map<ConversationId, TenantId> owners = new ConcurrentHashMap<>();

  private volatile Map<TenantId, Tenant> tenants = Map.of();

  Borrowing(DeskParts parts, User user) {
    this.parts = parts;
    this.user = user;
    remoteAddress = parts.remoteAddress().get();
    record = new GrantRecord(parts.conversations(), parts.audit());
  }

  /// The agent is about to accept what may be another tenant's.
  void expect(Offer offer) {
    var owner = offer.owner();
    if (owner != null) {
      owners.put(offer.conversation(), owner);
    }
  }

  /// What the agent holds of other tenants now. Reads the store.
  List<Conversation> held() {
    var grants = parts.borrowed().grants(user.tenant(), user.agentId());
    grants.forEach(grant -> owners.put(grant.conversation(), grant.tenant()));
    return grants.stream()
        .flatMap(grant -> parts.conversations().find(grant.tenant(), grant.conversation()).stream())
        .toList();
  }

  /// Whether a conversation is, or was, another tenant's.
  boolean concerns(ConversationId id) {
    return owners.containsKey(id);
  }

  /// Whose a conversation is.
  TenantId owner(ConversationId id) {
    return owners.getOrDefault(id, user.tenant());
  }

  /// Whose conversations were ever lent to this desk.
  List<TenantId> owners() {
    return owners.values().stream().distinct().toList();
  }

  /// The tenant in which to act on a conversation. Empty when it is another's and no longer open to
  /// the agent, or when that cannot be recorded.
  ///
  /// @param action a word such as `read` or `write`, for the record
  Optional<TenantId> enter(ConversationId id, String action) {
    if (!owners.containsKey(id)) {
      return Optional.of(user.tenant());
    }
    try {
      return grant(id, action).map(CrossTenantGrant::tenant);
    } catch (StoreUnavailable _) {
      return Optional.empty();
    }
  }

  /// The grant of a conversation of another tenant, recorded as used; empty when there is none.
  Optional<CrossTenantGrant> grant(ConversationId id, String action) {
    var found = parts.borrowed().grant(user.tenant(), user.agentId(), id);
    found.ifPresent(grant -> {
      owners.put(id, grant.tenant());
      record.used(grant, user, remoteAddress, action);
    });
    return found;
  }

  /// A tenant by its id, for its name and colour.
  Optional<Tenant> tenant(TenantId id) {
    if (!tenants.containsKey(id)) {
      Map<TenantId, Tenant> fresh = new ConcurrentHashMap<>();
      parts.tenants().tenants().forEach(tenant -> fresh.put(tenant.id(), tenant));
      tenants = Map.copyOf(fresh);
    }
    return Optional.ofNullable(tenants.get(id));
  }
}
