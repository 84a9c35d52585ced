package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationId;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Event;
import kr.ondam.rules.Ticket;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;

/// The lender's side of an overflow: conversations of other tenants that agents of this one may
/// take, are being asked to take, or have.
///
/// This partition decides about its agents' slots and nothing else. It writes loans, never a row of
/// the conversation, and its own managers cannot reach it.
final class Guests {
  /// A slot is reserved no longer than this for an owner who does not answer.
  static final Duration CLAIM_LIMIT = Duration.ofSeconds(10);

  /// The engine's queue of all guests; queues of the tenant are numbered from 1.
  private static final long QUEUE = 0;

  private static final String LATE = "LATE";

  private final Book book;
  private final OverflowAgreements agreements;
  private final TimeOrderedIds ids;

  /// Guests whose owner has not answered the claim yet.
  private final Set<Guest> asking = new LinkedHashSet<>();

  private String lastEnd = "AGENT_AWAY";

  Guests(Book book, OverflowAgreements agreements, TimeOrderedIds ids) {
    this.book = book;
    this.agreements = agreements;
    this.ids = ids;
  }

  /// Whether an effect is about a guest.
  boolean concerns(Effect effect) {
    return switch (effect) {
      case Effect.Queued e -> is(e.conversation());
      case Effect.OfferMade e -> is(e.conversation());
      case Effect.OfferEnded e -> is(e.conversation());
      case Effect.Assigned e -> is(e.conversation());
      case Effect.Unassigned e -> is(e.conversation());
      case Effect.Released e -> is(e.conversation());
      case Effect.WrapUpStarted e -> is(e.conversation());
      case Effect.Crossing.Claimed _,
          Effect.Crossing.GivenBack _,
          Effect.Crossing.Kept _,
          Effect.Crossing.Dropped _ ->
          true;
      case Effect.Crossing _,
          Effect.Abandoned _,
          Effect.AgentMissed _,
          Effect.Dormant _,
          Effect.Overdue _,
          Effect.Parked _,
          Effect.Refused _,
          Effect.Relaxed _,
          Effect.Revised _,
          Effect.Woken _ ->
          false;
    };
  }

  private boolean is(long number) {
    return book.guest(number).isPresent();
  }

  /// Writes what the engine decided about a guest.
  void write(Effect effect, Turn turn, Instant at) {
    switch (effect) {
      case Effect.Crossing.Claimed claimed -> claimed(claimed, turn, at);
      case Effect.Crossing.GivenBack back -> {
        var guest = guest(back.conversation());
        answered(guest);
        turn.send(guest.owner, new Crossing.GivenBack(guest.conversation, back.claim(), lastEnd));
      }
      case Effect.Crossing.Kept kept -> {
        var guest = guest(kept.conversation());
        turn.send(
            guest.owner,
            new Crossing.Kept(
                guest.conversation, kept.claim(), loan(guest).offer(), Optional.empty()));
      }
      case Effect.Crossing.Dropped dropped -> {
        var guest = guest(dropped.conversation());
        answered(guest);
        book.forget(guest);
      }
      case Effect.OfferMade made -> {
        var expires = Instant.ofEpochMilli(made.expiresAt());
        var guest = guest(made.conversation());
        var agent = book.agents.id(made.agent());
        var loan = lend(guest, agent, expires, OfferState.OPEN, turn, at);
        var offer = loan.asOffer();
        book.offers.bind(offer.id(), made.offer());
        book.open(offer);
        turn.fact(new RoutingFact.OfferMade(offer, at));
      }
      case Effect.OfferEnded ended -> ended(ended, turn, at);
      case Effect.Assigned assigned -> {
        var guest = guest(assigned.conversation());
        if (!guest.lent()) {
          lend(guest, book.agents.id(assigned.agent()), at, OfferState.ACCEPTED, turn, at);
        }
      }
      case Effect.Released released -> {
        var guest = guest(released.conversation());
        save(guest, loan(guest).with(OfferState.ACCEPTED, at), turn);
        book.forget(guest);
      }
      default -> throw new IllegalStateException("not of a guest: " + effect);
    }
  }

  private void claimed(Effect.Crossing.Claimed claimed, Turn turn, Instant at) {
    var guest = guest(claimed.conversation());
    var agent = book.agents.id(claimed.agent());
    guest.claim = claimed.claim();
    guest.claimedAt = at;
    asking.add(guest);
    lastEnd = "AGENT_AWAY";
    turn.send(
        guest.owner,
        new Crossing.Claimed(
            guest.conversation,
            claimed.claim(),
            agent,
            book.user(agent).map(User::name).orElse("")));
  }

