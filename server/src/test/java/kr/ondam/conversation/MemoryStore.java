package kr.ondam.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Conversations and customers of one tenant in memory, with the unique keys of the real store and
/// faults on demand.
final class MemoryStore implements ConversationStore, CustomerStore {
  private static final Instant BEGINNING = Instant.EPOCH;

  final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
  final Map<ExternalId, Message> external = new HashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<DeadLetter> letters = new ArrayList<>();
  final List<Note> notes = new ArrayList<>();
  final List<OutboundRow> rows = new ArrayList<>();
  final List<Disposition> codes = new ArrayList<>();
  final List<CustomerEvent> events = new ArrayList<>();
  final Map<CustomerId, Customer> customers = new LinkedHashMap<>();
  final Map<IdentityKey, ChannelIdentity> identities = new HashMap<>();
  final Map<IdentityKey, Reference> references = new HashMap<>();
  final List<Integer> batches = new ArrayList<>();
  volatile boolean down;
  volatile String poison = "\0";

  /// Breaks with every batch, although no work asked for it.
  volatile @Nullable Fence alienFence;

  volatile boolean forgetsView;

  @Override
  public synchronized LaneView view(
      TenantId tenant, Collection<IdentityKey> asked, Collection<ExternalId> externalIds) {
    check();
    Map<IdentityKey, CustomerId> known = new HashMap<>();
    Map<IdentityKey, Conversation> open = new HashMap<>();
    Map<ExternalId, Message> stored = new HashMap<>();
    Map<IdentityKey, Reference> waiting = new HashMap<>();
    for (var key : asked) {
      var identity = identities.get(key);
      if (identity != null) {
        known.put(key, identity.customer());
      }
      latest(key).filter(c -> c.endedAt() == null).ifPresent(c -> open.put(key, c));
      var reference = references.get(key);
      if (reference != null) {
        waiting.put(key, reference);
      }
    }
    externalIds.stream()
        .filter(id -> !forgetsView && external.containsKey(id))
        .forEach(id -> stored.put(id, one(external, id)));
    forgetsView = false;
    return new LaneView(known, open, stored, waiting);
  }

  @Override
  public synchronized void append(LaneBatch batch) {
    check();
    Fence alien = alienFence;
    if (alien != null) {
      throw new FenceBroken(alien, null);
    }
    for (var fence : batch.fences()) {
      AgentId holder = one(conversations, fence.conversation()).assignee();
      if (!fence.assignee().equals(holder)) {
        throw new FenceBroken(fence, holder);
      }
    }
    for (var incoming : batch.messages()) {
      if (incoming.message().parts().toString().contains(poison)) {
        throw new IllegalStateException("a row nobody can store");
      }
      ExternalId id = incoming.externalId();
      if (id != null && external.containsKey(id)) {
        throw new DuplicateRow("message_external", new IllegalStateException());
      }
    }
    batches.add(batch.messages().size());
    batch.customers().forEach(c -> customers.put(c.id(), c));
    batch.identities().forEach(i -> identities.put(i.key(), i));
    batch.opened().forEach(c -> conversations.put(c.id(), c));
    for (var incoming : batch.messages()) {
      messages.add(incoming.message());
      ExternalId id = incoming.externalId();
      if (id != null) {
        external.put(id, incoming.message());
      }
    }
    batch.progressed().forEach(this::progress);
    batch.endings().forEach(this::end);
    rows.addAll(batch.outbounds());
    batch.references().forEach(r -> references.put(r.identity(), r));
    batch.usedReferences().forEach(r -> references.remove(r.identity(), r));
    letters.addAll(batch.deadLetters());
    notes.addAll(batch.notes());
  }

  private void progress(Progress p) {
    var c = one(conversations, p.conversation());
    conversations.put(
        c.id(),
        new Conversation(
            c.tenant(),
            c.id(),
            c.account(),
            c.channel(),
            c.externalUser(),
            p.threadKey() == null ? c.threadKey() : p.threadKey(),
            c.customer(),
            c.stage(),
            c.assignee(),
            c.queue(),
            c.openedAt(),
            c.endedAt(),
            c.endReason(),
            c.disposition(),
            p.lastSeq(),
            p.lastMessageAt(),
            p.lastInboundAt(),
            p.lastInboundSeq(),
            p.lastOutboundSeq(),
            p.routingKey() == null ? c.routingKey() : p.routingKey(),
            c.attributes()));
  }

  private void end(Ending e) {
    change(e.conversation(), null, null, e);
  }

  /// What the partition does: sets stage and assignee.
  synchronized void assign(ConversationId id, Stage stage, @Nullable AgentId agent) {
    change(id, stage, agent, null);
  }

  private void change(
      ConversationId id, @Nullable Stage stage, @Nullable AgentId agent, @Nullable Ending e) {
    var c = one(conversations, id);
    conversations.put(
        id,
        new Conversation(
            c.tenant(),
            c.id(),
            c.account(),
            c.channel(),
            c.externalUser(),
            c.threadKey(),
            c.customer(),
            stage == null ? c.stage() : stage,
            stage == null ? c.assignee() : agent,
            c.queue(),
            c.openedAt(),
            e == null ? c.endedAt() : e.at(),
            e == null ? c.endReason() : e.reason(),
            e == null ? c.disposition() : e.disposition(),
            c.lastSeq(),
            c.lastMessageAt(),
            c.lastInboundAt(),
            c.lastInboundSeq(),
            c.lastOutboundSeq(),
            c.routingKey(),
            c.attributes()));
  }

