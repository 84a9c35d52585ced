package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.WeakIds;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.IdentityKey;
import kr.ondam.customer.PhoneNumber;
import kr.ondam.customer.Traits;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Decides what one batch of a lane stores, without touching anything: the same works, knowledge
/// and ids give the same plan (architecture.md 3.3).
final class BatchPlan {
  /// How long after the end of a session its last messages may still come.
  static final Duration LATEST = Duration.ofMinutes(1);

  private final TenantId tenant;
  private final Known known;
  private final Instant now;
  private final Supplier<UUID> ids;
  private final BotRoster bots;
  private final Map<IdentityKey, CustomerId> customers;
  private final Map<String, CustomerId> byPhone;
  private final Map<IdentityKey, Reference> waiting;
  private final Map<ExternalId, Message> stored;
  private final Set<IdentityKey> merged = new HashSet<>();
  private final Set<MessageId> toldLate = new HashSet<>();
  private final Map<IdentityKey, Strand> open = new HashMap<>();
  private final Map<ConversationId, Strand> strands = new LinkedHashMap<>();
  private final BatchParts parts = new BatchParts();

  BatchPlan(TenantId tenant, Known known, Instant now, Supplier<UUID> ids, BotRoster bots) {
    this.bots = bots;
    this.tenant = tenant;
    this.known = known;
    this.now = now;
    this.ids = ids;
    customers = new HashMap<>(known.view().customers());
    byPhone = new HashMap<>(known.byPhone());
    waiting = new HashMap<>(known.view().references());
    stored = new HashMap<>(known.view().known());
    known.view().open().forEach((identity, c) -> open.put(identity, adopt(c)));
  }

  Known.Planned decide(List<Work> works) {
    var writes = new WritePlan(tenant, known, now, ids, this::strand, parts);
    var talk = new BotPlan(known, now, writes, parts);
    for (var work : works) {
      switch (work) {
        case Work.Hear hear -> {
          var receipt = hear(hear, writes);
          if (receipt instanceof Receipt.Duplicate(var first, var _)
              && known.doubted().contains(hear)
              && toldLate.add(first.id())) {
            tellLate(hear.identity(), first);
          }
          parts.after(() -> hear.done().complete(receipt));
        }
        case Work.Write write -> writes.decide(write);
        case Work.Turned turned -> talk.decide(turned, strand(turned.conversation()));
      }
      open.values().removeIf(Strand::over);
    }
    return parts.planned(tenant, strands.values(), standings(works));
  }

  private Map<IdentityKey, Remembered.Standing> standings(List<Work> works) {
    Map<IdentityKey, Remembered.Standing> standings = new HashMap<>();
    for (var work : works) {
      var identity = work.identity();
      var customer = customers.get(identity);
      if (customer != null) {
        var strand = open.get(identity);
        standings.put(
            identity,
            new Remembered.Standing(
                customer, strand == null ? null : strand.now(), waiting.get(identity)));
      }
    }
    // Behind a used reference an older one of another thread may wait.
    merged.forEach(standings::remove);
    return standings;
  }

  private Strand adopt(Conversation conversation) {
    return strands.computeIfAbsent(conversation.id(), _ -> Strand.stored(conversation));
  }

  private @Nullable Strand strand(ConversationId id) {
    var strand = strands.get(id);
    var named = known.named().get(id);
    return strand == null && named != null ? adopt(named) : strand;
  }

  private Receipt hear(Work.Hear hear, WritePlan writes) {
    return switch (hear.inbound()) {
      case Inbound.Spoken spoken -> spoken(spoken, hear.kept());
      case Inbound.Referred referred -> referred(referred);
      case Inbound.SessionExpired expired -> expired(expired, writes);
    };
  }

  /// The message was stored by a batch that seemed to have failed, so nobody has heard of it.
  private void tellLate(IdentityKey identity, Message first) {
    var strand = open.get(identity);
    if (strand != null && unheard(strand.now().stage()) && strand.now().queue() == null) {
      parts.facts.add(new ConversationFact.ConversationOpened(strand.now(), now));
    }
    parts.facts.add(new ConversationFact.MessageReceived(first, now));
  }