  private Loan lend(
      Guest guest, AgentId agent, Instant expires, OfferState state, Turn turn, Instant at) {
    answered(guest);
    var loan =
        new Loan(
            book.tenant,
            new OfferId(ids.next()),
            guest.owner,
            guest.conversation,
            guest.claim,
            guest.wanted,
            agent,
            at,
            expires,
            state,
            null);
    save(guest, loan, turn);
    return loan;
  }

  private void ended(Effect.OfferEnded ended, Turn turn, Instant at) {
    var guest = guest(ended.conversation());
    var before = loan(guest);
    var state = EffectWriter.state(ended.end());
    lastEnd = ended.end().name();
    var now = before.with(state, state == OfferState.ACCEPTED ? null : at);
    save(guest, now, turn);
    book.close(before.asOffer());
    turn.fact(new RoutingFact.OfferEnded(now.asOffer(), at));
  }

  private void answered(Guest guest) {
    guest.claimedAt = null;
    asking.remove(guest);
  }

  private static void save(Guest guest, Loan loan, Turn turn) {
    guest.loan = loan.live() ? loan : null;
    turn.change(new RoutingChange.SaveLoan(loan));
  }

  private Guest guest(long number) {
    return book.guest(number)
        .orElseThrow(() -> new IllegalStateException("conversation " + number + " is no guest"));
  }

  private static Loan loan(Guest guest) {
    return Objects.requireNonNull(guest.loan, "a guest without a loan");
  }

  /// Takes what an owner says.
  void hear(TenantId from, Crossing message, Commands commands, Turn turn, Instant at) {
    switch (message) {
      case Crossing.Requested asked -> requested(from, asked, commands, turn, at);
      case Crossing.Withdrawn withdrawn ->
          of(from, withdrawn.conversation())
              .ifPresent(guest -> withdraw(guest, commands, turn, at));
      case Crossing.Granted granted -> granted(from, granted, commands, turn, at);
      case Crossing.Denied denied ->
          of(from, denied.conversation())
              .ifPresent(guest -> deny(guest, denied.claim(), commands, turn, at));
      case Crossing.Over over ->
          of(from, over.conversation())
              .filter(guest -> guest.lent() && loan(guest).claim() == over.claim())
              .ifPresent(guest -> release(guest, commands, turn, at));
      case Crossing.Restarted restarted -> compare(from, restarted.granted(), commands, turn, at);
      case Crossing.Claimed _, Crossing.GivenBack _, Crossing.Kept _, Crossing.CameBack _ ->
          throw new IllegalArgumentException("not for a lender: " + message);
    }
  }

  private Optional<Guest> of(TenantId owner, ConversationId conversation) {
    return book.guest(conversation).filter(guest -> guest.owner.equals(owner));
  }

  private void requested(
      TenantId from, Crossing.Requested asked, Commands commands, Turn turn, Instant at) {
    if (agreements.between(from, book.tenant, at).isEmpty()
        || book.conversation(asked.conversation()).isPresent()) {
      return;
    }
    if (book.learn(asked.wanted().skills())) {
      book.users().forEach(user -> describe(user, commands, turn, at));
    }
    var guest = of(from, asked.conversation()).orElse(null);
    if (guest == null) {
      guest = new Guest(from, asked.conversation(), asked.wanted());
      book.add(guest);
    }
    guest.wanted = asked.wanted();
    commands.feed(
        new Event.Crossing.Requested(
            at.toEpochMilli(), ticket(guest, book), book.siblings.of(from)),
        turn,
        null);
  }

  private void describe(User user, Commands commands, Turn turn, Instant at) {
    var agent = user.agentId();
    commands.feed(
        new Event.AgentChanged(
            at.toEpochMilli(), book.agents.of(agent), book.profile(user, book.presence(agent))),
        turn,
        null);
  }

  /// What the engine is told of a guest: class, weight, head start and age as with its owner.
  static Ticket ticket(Guest guest, Book book) {
    var wanted = guest.wanted;
    var required = book.foreign(wanted.skills());
    return new Ticket(
        book.conversations.of(guest.conversation),
        Requirements.channel(wanted.channel()),
        new Demand(QUEUE, wanted.priorityClass(), wanted.weight(), required, required, List.of()),
        wanted.boostMillis(),
        wanted.waitingSince().toEpochMilli(),
        wanted.order());
  }

