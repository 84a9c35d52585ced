package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.PartitionState.AgentState;
import kr.ondam.rules.PartitionState.ConversationState;
import kr.ondam.rules.Place;
import kr.ondam.rules.Shadow;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;
import kr.ondam.rules.file.QueueRule;
import org.jspecify.annotations.Nullable;

/// Rebuilds a partition's book and the engine's state from the stored rows, with the original ages,
/// places and deadlines.
final class Restoration {
  private final Book book;
  private final Inquiry inquiry;
  private final Duration wrapUpLimit;
  private final Map<ConversationId, Arrival> arrivals = new HashMap<>();
  private final Map<ConversationId, QueueEntry> entries = new HashMap<>();
  private final Map<ConversationId, Offer> offers = new HashMap<>();
  private final Map<ConversationId, CrossTenantGrant> grants = new HashMap<>();
  private final Map<ConversationId, Segment> running = new HashMap<>();
  private final List<ConversationState> states = new ArrayList<>();
  private final List<Conversation> unqueued = new ArrayList<>();
  private final List<Conversation> overUnnoticed = new ArrayList<>();
  private final List<Tracked> leaving = new ArrayList<>();
  private final List<Tracked> missed = new ArrayList<>();
  private long now;

  Restoration(Book book, Inquiry inquiry, Duration wrapUpLimit) {
    this.book = book;
    this.inquiry = inquiry;
    this.wrapUpLimit = wrapUpLimit;
  }

  /// The engine's state; afterwards [#unqueued] and [#overUnnoticed] say what still has to be fed
  /// to it.
  ///
  /// @param given what each agent has been given of late
  PartitionState restore(
      PartitionRows rows, List<User> users, Given given, Instant at, long epoch, Turn turn) {
    now = at.toEpochMilli();
    rows.loans().forEach(loan -> book.learn(loan.wanted().skills()));
    rows.grants().forEach(grant -> grants.put(grant.conversation(), grant));
    rows.arrivals().forEach(arrival -> arrivals.put(arrival.conversation(), arrival));
    rows.entries().forEach(entry -> entries.put(entry.conversation(), entry));
    rows.openOffers().forEach(offer -> offers.put(offer.conversation(), offer));
    rows.runningSegments().forEach(segment -> running.put(segment.conversation(), segment));
    rows.presences().forEach(book::presence);
    List<AgentState> agents = agents(users, rows, given);
    rows.unfinished().stream()
        .sorted((a, b) -> a.id().value().compareTo(b.id().value()))
        .forEach(this::conversation);
    rows.loans().forEach(loan -> guest(loan, turn, at));
    states.sort(Comparator.comparingLong(state -> state.ticket().conversation()));
    // A claim of before must never be taken for one of now.
    return new PartitionState(now, book.offers.highest() + 1, (epoch << 32) + 1, 0, agents, states);
  }

  /// A loan whose agent is no longer known here ends; the owner hears of it.
  private void guest(Loan loan, Turn turn, Instant at) {
    var guest = new Guest(loan.owner(), loan.conversation(), loan.wanted());
    guest.claim = loan.claim();
    if (book.user(loan.agent()).isEmpty()) {
      var state = loan.held() ? OfferState.ACCEPTED : OfferState.RESCINDED;
      turn.change(new RoutingChange.SaveLoan(loan.with(state, at)));
      return;
    }
    guest.loan = loan;
    book.add(guest);
    long agent = book.agents.of(loan.agent());
    Place place = new Place.Held(agent);
    @Nullable Shadow shadow = null;
    if (!loan.held()) {
      var offer = loan.asOffer();
      book.open(offer);
      long number = book.offers.of(offer.id());
      place = new Place.Offered(number, agent, loan.expiresAt().toEpochMilli(), Partition.NOBODY);
      shadow = new Shadow(book.siblings.of(loan.owner()), loan.claim());
    }
    states.add(
        new ConversationState(
            Guests.ticket(guest, book),
            place,
            false,
            0,
            Partition.NOBODY,
            0,
            new TreeMap<>(),
            loan.wanted().waitingSince().toEpochMilli(),
            false,
            false,
            "",
            shadow));
  }

