package kr.ondam.routing;

import java.time.Instant;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// An agent lent to a conversation of another tenant, from the offer on: the lender's side of a
/// [CrossTenantGrant], written by the lender's partition only.
///
/// @param tenant the agent's tenant
/// @param offer id of the offer to the agent
/// @param owner whose conversation it is
/// @param claim number of the claim the owner has granted
/// @param wanted what the owner asked for
/// @param state how the offer ended
/// @param endedAt when the agent's slot was free again, null while it is not
public record Loan(
    TenantId tenant,
    OfferId offer,
    TenantId owner,
    ConversationId conversation,
    long claim,
    Wanted wanted,
    AgentId agent,
    Instant offeredAt,
    Instant expiresAt,
    OfferState state,
    @Nullable Instant endedAt) {
  public Loan {
    boolean open = state == OfferState.OPEN || state == OfferState.ACCEPTED;
    if (!open && endedAt == null) {
      throw new IllegalArgumentException("endedAt: null (expected: an instant when " + state + ")");
    }
  }

  /// What another tenant's conversation asks for.
  ///
  /// @param queue name of its queue there
  /// @param skills by name, with levels 1 to 5
  /// @param weight 가중 in thousandths
  /// @param order the order of arrival there
  public record Wanted(
      ChannelKind channel,
      String queue,
      Map<String, Integer> skills,
      int priorityClass,
      int weight,
      long boostMillis,
      Instant waitingSince,
      long order) {
    public Wanted {
      skills = Map.copyOf(skills);
    }
  }

  /// The offer to the agent, in a queue that only bears the name of the owner's.
  public Offer asOffer() {
    return new Offer(
        tenant,
        offer,
        conversation,
        QueueId.named(wanted.queue()),
        agent,
        offeredAt,
        expiresAt,
        state,
        null,
        owner);
  }

  /// Whether it takes a slot of the agent.
  public boolean live() {
    return endedAt == null;
  }

  /// Whether the agent has accepted and not given it back.
  public boolean held() {
    return live() && state == OfferState.ACCEPTED;
  }

  Loan with(OfferState now, @Nullable Instant ended) {
    return new Loan(
        tenant, offer, owner, conversation, claim, wanted, agent, offeredAt, expiresAt, now, ended);
  }
}
