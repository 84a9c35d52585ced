package kr.ondam.routing;

import java.time.Instant;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.event.Fact;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Something committed about offers and assignments.
public sealed interface RoutingFact extends Fact {
  TenantId tenant();

  @Override
  default String tenantKey() {
    return tenant().value();
  }

  record OfferMade(Offer offer, Instant at) implements RoutingFact {
    @Override
    public TenantId tenant() {
      return offer.tenant();
    }
  }

  /// An offer has ended; its state says how.
  record OfferEnded(Offer offer, Instant at) implements RoutingFact {
    @Override
    public TenantId tenant() {
      return offer.tenant();
    }
  }

  /// A conversation's stage, assignee or queue has changed.
  ///
  /// @param previousAssignee who held it before, null when nobody did
  record StageChanged(
      TenantId tenant,
      ConversationId conversation,
      Stage stage,
      @Nullable AgentId assignee,
      @Nullable AgentId previousAssignee,
      @Nullable QueueId queue,
      Instant at)
      implements RoutingFact {}
}
