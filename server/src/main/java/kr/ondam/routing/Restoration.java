package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.PartitionState.AgentState;
import kr.ondam.rules.PartitionState.ConversationState;
import kr.ondam.rules.Place;
import kr.ondam.rules.Ticket;
import org.jspecify.annotations.Nullable;

/// Rebuilds a partition's book and the engine's state from the stored rows, with the original ages,
/// places and deadlines.
final class Restoration {
  private final Book book;
  private final Duration wrapUpLimit;
  private final Map<ConversationId, QueueEntry> entries = new HashMap<>();
  private final Map<ConversationId, Offer> offers = new HashMap<>();
  private final Map<ConversationId, Segment> running = new HashMap<>();
  private final List<ConversationState> states = new ArrayList<>();
  private final List<Conversation> unqueued = new ArrayList<>();
  private final List<Conversation> overUnnoticed = new ArrayList<>();

  Restoration(Book book, Duration wrapUpLimit) {
    this.book = book;
    this.wrapUpLimit = wrapUpLimit;
  }

  /// The engine's state; afterwards [#unqueued] and [#overUnnoticed] say what still has to be fed
  /// to it.
  PartitionState restore(PartitionRows rows, List<User> users, Instant now) {
    rows.entries().forEach(entry -> entries.put(entry.conversation(), entry));
    rows.openOffers().forEach(offer -> offers.put(offer.conversation(), offer));
    rows.runningSegments().forEach(segment -> running.put(segment.conversation(), segment));
    rows.presences().forEach(book::presence);
    List<AgentState> agents = agents(users, rows);
    rows.unfinished().stream()
        .sorted((a, b) -> a.id().value().compareTo(b.id().value()))
        .forEach(this::conversation);
    return new PartitionState(now.toEpochMilli(), book.offers.highest() + 1, agents, states);
  }

  /// Conversations that were committed but had not reached the partition, oldest first.
  List<Conversation> unqueued() {
    return unqueued;
  }

  /// Conversations that ended without the partition having noticed.
  List<Conversation> overUnnoticed() {
    return overUnnoticed;
  }

  private List<AgentState> agents(List<User> users, PartitionRows rows) {
    Map<Long, Instant> since = new TreeMap<>();
    rows.presences().forEach(p -> since.put(book.agents.of(p.agent()), p.since()));
    List<AgentState> agents = new ArrayList<>();
    for (var user : users) {
      if (user.has(Role.AGENT) && user.enabled()) {
        book.user(user);
        long number = book.agents.of(user.agentId());
        agents.add(
            new AgentState(
                number,
                book.requirements().profile(user, book.presence(user.agentId())),
                since.getOrDefault(number, Instant.EPOCH).toEpochMilli(),
                0,
                0));
      }
    }
    agents.sort((a, b) -> Long.compare(a.agent(), b.agent()));
    return agents;
  }

  private void conversation(Conversation row) {
    var entry = entries.get(row.id());
    var segment = running.get(row.id());
    var offer = offers.get(row.id());
    if (entry == null && segment == null && offer == null && !row.stage().held()) {
      if (row.endedAt() == null) {
        unqueued.add(row);
      } else {
        overUnnoticed.add(row);
      }
      return;
    }
    var tracked = tracked(row, entry, segment);
    var place = place(row, offer);
    if (place == null) {
      unqueued.add(row);
      return;
    }
    if (offer != null && place instanceof Place.Offered) {
      book.open(offer);
      tracked.offer(offer);
    }
    book.add(tracked);
    states.add(
        new ConversationState(
            ticket(tracked), place, tracked.front, 0, Partition.NOBODY, 0, excluded(tracked)));
    if (row.endedAt() != null && row.stage().open()) {
      overUnnoticed.add(row);
    }
  }

  private Tracked tracked(Conversation row, @Nullable QueueEntry entry, @Nullable Segment segment) {
    var queue = row.queue();
    QueueId current =
        entry != null ? entry.queue() : queue != null ? queue : book.classify(row.routingKey());
    var since =
        entry != null
            ? entry.waitingSince()
            : segment != null ? segment.queuedAt() : row.openedAt();
    long order = entry != null ? entry.order() : 0;
    var tracked = new Tracked(row.id(), row.channel(), since, order, current, row.stage());
    tracked.assignee = row.assignee();
    tracked.segments = segment == null ? 0 : segment.number();
    if (entry != null) {
      tracked.front = entry.front();
      entry.excluded().forEach(tracked::exclude);
    }
    return tracked;
  }

  private @Nullable Place place(Conversation row, @Nullable Offer offer) {
    if (offer != null) {
      long number = book.offers.of(offer.id());
      var sender = offer.transferredBy();
      if (book.user(offer.agent()).isEmpty()) {
        return new Place.Waiting();
      }
      return new Place.Offered(
          number,
          book.agents.of(offer.agent()),
          offer.expiresAt().toEpochMilli(),
          sender == null ? Partition.NOBODY : book.agents.of(sender));
    }
    var assignee = row.assignee();
    return switch (row.stage()) {
      case QUEUED, OFFERED, BOT, AFTER_HOURS -> new Place.Waiting();
      case ACTIVE, ON_HOLD ->
          assignee == null || book.user(assignee).isEmpty()
              ? null
              : new Place.Held(book.agents.of(assignee));
      case WRAP_UP -> {
        var ended = row.endedAt();
        yield assignee == null || ended == null || book.user(assignee).isEmpty()
            ? null
            : new Place.WrapUp(book.agents.of(assignee), ended.plus(wrapUpLimit).toEpochMilli());
      }
      case CLOSED, ABANDONED -> null;
    };
  }

  private Ticket ticket(Tracked conversation) {
    return new Ticket(
        book.conversations.of(conversation.id),
        Requirements.channel(conversation.channel),
        book.demand(conversation.queue),
        0,
        conversation.waitingSince.toEpochMilli(),
        conversation.order);
  }

  private SortedMap<Long, Long> excluded(Tracked conversation) {
    SortedMap<Long, Long> excluded = new TreeMap<>();
    Set<Long> known = new HashSet<>();
    book.users().forEach(user -> known.add(book.agents.of(user.agentId())));
    conversation
        .excluded()
        .forEach((agent, until) -> {
          long number = book.agents.of(agent);
          if (known.contains(number)) {
            excluded.put(number, until.toEpochMilli());
          }
        });
    return excluded;
  }
}