  /// What agents have been given.
  ///
  /// @param today how many conversations
  /// @param lastHour when, oldest first, in epoch milliseconds; counts for 시간당최대
  record Given(Map<AgentId, Integer> today, Map<AgentId, List<Long>> lastHour) {}

  /// Conversations that were committed but had not reached the partition, oldest first.
  List<Conversation> unqueued() {
    return unqueued;
  }

  /// Conversations that ended without the partition having noticed.
  List<Conversation> overUnnoticed() {
    return overUnnoticed;
  }

  /// Conversations that are about to end with a callback.
  List<Tracked> leaving() {
    return leaving;
  }

  private List<AgentState> agents(List<User> users, PartitionRows rows, Given given) {
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
                book.profile(user, book.presence(user.agentId())),
                since.getOrDefault(number, Instant.EPOCH).toEpochMilli(),
                given.today().getOrDefault(user.agentId(), 0),
                0,
                given.lastHour().getOrDefault(user.agentId(), List.of())));
      }
    }
    agents.sort((a, b) -> Long.compare(a.agent(), b.agent()));
    return agents;
  }

  private void conversation(Conversation row) {
    if (row.stage() == Stage.BOT) {
      // Its lane's, until it is handed over; it may have ended just as it was given to the bot.
      if (row.endedAt() != null) {
        overUnnoticed.add(row);
      }
      return;
    }
    var entry = entries.get(row.id());
    var segment = running.get(row.id());
    var offer = offers.get(row.id());
    if (entry == null
        && segment == null
        && offer == null
        && !grants.containsKey(row.id())
        && !row.stage().held()) {
      if (row.endedAt() == null) {
        unqueued.add(row);
      } else {
        overUnnoticed.add(row);
      }
      return;
    }
    var tracked = tracked(row, entry, segment);
    tracked.grant = grants.get(row.id());
    if (tracked.attention == Attention.CALLBACK && offer == null) {
      book.add(tracked);
      if (row.endedAt() == null) {
        leaving.add(tracked);
      } else {
        overUnnoticed.add(row);
      }
      return;
    }
    var place = place(row, tracked, entry, offer);
    if (place == null) {
      unqueued.add(row);
      return;
    }
    if (offer != null && place instanceof Place.Offered) {
      book.open(offer);
      tracked.offer(offer);
    }
    book.add(tracked);
    states.add(state(tracked, entry, place));
    if (row.endedAt() != null && row.stage().open()) {
      overUnnoticed.add(row);
    }
  }

  private ConversationState state(Tracked tracked, @Nullable QueueEntry entry, Place place) {
    var ticket = ticket(tracked);
    if (entry == null) {
      return new ConversationState(
          ticket, place, tracked.front, 0, Partition.NOBODY, 0, new TreeMap<>());
    }
    boolean waits = place instanceof Place.Waiting;
    var sticky = waits ? sticky(entry, entry.parkedUntil()) : Sticky.NONE;
    var until = entry.heldUntil();
    return new ConversationState(
        ticket,
        place,
        tracked.front,
        0,
        sticky.agent(),
        sticky.agent() == Partition.NOBODY || until == null ? 0 : until.toEpochMilli(),
        excluded(entry),
        entry.waitsSince().toEpochMilli(),
        entry.overdue(),
        false,
        "",
        null);
  }

  /// The agent a conversation is kept for, counted from an instant; nobody who is not there.
  private Sticky sticky(QueueEntry entry, @Nullable Instant from) {
    var agent = entry.heldFor();
    var until = entry.heldUntil();
    if (agent == null || until == null || book.user(agent).isEmpty()) {
      return Sticky.NONE;
    }
    long hold = from == null ? 0 : Math.max(0, until.toEpochMilli() - from.toEpochMilli());
    return new Sticky(book.agents.of(agent), hold);
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
    tracked.bot = segment == null && inquiry.botMayHave(row);
    tracked.segments = segment == null ? 0 : segment.number();
    var arrival = arrivals.get(row.id());
    if (arrival != null && book.ruling().isPresent()) {
      tracked.arrival = arrival;
      tracked.centre = arrival.centre();
      tracked.boostMillis = arrival.boostMillis();
    }
    if (entry != null) {
      tracked.front = entry.front();
      tracked.attention = entry.attention();
      tracked.parkedUntil = entry.parkedUntil();
    }
    return tracked;
  }

  private @Nullable Place place(
      Conversation row, Tracked tracked, @Nullable QueueEntry entry, @Nullable Offer offer) {
    var grant = tracked.grant;
    if (grant != null) {
      return new Place.Away(book.siblings.of(grant.grantee()), grant.claim(), false);
    }
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
    return switch (row.stage()) {
      case QUEUED, OFFERED, AFTER_HOURS -> waiting(tracked, entry);
      case ACTIVE, ON_HOLD -> held(row, tracked);
      case WRAP_UP -> {
        var assignee = row.assignee();
        var ended = row.endedAt();
        yield assignee == null || ended == null || book.user(assignee).isEmpty()
            ? null
            : new Place.WrapUp(
                book.agents.of(assignee),
                ended.plus(book.wrapUp(tracked).orElse(wrapUpLimit)).toEpochMilli());
      }
      case BOT, CLOSED, ABANDONED -> null;
    };
  }

  private Place waiting(Tracked tracked, @Nullable QueueEntry entry) {
    var until = entry == null ? null : entry.parkedUntil();
    if (entry == null || until == null) {
      return new Place.Waiting();
    }
    long opens = opening(tracked, until.toEpochMilli());
    if (opens != until.toEpochMilli()) {
      tracked.parkedUntil = Instant.ofEpochMilli(opens);
      missed.add(tracked);
    }
    return new Place.Parked(opens, sticky(entry, until));
  }

  /// The opening itself, or the next one when the queue has opened and closed meanwhile.
  private long opening(Tracked tracked, long until) {
    if (until > now) {
      return until;
    }
    return book.rule(tracked.queue, tracked.centre)
        .filter(queue -> !queue.openAt(now))
        .flatMap(QueueRule::hours)
        .map(hours -> hours.nextOpening(now).orElse(until))
        .orElse(until);
  }

  /// Conversations that wait for another opening than the one that passed while nothing ran.
  List<Tracked> missed() {
    return missed;
  }

  /// A silence that has lasted long enough makes it rest again at once.
  private @Nullable Place held(Conversation row, Tracked tracked) {
    var assignee = row.assignee();
    if (assignee == null || book.user(assignee).isEmpty()) {
      return null;
    }
    long agent = book.agents.of(assignee);
    if (book.ruling().filter(Ruling::rests).isEmpty()) {
      return new Place.Held(agent);
    }
    var silent = inquiry.silentSince(row);
    tracked.silent = silent.isPresent();
    return new Place.Held(agent, silent.map(Instant::toEpochMilli).orElse(0L));
  }

  private Ticket ticket(Tracked conversation) {
    return new Ticket(
        book.conversations.of(conversation.id),
        Requirements.channel(conversation.channel),
        book.demand(conversation),
        conversation.boostMillis,
        conversation.waitingSince.toEpochMilli(),
        conversation.order);
  }

  private SortedMap<Long, Long> excluded(QueueEntry entry) {
    SortedMap<Long, Long> excluded = new TreeMap<>();
    entry
        .excluded()
        .forEach((agent, until) -> {
          if (book.user(agent).isPresent()) {
            excluded.put(book.agents.of(agent), until.toEpochMilli());
          }
        });
    return excluded;
  }
}
