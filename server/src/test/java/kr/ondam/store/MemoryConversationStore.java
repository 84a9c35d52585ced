package kr.ondam.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationPage;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.ExternalId;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.LaneView;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.PartlySent;
import kr.ondam.conversation.Reference;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Conversations in memory.
final class MemoryConversationStore implements ConversationStore {
  private final MemoryTables tables;
  private final MemoryDeliveries deliveries;
  private final MemoryFaults faults;

  MemoryConversationStore(MemoryTables tables, MemoryFaults faults) {
    this.tables = tables;
    this.faults = faults;
    deliveries = new MemoryDeliveries(tables);
  }

  @Override
  public LaneView view(
      TenantId tenant, Collection<IdentityKey> identities, Collection<ExternalId> externalIds) {
    return faults.view.apply(tables.ledger.run(() -> seen(tenant, identities, externalIds)));
  }

  private LaneView seen(
      TenantId tenant, Collection<IdentityKey> identities, Collection<ExternalId> externalIds) {
    Map<IdentityKey, CustomerId> customers = new HashMap<>();
    Map<IdentityKey, Conversation> open = new HashMap<>();
    Map<IdentityKey, Reference> references = new HashMap<>();
    for (var key : identities) {
      Object[] parts = {tenant, key.account(), key.externalUser()};
      tables
          .identities
          .find(parts)
          .map(ChannelIdentity::customer)
          .ifPresent(customer -> customers.put(key, customer));
      tables
          .open
          .find(parts)
          .flatMap(id -> tables.conversations.find(tenant, id))
          .ifPresent(conversation -> open.put(key, conversation));
      tables.references.under(parts).stream()
          .max(Comparator.comparing(Reference::at))
          .ifPresent(reference -> references.put(key, reference));
    }
    Map<ExternalId, Message> known = new HashMap<>();
    for (var id : externalIds) {
      tables
          .externalIds
          .find(tenant, id.account(), id.value())
          .flatMap(place -> at(tenant, place))
          .ifPresent(message -> known.put(id, message));
    }
    return new LaneView(customers, open, known, references);
  }

  private Optional<Message> at(TenantId tenant, MemoryTables.Place place) {
    return tables.messages.find(tenant, place.conversation(), place.seq()).map(Incoming::message);
  }

  @Override
  public void append(LaneBatch batch) {
    faults.append.accept(batch);
    tables.ledger.change(() -> new MemoryLaneWrites(tables, batch).write());
    faults.appended.run();
  }

  @Override
  public void keep() {
    faults.keep.run();
  }