  private void check() {
    if (down) {
      throw new StoreUnavailable("down", new IllegalStateException());
    }
  }

  private static <K, V> V one(Map<K, V> map, K key) {
    var value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no " + key);
    }
    return value;
  }

  private Optional<Conversation> latest(IdentityKey key) {
    return conversations.values().stream()
        .filter(c -> c.identity().equals(key))
        .reduce((_, second) -> second);
  }

  @Override
  public synchronized Optional<Conversation> find(TenantId tenant, ConversationId id) {
    check();
    return Optional.ofNullable(conversations.get(id)).filter(c -> c.tenant().equals(tenant));
  }

  @Override
  public ConversationPage list(
      TenantId tenant, ConversationFilter filter, @Nullable ConversationId before, int limit) {
    return new ConversationPage(List.copyOf(conversations.values()), null);
  }

  @Override
  public synchronized List<Message> messages(
      TenantId tenant, ConversationId conversation, long afterSeq, int limit) {
    return messages.stream()
        .filter(m -> m.conversation().equals(conversation) && m.seq() > afterSeq)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Message> byClientId(
      TenantId tenant, ConversationId conversation, String clientId) {
    return messages.stream()
        .filter(m -> m.conversation().equals(conversation) && clientId.equals(m.clientId()))
        .findFirst();
  }

  @Override
  public synchronized List<Conversation> history(
      TenantId tenant, Collection<CustomerId> asked, @Nullable Instant before, int limit) {
    return conversations.values().stream()
        .filter(c -> c.tenant().equals(tenant) && asked.contains(c.customer()))
        .toList()
        .reversed()
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public List<Note> notes(TenantId tenant, ConversationId conversation) {
    return List.copyOf(notes);
  }

  @Override
  public synchronized Optional<Conversation> latestOf(TenantId tenant, IdentityKey identity) {
    return latest(identity);
  }

  @Override
  public synchronized boolean classify(TenantId tenant, ConversationId id, String disposition) {
    var c = one(conversations, id);
    var reason = c.endReason();
    if (reason == null) {
      return false;
    }
    change(id, null, null, new Ending(id, BEGINNING, reason, disposition));
    return true;
  }

  @Override
  public synchronized List<OutboundRow> waitingOutbounds() {
    return List.copyOf(rows);
  }

  @Override
  public synchronized Optional<Message> settle(
      OutboundRow row, Delivery delivery, @Nullable String failure) {
    rows.removeIf(r -> r.message().equals(row.message()));
    for (int i = 0; i < messages.size(); i++) {
      var m = messages.get(i);
      if (m.id().equals(row.message())) {
        var moved =
            new Message(
                m.tenant(),
                m.conversation(),
                m.seq(),
                m.id(),
                m.direction(),
                m.author(),
                m.at(),
                m.providerAt(),
                m.parts(),
                m.clientId(),
                delivery,
                failure);
        messages.set(i, moved);
        return Optional.of(moved);
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized void postpone(OutboundRow row, int tries, Instant dueAt) {
    rows.replaceAll(r ->
        r.message().equals(row.message())
            ? new OutboundRow(r.outbound(), r.conversation(), r.message(), r.seq(), tries, dueAt)
            : r);
  }

  @Override
  public List<Message> advance(
      TenantId tenant, ConversationId conversation, long seq, Delivery delivery) {
    return List.of();
  }

  @Override
  public synchronized List<DeadLetter> deadLetters(TenantId tenant, int limit) {
    return List.copyOf(letters);
  }

  @Override
  public synchronized void addDeadLetter(DeadLetter letter) {
    check();
    letters.add(letter);
  }

  @Override
  public boolean removeDeadLetter(TenantId tenant, UUID id) {
    return letters.removeIf(l -> l.id().equals(id));
  }

  @Override
  public List<Disposition> dispositions(TenantId tenant) {
    return List.copyOf(codes);
  }

  @Override
  public void save(Disposition disposition) {
    codes.add(disposition);
  }

  @Override
  public synchronized long messageCount(TenantId tenant, ChannelAccountId account) {
    return messages.size();
  }

  @Override
  public synchronized Optional<Customer> find(TenantId tenant, CustomerId customer) {
    return Optional.ofNullable(customers.get(customer)).filter(c -> c.tenant().equals(tenant));
  }

  @Override
  public boolean save(Customer customer) {
    return customers.replace(customer.id(), customer) != null;
  }

  @Override
  public synchronized List<Customer> byPhone(TenantId tenant, String phone) {
    return customers.values().stream().filter(c -> phone.equals(c.phone())).toList();
  }

  @Override
  public List<ChannelIdentity> identities(TenantId tenant, CustomerId customer) {
    return identities.values().stream().filter(i -> i.customer().equals(customer)).toList();
  }

  @Override
  public boolean add(CustomerEvent event) {
    return events.add(event);
  }

  @Override
  public List<CustomerEvent> events(TenantId tenant, CustomerId customer, int limit) {
    return events.stream().filter(e -> e.customer().equals(customer)).toList();
  }
}
