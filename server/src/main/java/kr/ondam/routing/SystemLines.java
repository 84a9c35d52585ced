package kr.ondam.routing;

import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.channel.Part;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Stage;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;
import kr.ondam.tenant.TenantId;

/// Writes into a conversation who took it over, and who did not, so that the customer and later
/// readers see it in its place. The line carries the position of the fact, so that it is written
/// once.
public final class SystemLines implements AutoCloseable {
  private final Replies replies;
  private final AgentStore agents;
  private final RoutingStore routing;
  private final Subscription subscription;

  public SystemLines(EventBus bus, Replies replies, AgentStore agents, RoutingStore routing) {
    this.replies = replies;
    this.agents = agents;
    this.routing = routing;
    subscription = bus.subscribeEverywhere(this::on);
  }

  private void on(Published published) {
    if (published.fact() instanceof RoutingFact.StageChanged changed) {
      var assignee = changed.assignee();
      if (changed.stage() == Stage.ACTIVE
          && assignee != null
          && !assignee.equals(changed.previousAssignee())) {
        AgentId taker = assignee;
        // The store is read for the name: never on the publisher's thread.
        Thread.startVirtualThread(() -> assigned(changed, taker, published.position()));
      }
    } else if (published.fact() instanceof RoutingFact.Returned returned) {
      Thread.startVirtualThread(() -> returned(returned, published.position()));
    }
  }

  private void returned(RoutingFact.Returned returned, long position) {
    replies.systemLine(
        returned.tenant(),
        returned.conversation(),
        Part.SystemEvent.RETURNED,
        Map.of(
            Part.SystemEvent.FROM,
            name(returned.tenant(), returned.conversation(), returned.from())),
        "returned-" + position);
  }

  private void assigned(RoutingFact.StageChanged changed, AgentId assignee, long position) {
    replies.systemLine(
        changed.tenant(),
        changed.conversation(),
        "conversation.assigned",
        Map.of("agent", name(changed.tenant(), changed.conversation(), assignee)),
        "assigned-" + position);
  }

  /// Whoever helps out from another tenant is named in the grant.
  private String name(TenantId tenant, ConversationId conversation, AgentId agent) {
    return agents
        .find(tenant, agent.user())
        .map(User::name)
        .or(() ->
            routing.grants(tenant, conversation).stream()
                .filter(grant -> grant.agent().equals(agent))
                .map(CrossTenantGrant::agentName)
                .findFirst())
        .orElse("");
  }

  @Override
  public void close() {
    subscription.close();
  }
}
