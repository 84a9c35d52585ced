package kr.ondam.console.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.console.live.MaskedName;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.Customer;
import kr.ondam.customer.Traits;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.PartitionView;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Reads what the desk shows, away from the thread of the browser. One reader belongs to one desk.
final class DeskReader {
  private static final Set<Stage> HELD = Set.of(Stage.ACTIVE, Stage.ON_HOLD, Stage.WRAP_UP);
  private static final Set<Stage> WAITING = Set.of(Stage.QUEUED, Stage.OFFERED);
  private static final int MOST = 100;
  private static final int LATEST = 200;

  private final DeskParts parts;
  private final Borrowing borrowing;
  private final TenantId tenant;
  private final AgentId me;
  private final Map<ConversationId, Preview> previews = new ConcurrentHashMap<>();
  private volatile Map<AgentId, String> agents = Map.of();

  private record Preview(long seq, String text) {}

  DeskReader(DeskParts parts, User user, Borrowing borrowing) {
    this.parts = parts;
    this.borrowing = borrowing;
    tenant = user.tenant();
    me = user.agentId();
  }

  /// Fails when the store or the partition cannot answer.
  ///
  /// @param waitingToo whether the waiting conversations are wanted
  CompletionStage<DeskState> read(boolean waitingToo) {
    return parts
        .partitions()
        .look(tenant)
        .thenApplyAsync(view -> state(view, waitingToo), Thread::startVirtualThread);
  }

  private DeskState state(PartitionView view, boolean waitingToo) {
    Map<QueueId, String> queues = new HashMap<>();
    parts.routing().queues(tenant).forEach((Queue q) -> queues.put(q.id(), q.name()));
    var filter = new ConversationFilter(HELD, null, me, null);
    List<DeskState.Row> mine = new ArrayList<>();
    for (var c : parts.conversations().list(tenant, filter, null, MOST).items()) {
      var since = c.customerWaits() ? c.lastInboundAt() : c.lastMessageAt();
      mine.add(row(c, queues, false, since, view.resting().contains(c.id())));
    }
    for (var c : borrowing.held()) {
      mine.add(lent(c));
    }
    previews.keySet().retainAll(mine.stream().map(row -> row.conversation().id()).toList());
    mine.sort(
        Comparator.comparing((DeskState.Row row) -> !row.conversation().customerWaits())
            .thenComparing(DeskState.Row::since)
            .thenComparing(row -> row.conversation().id().value()));
    List<DeskState.Offered> offers = new ArrayList<>();
    for (var offer : view.openOffers()) {
      if (offer.agent().equals(me) && offer.state() == OfferState.OPEN) {
        offered(offer, view, queues).ifPresent(offers::add);
      }
    }
    boolean ready =
        view.agents().stream()
            .anyMatch(a -> a.agent().equals(me) && a.presence() == Presence.READY);
    return new DeskState(
        List.copyOf(offers),
        List.copyOf(mine),
        waitingToo ? waiting(view, queues) : null,
        view.waiting().size(),
        ready,
        parts.clock().instant());
  }

  private Optional<DeskState.Offered> offered(
      Offer offer, PartitionView view, Map<QueueId, String> queues) {
    var owner = offer.owner();
    if (owner != null) {
      return parts
          .routing()
          .loan(tenant, offer.id())
          .flatMap(loan ->
              borrowing
                  .tenant(owner)
                  .map(of ->
                      new DeskState.Lent(
                          of,
                          loan.wanted().channel(),
                          loan.wanted().queue(),
                          loan.wanted().waitingSince())))
          .map(lent -> new DeskState.Offered(offer, null, lent));
    }
    return parts
        .conversations()
        .find(tenant, offer.conversation())
        .map(c ->
            new DeskState.Offered(
                offer, row(c, queues, false, since(view, c.id(), c.openedAt()), false), null));
  }

  /// A list is no look at the conversation: neither the customer nor any words.
  private DeskState.Row lent(Conversation c) {
    return new DeskState.Row(
        c,
        "",
        "",
        "",
        c.customerWaits() ? c.lastInboundAt() : c.lastMessageAt(),
        false,
        borrowing.tenant(c.tenant()).orElse(null));
  }

  private List<DeskState.Row> waiting(PartitionView view, Map<QueueId, String> queues) {
    Map<ConversationId, Conversation> known = new HashMap<>();
    var filter = new ConversationFilter(WAITING, null, null, null);
    parts
        .conversations()
        .list(tenant, filter, null, LATEST)
        .items()
        .forEach(c -> known.put(c.id(), c));
    List<DeskState.Row> rows = new ArrayList<>();
    for (var entry : view.waiting()) {
      if (rows.size() == MOST) {
        break;
      }
      Optional.ofNullable(known.get(entry.conversation()))
          .or(() -> parts.conversations().find(tenant, entry.conversation()))
          .ifPresent(c -> rows.add(row(c, queues, true, entry.since(), false)));
    }
    return List.copyOf(rows);
  }

