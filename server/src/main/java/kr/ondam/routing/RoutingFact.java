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

  /// A transfer was not taken: its sender has the conversation again.
  ///
  /// @param from who did not take it
  record Returned(
      TenantId tenant, ConversationId conversation, AgentId agent, AgentId from, Instant at)
      implements RoutingFact {}

  /// The customer has to be told why nobody answers yet, once for each `key`.
  ///
  /// @param opens when the conversation begins to wait, null when it waits already
  record NoticeDue(
      TenantId tenant,
      ConversationId conversation,
      Notice notice,
      String key,
      @Nullable Instant opens,
      Instant at)
      implements RoutingFact {}

  /// What customers are told about their wait.
  enum Notice {
    /// 영업시간 외
    AFTER_HOURS,
    /// 안내
    LONG_WAIT,
    /// 콜백예약: the conversation ends after it.
    CALLBACK
  }

  /// 관리자호출: a conversation waits too long, or too many wait.
  record ManagerCalled(TenantId tenant, ConversationId conversation, QueueId queue, Instant at)
      implements RoutingFact {}

  /// A held conversation rests (휴면), or does not any more.
  record Rested(
      TenantId tenant, ConversationId conversation, AgentId agent, boolean resting, Instant at)
      implements RoutingFact {}
}
