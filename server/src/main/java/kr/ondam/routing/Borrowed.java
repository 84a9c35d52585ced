package kr.ondam.routing;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;

/// What agents may see of other tenants: exactly the conversations they hold under a
/// [CrossTenantGrant]. Both sides must say so, the lender's loan and the owner's grant.
public final class Borrowed {
  private final RoutingStore store;
  private final InstantSource clock;

  public Borrowed(RoutingStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The grant under which an agent of a tenant works on a conversation of another. Empty as soon
  /// as that is over.
  public Optional<CrossTenantGrant> grant(TenantId tenant, ConversationId conversation) {
    return store.heldLoans(tenant).stream()
        .filter(loan -> loan.conversation().equals(conversation))
        .findFirst()
        .flatMap(this::grant);
  }

  /// As for a tenant, for one agent.
  public Optional<CrossTenantGrant> grant(
      TenantId tenant, AgentId agent, ConversationId conversation) {
    return grant(tenant, conversation).filter(grant -> grant.agent().equals(agent));
  }

  /// All grants of an agent, the oldest first.
  public List<CrossTenantGrant> grants(TenantId tenant, AgentId agent) {
    return grants(tenant).stream().filter(grant -> grant.agent().equals(agent)).toList();
  }

  /// All grants of a tenant's agents, the oldest first.
  public List<CrossTenantGrant> grants(TenantId tenant) {
    return store.heldLoans(tenant).stream().flatMap(loan -> grant(loan).stream()).toList();
  }

  /// The name of another tenant's agent who holds a conversation, as its owner may know it. Empty
  /// when none does.
  public Optional<String> agentName(TenantId owner, ConversationId conversation, AgentId agent) {
    return store.grants(owner, conversation).stream()
        .filter(grant -> grant.agent().equals(agent))
        .map(CrossTenantGrant::agentName)
        .findFirst();
  }

  private Optional<CrossTenantGrant> grant(Loan loan) {
    var now = clock.instant();
    return store.grants(loan.owner(), loan.conversation()).stream()
        .filter(grant -> grant.opens(now))
        .filter(grant -> grant.grantee().equals(loan.tenant()))
        .filter(grant -> grant.agent().equals(loan.agent()))
        .filter(grant -> grant.claim() == loan.claim())
        .findFirst();
  }
}