  private void granted(
      TenantId from, Crossing.Granted granted, Commands commands, Turn turn, Instant at) {
    var found = of(from, granted.conversation());
    if (found.isPresent() && found.get().lent() && loan(found.get()).claim() == granted.claim()) {
      return;
    }
    if (found.isEmpty() || found.get().claimedAt == null || found.get().claim != granted.claim()) {
      turn.send(from, new Crossing.GivenBack(granted.conversation(), granted.claim(), LATE));
      return;
    }
    lastEnd = "AGENT_AWAY";
    commands.feed(
        new Event.Crossing.Granted(
            at.toEpochMilli(),
            book.conversations.of(granted.conversation()),
            book.siblings.of(from),
            granted.claim()),
        turn,
        null);
  }

  private void withdraw(Guest guest, Commands commands, Turn turn, Instant at) {
    commands.feed(
        new Event.Crossing.Withdrawn(at.toEpochMilli(), book.conversations.of(guest.conversation)),
        turn,
        null);
  }

  private void deny(Guest guest, long claim, Commands commands, Turn turn, Instant at) {
    commands.feed(
        new Event.Crossing.Denied(
            at.toEpochMilli(), book.conversations.of(guest.conversation), claim),
        turn,
        null);
  }

  /// The agent's slot is needed no more.
  private void release(Guest guest, Commands commands, Turn turn, Instant at) {
    if (loan(guest).held()) {
      commands.feed(
          new Event.Ended(at.toEpochMilli(), book.conversations.of(guest.conversation), 0),
          turn,
          null);
    } else {
      withdraw(guest, commands, turn, at);
    }
  }

  /// An agent is about to leave: guests go back to their owners and never to somebody else here.
  void leave(AgentId agent, Commands commands, Turn turn, Instant at) {
    for (var guest : List.copyOf(book.guests())) {
      if (guest.lent() && loan(guest).held() && loan(guest).agent().equals(agent)) {
        turn.send(
            guest.owner,
            new Crossing.CameBack(guest.conversation, loan(guest).claim(), "AGENT_LOST"));
        release(guest, commands, turn, at);
      }
    }
  }

  /// After a restart of either side: the owner's rows and ours say the same from now on.
  private void compare(
      TenantId owner, List<Crossing.Standing> granted, Commands commands, Turn turn, Instant at) {
    for (var guest : List.copyOf(book.guests())) {
      if (guest.owner.equals(owner)) {
        compare(guest, granted, commands, turn, at);
      }
    }
    for (var one : granted) {
      boolean known =
          of(owner, one.conversation())
              .filter(guest -> guest.lent() && loan(guest).claim() == one.claim())
              .isPresent();
      if (!known) {
        turn.send(owner, new Crossing.GivenBack(one.conversation(), one.claim(), "LOST"));
      }
    }
  }

  private void compare(
      Guest guest, List<Crossing.Standing> granted, Commands commands, Turn turn, Instant at) {
    long claim = guest.lent() ? loan(guest).claim() : guest.claim;
    var standing =
        granted.stream()
            .filter(one -> one.conversation().equals(guest.conversation) && one.claim() == claim)
            .findFirst();
    if (guest.lent()) {
      if (standing.isEmpty()) {
        release(guest, commands, turn, at);
      } else if (loan(guest).held() && !standing.get().accepted()) {
        turn.send(
            guest.owner,
            new Crossing.Kept(guest.conversation, claim, loan(guest).offer(), Optional.empty()));
      }
    } else if (guest.claimedAt == null) {
      withdraw(guest, commands, turn, at);
    } else if (standing.isPresent()) {
      granted(guest.owner, new Crossing.Granted(guest.conversation, claim), commands, turn, at);
    } else {
      deny(guest, claim, commands, turn, at);
    }
  }

  /// What agents of this tenant have of an owner.
  List<Crossing.Standing> loans(TenantId owner) {
    List<Crossing.Standing> standing = new ArrayList<>();
    for (var guest : book.guests()) {
      if (guest.owner.equals(owner) && guest.lent()) {
        standing.add(
            new Crossing.Standing(guest.conversation, loan(guest).claim(), loan(guest).held()));
      }
    }
    return standing;
  }

  /// Frees slots whose owner does not answer; should it do so later, it gets the conversation back.
  void tick(Commands commands, Turn turn, Instant at) {
    for (var guest : List.copyOf(asking)) {
      var since = guest.claimedAt;
      if (since != null && !since.plus(CLAIM_LIMIT).isAfter(at)) {
        deny(guest, guest.claim, commands, turn, at);
      }
    }
  }

  /// When [#tick] has to look again.
  OptionalLong nextDue() {
    return asking.stream()
        .mapToLong(
            guest -> Objects.requireNonNull(guest.claimedAt).plus(CLAIM_LIMIT).toEpochMilli())
        .min();
  }
}