  private static Instant since(PartitionView view, ConversationId id, Instant otherwise) {
    return view.waiting().stream()
        .filter(entry -> entry.conversation().equals(id))
        .map(PartitionView.Waiting::since)
        .findFirst()
        .orElse(otherwise);
  }

  /// A list can be read over a shoulder, so names are masked; of whoever only waits nothing is
  /// quoted either: nobody is responsible for them yet.
  private DeskState.Row row(
      Conversation c, Map<QueueId, String> queues, boolean waits, Instant since, boolean rests) {
    var customer = parts.customers().find(tenant, c.customer());
    String name = customer.map(known -> MaskedName.of(known.name(), known.phone())).orElse("");
    var queue = c.queue();
    return new DeskState.Row(
        c,
        name,
        queue == null ? "" : queues.getOrDefault(queue, queue.value()),
        waits ? "" : preview(c),
        since,
        rests,
        null);
  }

  private String preview(Conversation c) {
    var kept = previews.get(c.id());
    if (kept != null && kept.seq() == c.lastSeq()) {
      return kept.text();
    }
    var last = parts.conversations().messages(tenant, c.id(), Math.max(0, c.lastSeq() - 3), 3);
    String text =
        last.reversed().stream()
            .map(message -> DeskText.plain(message.parts()))
            .filter(words -> !words.isBlank())
            .findFirst()
            .orElse("");
    previews.put(c.id(), new Preview(c.lastSeq(), text));
    return text;
  }

  /// A conversation the agent may see, with its latest messages; empty when there is none.
  Optional<Opened> open(ConversationId id) {
    var found = parts.conversations().find(tenant, id);
    if (found.isEmpty()) {
      return borrowing.grant(id, "read").flatMap(grant -> openLent(grant.tenant(), id));
    }
    var c = found.get();
    var customer = parts.customers().find(tenant, c.customer());
    return customer.map(known ->
        new Opened(
            c,
            known,
            parts.conversations().messages(tenant, id, Math.max(0, c.lastSeq() - LATEST), LATEST),
            attachments(id),
            parts.conversations().notes(tenant, id),
            parts.bots().notes(tenant, id),
            queueName(c),
            null));
  }

  /// The thread with its files and what the customer is called, and nothing else of the other
  /// tenant.
  private Optional<Opened> openLent(TenantId owner, ConversationId id) {
    return parts
        .conversations()
        .find(owner, id)
        .flatMap(c ->
            parts
                .customers()
                .find(owner, c.customer())
                .map(known ->
                    new Opened(
                        c,
                        new Customer(
                            owner,
                            known.id(),
                            known.name(),
                            null,
                            known.grade(),
                            "",
                            Traits.NONE,
                            known.createdAt()),
                        parts
                            .conversations()
                            .messages(owner, id, Math.max(0, c.lastSeq() - LATEST), LATEST),
                        parts.attachments().of(owner, id),
                        List.of(),
                        List.of(),
                        borrowing.tenant(owner).map(Tenant::name).orElse(owner.value()),
                        borrowing.tenant(owner).orElse(null))));
  }

  private String queueName(Conversation c) {
    var queue = c.queue();
    return queue == null
        ? ""
        : parts.routing().queues(tenant).stream()
            .filter(q -> q.id().equals(queue))
            .map(Queue::name)
            .findFirst()
            .orElse(queue.value());
  }

  /// The files of a conversation and how far our copies are.
  List<Attachment> attachments(ConversationId id) {
    return borrowing.enter(id, "read").map(of -> parts.attachments().of(of, id)).orElse(List.of());
  }

  List<Message> after(ConversationId id, long seq) {
    return borrowing
        .enter(id, "read")
        .map(of -> parts.conversations().messages(of, id, seq, LATEST))
        .orElse(List.of());
  }

  /// An agent's name, empty for one who does not exist.
  String agent(AgentId id) {
    var name = agents.get(id);
    if (name == null) {
      Map<AgentId, String> fresh = new HashMap<>();
      parts.agents().users(tenant).forEach(user -> fresh.put(user.agentId(), user.name()));
      agents = Map.copyOf(fresh);
      name = fresh.getOrDefault(id, "");
    }
    return name;
  }

  /// What one conversation shows.
  ///
  /// @param lentBy whose it is when it is another tenant's, null for one's own
  record Opened(
      Conversation conversation,
      Customer customer,
      List<Message> messages,
      List<Attachment> attachments,
      List<kr.ondam.conversation.Note> notes,
      List<BotNote> botNotes,
      String queue,
      @Nullable Tenant lentBy) {}
}