  private static boolean unheard(Stage stage) {
    return stage == Stage.QUEUED || stage == Stage.BOT;
  }

  private Receipt spoken(Inbound.Spoken spoken, boolean kept) {
    var externalId = new ExternalId(spoken.account(), spoken.externalId());
    var first = first(spoken, externalId);
    if (first != null) {
      boolean conflict = !Choices.said(first.parts()).equals(Choices.said(spoken.parts()));
      if (conflict && !kept) {
        parts.deadLetters.add(Letters.of(spoken, ids.get(), "conflict", now));
      }
      return new Receipt.Duplicate(first, conflict);
    }
    var identity = new IdentityKey(spoken.account(), spoken.externalUser());
    var customer = customer(identity, spoken);
    var strand = open.get(identity);
    if (strand == null) {
      strand = late(identity, spoken.threadKey());
    }
    boolean opening = strand == null;
    if (strand == null) {
      strand = open(identity, customer, spoken);
    }
    long seq = strand.number(Direction.IN, now, spoken.threadKey());
    var message = message(spoken, strand, customer, seq);
    parts.messages.add(
        new Incoming(
            message,
            new ExternalId(spoken.account(), spoken.externalId()),
            spoken.raw(),
            Attachment.of(message, spoken.account(), ids)));
    stored.put(externalId, message);
    mergeReference(identity, strand, spoken.threadKey(), opening);
    if (opening) {
      parts.facts.add(new ConversationFact.ConversationOpened(strand.now(), now));
    }
    parts.facts.add(new ConversationFact.MessageReceived(message, now));
    return new Receipt.Stored(message, opening);
  }

  /// What was stored before under the same id; without one, also what said the same a moment ago
  /// (KK26).
  private @Nullable Message first(Inbound.Spoken spoken, ExternalId id) {
    var same = stored.get(id);
    var earlier = ExternalId.earlier(spoken);
    if (same != null || earlier == null) {
      return same;
    }
    var before = stored.get(earlier);
    return before == null || before.at().plus(WeakIds.WINDOW).isBefore(spoken.receivedAt())
        ? null
        : before;
  }

  private Message message(Inbound.Spoken spoken, Strand strand, CustomerId customer, long seq) {
    return new Message(
        tenant,
        strand.now().id(),
        seq,
        new MessageId(ids.get()),
        Direction.IN,
        new Author(AuthorKind.CUSTOMER, customer.toString()),
        now,
        spoken.providerTime(),
        spoken.parts(),
        spoken.clientId(),
        Delivery.NONE,
        null);
  }

  /// The ended conversation to which a message belongs that was overtaken by the end of its own
  /// session (KK65).
  private @Nullable Strand late(IdentityKey identity, @Nullable String threadKey) {
    if (threadKey == null) {
      return null;
    }
    for (var strand : strands.values()) {
      if (strand.now().identity().equals(identity) && overtaken(strand.now(), threadKey)) {
        return strand;
      }
    }
    var latest = known.latest().get(identity);
    return latest != null && overtaken(latest, threadKey) ? adopt(latest) : null;
  }

  /// After a while it is the customer who writes again, whom somebody has to answer.
  private boolean overtaken(Conversation conversation, String threadKey) {
    var ended = conversation.endedAt();
    return conversation.endReason() == EndReason.SESSION_GONE
        && threadKey.equals(conversation.threadKey())
        && ended != null
        && now.isBefore(ended.plus(LATEST));
  }

