package kr.ondam.conversation;

import java.time.Instant;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// One consultation from first message to closing.
///
/// Two writers share its row: the lane of the customer owns `lastSeq`, the times of messages and
/// the end (`endedAt`, `endReason`, `disposition`); the partition loop owns `stage`, `assignee` and
/// `queue`. While a bot has the conversation the partition does not know it, and the lane owns
/// `stage` too: only the lane takes it from the bot.
///
/// @param lastInboundAt when the customer spoke last
/// @param lastInboundSeq the seq of the customer's last message
/// @param lastOutboundSeq the seq of the last message to the customer, 0 when there is none; the
///   customer waits for an answer while it is smaller than `lastInboundSeq`
/// @param routingKey what the entry point stands for, null when none was given
/// @param ownerEpoch from 1; one higher after every change of the owner, so that what was said to
///   an earlier owner is known to be late
public record Conversation(
    TenantId tenant,
    ConversationId id,
    ChannelAccountId account,
    ChannelKind channel,
    String externalUser,
    @Nullable String threadKey,
    CustomerId customer,
    Stage stage,
    @Nullable AgentId assignee,
    @Nullable QueueId queue,
    Instant openedAt,
    @Nullable Instant endedAt,
    @Nullable EndReason endReason,
    @Nullable String disposition,
    long lastSeq,
    Instant lastMessageAt,
    Instant lastInboundAt,
    long lastInboundSeq,
    long lastOutboundSeq,
    @Nullable String routingKey,
    Map<String, String> attributes,
    long ownerEpoch) {
  public Conversation {
    attributes = Map.copyOf(attributes);
  }

  public IdentityKey identity() {
    return new IdentityKey(account, externalUser);
  }

  /// The same after a word of the customer, as far as times go.
  public Conversation heardAt(Instant at) {
    return new Conversation(
        tenant,
        id,
        account,
        channel,
        externalUser,
        threadKey,
        customer,
        stage,
        assignee,
        queue,
        openedAt,
        endedAt,
        endReason,
        disposition,
        lastSeq,
        lastMessageAt,
        at,
        lastInboundSeq,
        lastOutboundSeq,
        routingKey,
        attributes,
        ownerEpoch);
  }

  /// Whose turn it is to answer the customer.
  public Owner owner() {
    return stage.owner();
  }

  /// Whether the customer spoke last.
  public boolean customerWaits() {
    return lastInboundSeq > lastOutboundSeq;
  }
}