  @Override
  public Optional<Conversation> find(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() -> tables.conversations.find(tenant, conversation));
  }

  private Stream<Conversation> newestFirst(TenantId tenant) {
    return tables.conversations.under(tenant).reversed().stream();
  }

  @Override
  public ConversationPage list(
      TenantId tenant, ConversationFilter filter, @Nullable ConversationId before, int limit) {
    List<Conversation> found =
        tables.ledger.run(() ->
            newestFirst(tenant)
                .filter(c -> before == null || c.id().toString().compareTo(before.toString()) < 0)
                .filter(c -> filter.stages().isEmpty() || filter.stages().contains(c.stage()))
                .filter(c -> filter.customer() == null || c.customer().equals(filter.customer()))
                .filter(c -> filter.assignee() == null || filter.assignee().equals(c.assignee()))
                .filter(c -> filter.queue() == null || filter.queue().equals(c.queue()))
                .filter(c -> filter.reason() == null || filter.reason() == c.endReason())
                .limit(limit + 1L)
                .toList());
    return found.size() <= limit
        ? new ConversationPage(found, null)
        : new ConversationPage(found.subList(0, limit), found.get(limit - 1).id());
  }

  @Override
  public List<Message> messages(
      TenantId tenant, ConversationId conversation, long afterSeq, int limit) {
    return tables.ledger.run(() ->
        tables.messages.under(tenant, conversation).stream()
            .map(Incoming::message)
            .filter(m -> m.seq() > afterSeq)
            .limit(limit)
            .toList());
  }

  @Override
  public Optional<Message> byClientId(
      TenantId tenant, ConversationId conversation, String clientId) {
    return tables.ledger.run(
        () -> tables.clientIds.find(tenant, conversation, clientId).flatMap(p -> at(tenant, p)));
  }

  @Override
  public List<Conversation> history(
      TenantId tenant,
      Collection<CustomerId> customers,
      @Nullable HistoryPosition before,
      int limit) {
    return tables.ledger.run(() ->
        newestFirst(tenant)
            .filter(c -> customers.contains(c.customer()))
            .filter(
                c -> before == null || HistoryPosition.NEWEST_FIRST.compare(before, opening(c)) < 0)
            .sorted(
                Comparator.comparing(
                    MemoryConversationStore::opening, HistoryPosition.NEWEST_FIRST))
            .limit(limit)
            .toList());
  }

  private static HistoryPosition opening(Conversation c) {
    return new HistoryPosition(c.openedAt(), c.id().value());
  }

  @Override
  public List<Note> notes(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() ->
        tables.notes.under(tenant).stream()
            .filter(n -> n.conversation().equals(conversation))
            .sorted(Comparator.comparing(Note::at))
            .toList());
  }

  @Override
  public Optional<Conversation> latestOf(TenantId tenant, IdentityKey identity) {
    return tables.ledger.run(() ->
        newestFirst(tenant)
            .filter(c -> c.identity().equals(identity))
            .min(Comparator.comparing(c -> c.endedAt() != null)));
  }

  @Override
  public boolean classify(TenantId tenant, ConversationId conversation, String disposition) {
    return tables.ledger.run(() -> {
      var ended = tables.conversations.find(tenant, conversation).filter(c -> c.endedAt() != null);
      ended.ifPresent(c -> {
        tables.dispositions.require(tenant, disposition);
        tables.conversations.put(
            new ConversationDraft(c).classified(disposition).done(), tenant, conversation);
      });
      return ended.isPresent();
    });
  }

  @Override
  public List<OutboundRow> waitingOutbounds() {
    return deliveries.waiting();
  }

  @Override
  public Optional<Message> settle(OutboundRow row, Delivery delivery, @Nullable String failure) {
    faults.settle.accept(row);
    return deliveries.settle(row, delivery, failure);
  }

  @Override
  public PartlySent partlySent(TenantId tenant, ConversationId conversation, long seq) {
    return deliveries.partlySent(tenant, conversation, seq);
  }

  @Override
  public Optional<Message> complain(OutboundRow row, Delivery delivery, String failure) {
    return deliveries.complain(row, delivery, failure);
  }

  @Override
  public void postpone(OutboundRow row, int tries, int answered, Instant dueAt) {
    deliveries.postpone(row, tries, answered, dueAt);
  }

  @Override
  public Optional<Message> hold(OutboundRow row, String why) {
    return deliveries.hold(row, why);
  }

  @Override
  public boolean calling(OutboundRow row, int tries, int answered) {
    return deliveries.calling(row, tries, answered);
  }

  @Override
  public List<Message> advance(
      TenantId tenant, ConversationId conversation, long seq, Delivery delivery) {
    return deliveries.advance(tenant, conversation, seq, delivery);
  }

  @Override
  public List<DeadLetter> deadLetters(TenantId tenant, int limit) {
    return tables.ledger.run(
        () -> tables.deadLetters.under(tenant).reversed().stream().limit(limit).toList());
  }

  @Override
  public void addDeadLetter(DeadLetter letter) {
    tables.ledger.change(() -> {
      if (!letter.tenant().equals(TenantId.GROUP)) {
        tables.accounts.require(letter.tenant(), letter.account());
      }
      tables.deadLetters.insert(letter, letter.tenant(), letter.id());
    });
  }

  @Override
  public boolean removeDeadLetter(TenantId tenant, UUID id) {
    return tables.ledger.run(() -> tables.deadLetters.remove(tenant, id));
  }

  @Override
  public List<Disposition> dispositions(TenantId tenant) {
    return tables.ledger.run(() -> tables.dispositions.under(tenant));
  }

  @Override
  public void save(Disposition disposition) {
    tables.ledger.change(() -> {
      var parent = disposition.parent();
      if (parent != null) {
        tables.dispositions.require(disposition.tenant(), parent);
      }
      tables.dispositions.put(disposition, disposition.tenant(), disposition.code());
    });
  }

  @Override
  public int removeReferences(TenantId tenant, Instant before, int most) {
    return tables.ledger.run(() -> {
      List<Reference> old =
          tables.references.under(tenant).stream()
              .filter(reference -> reference.at().isBefore(before))
              .sorted(Comparator.comparing(Reference::at))
              .limit(most)
              .toList();
      old.forEach(reference ->
          tables.references.remove(
              tenant,
              reference.identity().account(),
              reference.identity().externalUser(),
              reference.threadKey()));
      return old.size();
    });
  }

  @Override
  public long messageCount(TenantId tenant, ChannelAccountId account) {
    return tables.ledger.run(() -> (long) tables.externalIds.under(tenant, account).size());
  }
}