  private CustomerId customer(IdentityKey identity, Inbound.Spoken spoken) {
    var known = customers.get(identity);
    if (known != null) {
      return known;
    }
    var claim = spoken.claim();
    String typed = claim == null ? null : claim.phone();
    @Nullable String phone = typed == null ? null : PhoneNumber.normalise(typed).orElse(null);
    var customer = phone == null ? null : byPhone.get(phone);
    if (customer == null) {
      customer = new CustomerId(ids.get());
      String name = claim == null ? null : claim.name();
      parts.customers.add(
          new Customer(
              tenant, customer, name, phone, Customer.ORDINARY_GRADE, "", Traits.NONE, now));
      if (phone != null) {
        byPhone.put(phone, customer);
      }
    }
    customers.put(identity, customer);
    parts.identities.add(
        new ChannelIdentity(tenant, identity.account(), identity.externalUser(), customer, now));
    return customer;
  }

  private Strand open(IdentityKey identity, CustomerId customer, Inbound.Spoken spoken) {
    var strand =
        Strand.fresh(
            new Conversation(
                tenant,
                new ConversationId(ids.get()),
                spoken.account(),
                spoken.kind(),
                spoken.externalUser(),
                spoken.threadKey(),
                customer,
                bots.answers(tenant, spoken.account()) ? Stage.BOT : Stage.QUEUED,
                null,
                null,
                now,
                null,
                null,
                null,
                0,
                now,
                now,
                0,
                0,
                null,
                spoken.attributes(),
                1));
    strands.put(strand.now().id(), strand);
    open.put(identity, strand);
    return strand;
  }

  private void mergeReference(
      IdentityKey identity, Strand strand, @Nullable String threadKey, boolean opening) {
    var reference = waiting.get(identity);
    if (reference == null || !sameThread(reference.threadKey(), threadKey)) {
      return;
    }
    waiting.remove(identity);
    merged.add(identity);
    if (!parts.references.remove(reference)) {
      parts.usedReferences.add(reference);
    }
    strand.know(reference.attributes());
    refer(strand, reference.routingKey(), opening);
  }

  private void refer(Strand strand, @Nullable String routingKey, boolean silently) {
    if (routingKey != null && strand.refer(routingKey) && !silently) {
      parts.facts.add(
          new ConversationFact.ConversationReferred(tenant, strand.now().id(), routingKey, now));
    }
  }

  private Receipt referred(Inbound.Referred referred) {
    var identity = new IdentityKey(referred.account(), referred.externalUser());
    var strand = open.get(identity);
    if (strand != null && sameThread(strand.now().threadKey(), referred.threadKey())) {
      strand.know(referred.attributes());
      refer(strand, referred.routingKey(), false);
      return new Receipt.Noted();
    }
    if (referred.routingKey() == null && referred.attributes().isEmpty()) {
      return new Receipt.Noted();
    }
    var reference = reference(identity, referred);
    parts.references.removeIf(
        r -> r.identity().equals(identity) && r.threadKey().equals(reference.threadKey()));
    parts.references.add(reference);
    waiting.put(identity, reference);
    return new Receipt.Noted();
  }

  /// One that says nothing takes nothing back of what was told of the same thread.
  private Reference reference(IdentityKey identity, Inbound.Referred referred) {
    var thread = Objects.requireNonNullElse(referred.threadKey(), "");
    var before = waiting.get(identity);
    var key = referred.routingKey();
    Map<String, String> attributes = new HashMap<>();
    if (before != null && before.threadKey().equals(thread)) {
      key = key == null ? before.routingKey() : key;
      attributes.putAll(before.attributes());
    }
    attributes.putAll(referred.attributes());
    return new Reference(identity, thread, key, attributes, now);
  }

  private Receipt expired(Inbound.SessionExpired expired, WritePlan writes) {
    var strand = open.get(new IdentityKey(expired.account(), expired.externalUser()));
    if (strand != null && sameThread(strand.now().threadKey(), expired.threadKey())) {
      writes.end(strand, EndReason.SESSION_GONE, null, false, _ -> {});
    }
    return new Receipt.Noted();
  }

  /// Whether two sessions may be the same one; what is not known may be any.
  static boolean sameThread(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /// Whether the customer of this channel fetches messages, so that nothing has to be sent.
  static boolean pulled(ChannelKind kind) {
    return kind == ChannelKind.WEB_CHAT;
  }
}
