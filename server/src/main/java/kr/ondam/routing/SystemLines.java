package kr.ondam.routing;

import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Stage;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;

/// Writes into a conversation who took it over, so that the customer and later readers see it in
/// its place. The line carries the position of the fact, so that it is written once.
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
    }
  }

  private void assigned(RoutingFact.StageChanged changed, AgentId assignee, long position) {
    replies.systemLine(
        changed.tenant(),
        changed.conversation(),
        "conversation.assigned",
        Map.of("agent", name(changed, assignee)),
        "assigned-" + position);
  }

  /// Whoever helps out from another tenant is named in the grant.
  private String name(RoutingFact.StageChanged changed, AgentId agent) {
    return agents
        .find(changed.tenant(), agent.user())
        .map(User::name)
        .or(() ->
            routing.grants(changed.tenant(), changed.conversation()).stream()
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
