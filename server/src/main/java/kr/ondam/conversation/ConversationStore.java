package kr.ondam.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Keeps conversations with their messages, notes, outbound rows, dead letters and references.
/// Every method is one transaction and throws [StoreUnavailable] when it could not be done.
public interface ConversationStore {
  /// What a lane needs to decide about these identities and external ids.
  LaneView view(
      TenantId tenant, Collection<IdentityKey> identities, Collection<ExternalId> externalIds);

  /// Stores a batch, all or nothing. Everybody sees it from then on; [#keep] makes it durable.
  ///
  /// @throws DuplicateRow when a unique key is taken
  /// @throws FenceBroken when a fence does not hold
  void append(LaneBatch batch);

  /// Returns when all batches appended so far are as durable as configured.
  void keep();

  Optional<Conversation> find(TenantId tenant, ConversationId conversation);

  /// A page of at most `limit` (1 to 200) conversations with ids before `before`, newest first.
  ConversationPage list(
      TenantId tenant, ConversationFilter filter, @Nullable ConversationId before, int limit);

  /// Messages with a seq above `afterSeq`, in order, at most `limit`.
  List<Message> messages(TenantId tenant, ConversationId conversation, long afterSeq, int limit);

  Optional<Message> byClientId(TenantId tenant, ConversationId conversation, String clientId);

  /// Conversations of these customers by opening time and id, newest first, after the given
  /// position (null: from the beginning), at most `limit`.
  List<Conversation> history(
      TenantId tenant,
      Collection<CustomerId> customers,
      @Nullable HistoryPosition before,
      int limit);

  List<Note> notes(TenantId tenant, ConversationId conversation);

  /// The open conversation of an identity, else the latest of those that have ended. Ids follow the
  /// clock, which may have been set back, so that the open one need not have the highest.
  Optional<Conversation> latestOf(TenantId tenant, IdentityKey identity);

  /// Writes the result code of an ended conversation. Answers false when it does not exist or is
  /// open.
  boolean classify(TenantId tenant, ConversationId conversation, String disposition);

  /// Outbound rows that wait, over all tenants, in the order of conversation and seq.
  List<OutboundRow> waitingOutbounds();

  /// Takes an outbound row off and moves its message's delivery forward, but for one that
  /// [#complain] has brought into doubt and that is now sent; of one that failed or is in doubt it
  /// is kept how far it came. Answers the message as it is then.
  Optional<Message> settle(OutboundRow row, Delivery delivery, @Nullable String failure);

  /// Notes that a call of an outbound row failed for good, or came into doubt for good, while
  /// others of it are still to be made: so has the message, even if they are taken. Answers it as
  /// it is then.
  Optional<Message> complain(OutboundRow row, Delivery delivery, String failure);

  /// Notes why a message still waits. Answers it as it is then, nothing when it waits no more.
  Optional<Message> hold(OutboundRow row, String why);

  /// How far a message came before it failed or came into doubt; nothing when no call of it was
  /// answered or nothing is known.
  PartlySent partlySent(TenantId tenant, ConversationId conversation, long seq);

  /// Notes how far an outbound row has come: how often it was tried and how many of its calls were
  /// answered, what it leaves behind, whether it is in doubt, and that it is not tried before
  /// `dueAt`.
  void postpone(OutboundRow row, int tries, int answered, Instant dueAt);

  /// Notes that a call of an outbound row begins which must not be made twice; [#postpone] and
  /// [#settle] end it. Answers false when the row was taken off already.
  boolean calling(OutboundRow row, int tries, int answered);

  /// Moves the delivery of all messages to the customer up to `seq` forward, for channels that
  /// report reading. Answers the messages that changed.
  List<Message> advance(TenantId tenant, ConversationId conversation, long seq, Delivery delivery);

  /// Dead letters of a tenant, newest first.
  List<DeadLetter> deadLetters(TenantId tenant, int limit);

  void addDeadLetter(DeadLetter letter);

  /// Removes a dead letter. Answers false when there is none.
  boolean removeDeadLetter(TenantId tenant, UUID id);

  /// Result codes of a tenant by code.
  List<Disposition> dispositions(TenantId tenant);

  void save(Disposition disposition);

  /// Deletes at most `most` references of a tenant from before an instant whose message never came;
  /// answers how many there were.
  int removeReferences(TenantId tenant, Instant before, int most);

  /// How many messages of an account are stored; for the reconciliation of counts.
  long messageCount(TenantId tenant, ChannelAccountId account);
}
