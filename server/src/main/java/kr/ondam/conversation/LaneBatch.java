package kr.ondam.conversation;

import java.util.List;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.tenant.TenantId;

/// Everything one lane commits in one transaction, for one tenant. Rows are inserted in the order
/// of the components, so that each refers only to earlier ones.
///
/// @param fences hold from when they are checked until the commit
/// @param opened new conversations, with their stage and counters as they are after this batch
/// @param progressed existing conversations that got messages
/// @param endings conversations that end in this batch
/// @param references waiting references; one of the same identity and thread is replaced
/// @param usedReferences references that were merged into a conversation and can go
/// @param bots what bots said and what became of their conversations
public record LaneBatch(
    TenantId tenant,
    List<Customer> customers,
    List<ChannelIdentity> identities,
    List<Fence> fences,
    List<Conversation> opened,
    List<Incoming> messages,
    List<Progress> progressed,
    List<Ending> endings,
    List<OutboundRow> outbounds,
    List<Reference> references,
    List<Reference> usedReferences,
    List<DeadLetter> deadLetters,
    List<Note> notes,
    BotRows bots) {
  /// A batch in which no bot has a part.
  public LaneBatch(
      TenantId tenant,
      List<Customer> customers,
      List<ChannelIdentity> identities,
      List<Fence> fences,
      List<Conversation> opened,
      List<Incoming> messages,
      List<Progress> progressed,
      List<Ending> endings,
      List<OutboundRow> outbounds,
      List<Reference> references,
      List<Reference> usedReferences,
      List<DeadLetter> deadLetters,
      List<Note> notes) {
    this(
        tenant,
        customers,
        identities,
        fences,
        opened,
        messages,
        progressed,
        endings,
        outbounds,
        references,
        usedReferences,
        deadLetters,
        notes,
        BotRows.NONE);
  }
}
