package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.PresenceChanged;
import kr.ondam.agent.PresenceState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Decision;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Trace;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;

/// Turns the engine's effects into rows to store and facts to tell, and keeps the book in step.
final class EffectWriter {
  private final Book book;
  private final TimeOrderedIds ids;
  private final Set<ConversationId> listening;
  private final WaitWriter waits;

  /// More than one event can lead to.
  private static final int MOST_TRACES = 1024;

  private final Deque<Trace> traces = new ArrayDeque<>();
  private @Nullable Overflow overflow;
  private @Nullable Guests guests;
  private Partition engine = new Partition(Policy.standard(""), PartitionState.EMPTY);

  /// @param listening held conversations whose messages the partition wants to know about
  EffectWriter(Book book, TimeOrderedIds ids, Set<ConversationId> listening) {
    this.book = book;
    this.ids = ids;
    this.listening = listening;
    waits = new WaitWriter(book, this);
  }

  /// Who writes what crosses to other tenants and back.
  void crossings(Overflow owner, Guests lender) {
    overflow = owner;
    guests = lender;
  }

  /// The engine whose effects are written from now on.
  void use(Partition now) {
    engine = now;
    traces.clear();
  }

  /// Hears of a choice before its effect comes.
  void traced(Trace trace) {
    // Choices for other tenants' conversations are explained by them: nobody asks for theirs here.
    if (traces.size() == MOST_TRACES) {
      traces.removeFirst();
    }
    traces.add(trace);
  }

  /// What is written about waiting.
  WaitWriter waits() {
    return waits;
  }

  Partition engine() {
    return engine;
  }

  /// @param by the user who asked for it, null when nobody did
  void write(Effect effect, Turn turn, @Nullable UUID by) {
    var at = Instant.ofEpochMilli(effect.at());
    if (guests != null && guests.concerns(effect)) {
      guests.write(effect, turn, at);
      return;
    }
    switch (effect) {
      case Effect.Queued queued -> waits.queued(queued, turn, at);
      case Effect.OfferMade made -> offerMade(made, turn, at, by);
      case Effect.OfferEnded ended -> offerEnded(ended, turn, at);
      case Effect.Assigned assigned -> assigned(assigned, turn, at, by);
      case Effect.Unassigned unassigned -> unassigned(unassigned, turn, at);
      case Effect.WrapUpStarted wrapUp -> ended(wrapUp.conversation(), Stage.WRAP_UP, turn, at);
      case Effect.Released released -> ended(released.conversation(), Stage.CLOSED, turn, at);
      case Effect.Abandoned abandoned -> abandoned(abandoned, turn, at);
      case Effect.AgentMissed missed ->
          presence(
              book.agents.id(missed.agent()),
              book.ruling().map(Ruling::missed).orElse(Presence.NO_ANSWER),
              turn,
              at);
      case Effect.Parked parked -> waits.parked(parked, turn, at);
      case Effect.Revised revised -> waits.revised(revised, turn, at);
      case Effect.Overdue overdue -> waits.overdue(overdue, turn, at);
      case Effect.Dormant dormant -> waits.rest(dormant.conversation(), true, turn, at);
      case Effect.Woken woken -> waits.rest(woken.conversation(), false, turn, at);
      // A widened requirement follows from the age again after a restart; a refusal is answered by
      // whoever asked.
      case Effect.Relaxed _, Effect.Refused _ -> {}
      case Effect.Crossing crossing -> {
        if (overflow == null) {
          throw new IllegalStateException("no way to store " + effect);
        }
        overflow.write(crossing, turn, at);
      }
    }
  }

  void presence(AgentId agent, Presence presence, Turn turn, Instant at) {
    var state = new PresenceState(book.tenant, agent, presence, at);
    book.presence(state);
    turn.change(new RoutingChange.SavePresence(state));
    turn.fact(new PresenceChanged(book.tenant, agent, presence, at));
  }

  void stage(Tracked conversation, Stage stage, @Nullable AgentId assignee, Turn turn, Instant at) {
    var previous = conversation.assignee;
    conversation.stage = stage;
    conversation.assignee = assignee;
    listen(conversation);
    turn.change(new RoutingChange.MoveStage(conversation.id, stage, assignee, conversation.queue));
    turn.fact(
        new RoutingFact.StageChanged(
            book.tenant, conversation.id, stage, assignee, previous, conversation.queue, at));
  }

  /// Whether messages of a conversation matter: only where customers' silence gives room.
  void listen(Tracked conversation) {
    boolean held = conversation.stage == Stage.ACTIVE || conversation.stage == Stage.ON_HOLD;
    if (held && book.ruling().filter(Ruling::rests).isPresent()) {
      listening.add(conversation.id);
    } else {
      listening.remove(conversation.id);
      conversation.resting = false;
      conversation.silent = false;
    }
  }

  void saveEntry(Tracked conversation, Turn turn) {
    engine
        .conversation(book.conversations.of(conversation.id))
        .map(state -> Entries.of(conversation, state, book))
        .or(() -> Optional.of(Entries.of(conversation, book)))
        .ifPresent(entry -> turn.change(new RoutingChange.SaveEntry(entry)));
  }

  private void offerMade(Effect.OfferMade made, Turn turn, Instant at, @Nullable UUID by) {
    var conversation = book.conversation(made.conversation());
    @Nullable AgentId sender =
        made.sender() == Partition.NOBODY ? null : book.agents.id(made.sender());
    var offer =
        new Offer(
            book.tenant,
            new OfferId(ids.next()),
            conversation.id,
            conversation.queue,
            book.agents.id(made.agent()),
            at,
            Instant.ofEpochMilli(made.expiresAt()),
            OfferState.OPEN,
            sender);
    book.offers.bind(offer.id(), made.offer());
    book.open(offer);
    conversation.offer(offer);
    if (sender != null) {
      saveEntry(conversation, turn);
    }
    turn.change(new RoutingChange.SaveOffer(offer));
    record(
        conversation,
        sender == null ? "OFFER" : "TRANSFER",
        offer.agent(),
        made.decision(),
        turn,
        at,
        by);
    turn.fact(new RoutingFact.OfferMade(offer, at));
    stage(conversation, Stage.OFFERED, null, turn, at);
  }

  private void offerEnded(Effect.OfferEnded ended, Turn turn, Instant at) {
    var conversation = book.conversation(ended.conversation());
    var open = conversation.offer();
    if (open.isEmpty()) {
      return;
    }
    var was = open.get();
    var offer = was.with(state(ended.end()));
    conversation.offer(null);
    conversation.untaken =
        was.transferredBy() == null || offer.state() == OfferState.ACCEPTED ? null : offer;
    book.close(was);
    turn.change(new RoutingChange.SaveOffer(offer));
    turn.fact(new RoutingFact.OfferEnded(offer, at));
  }

  static OfferState state(Effect.OfferEnd end) {
    return switch (end) {
      case ACCEPTED -> OfferState.ACCEPTED;
      case DECLINED -> OfferState.DECLINED;
      case EXPIRED -> OfferState.EXPIRED;
      case RESCINDED_AGENT_AWAY,
          RESCINDED_AGENT_LOST,
          RESCINDED_CUSTOMER_LEFT,
          RESCINDED_REASSIGNED ->
          OfferState.RESCINDED;
    };
  }

  private void assigned(Effect.Assigned assigned, Turn turn, Instant at, @Nullable UUID by) {
    var conversation = book.conversation(assigned.conversation());
    var agent = book.agents.id(assigned.agent());
    conversation.segments++;
    conversation.bot = false;
    conversation.front = false;
    conversation.silent = false;
    conversation.resting = false;
    conversation.attention = Attention.NONE;
    conversation.parkedUntil = null;
    turn.change(new RoutingChange.RemoveEntry(conversation.id));
    turn.change(
        new RoutingChange.OpenSegment(
            new Segment(
                book.tenant,
                conversation.id,
                conversation.segments,
                agent,
                conversation.queue,
                conversation.waitingSince,
                at,
                null,
                null)));
    switch (assigned.how()) {
      case BY_HAND -> {
        var kind = agent.value().equals(by) ? "TAKE" : "REASSIGN";
        record(conversation, kind, agent, assigned.decision(), turn, at, by);
      }
      // The decision was recorded when the offer was made.
      case ACCEPTED, AUTOMATIC -> {}
      case RETURNED -> returned(conversation, agent, assigned.decision(), turn, at);
    }
    conversation.untaken = null;
    stage(conversation, Stage.ACTIVE, agent, turn, at);
  }

  /// Whoever sent it has it as before: they were its assignee, so that nobody is announced again.
  private void returned(
      Tracked conversation, AgentId sender, Decision decision, Turn turn, Instant at) {
    conversation.assignee = sender;
    var untaken = conversation.untaken;
    if (untaken == null) {
      return;
    }
    turn.change(
        new RoutingChange.Record(
            new RoutingDecision(
                book.tenant,
                ids.next(),
                conversation.id,
                "RETURN",
                sender,
                untaken.agent().value(),
                Explanation.returned(decision),
                at)));
    turn.fact(new RoutingFact.Returned(book.tenant, conversation.id, sender, untaken.agent(), at));
  }

  private void unassigned(Effect.Unassigned unassigned, Turn turn, Instant at) {
    var conversation = book.conversation(unassigned.conversation());
    turn.change(new RoutingChange.EndSegment(conversation.id, at, segmentEnd(unassigned.cause())));
  }

  private static String segmentEnd(Effect.Cause cause) {
    return switch (cause) {
      case TRANSFERRED -> "TRANSFER";
      case REASSIGNED -> "REASSIGN";
      case AGENT_LOST -> "AGENT_LOST";
      case ARRIVED, DECLINED, EXPIRED, RESCINDED, OPENED, GIVEN_BACK -> cause.name();
    };
  }

  /// The conversation is over: at once, or after its classification.
  private void ended(long number, Stage stage, Turn turn, Instant at) {
    var conversation = book.conversation(number);
    if (conversation.stage != Stage.WRAP_UP) {
      turn.change(new RoutingChange.EndSegment(conversation.id, at, "CLOSED"));
    }
    stage(conversation, stage, conversation.assignee, turn, at);
    if (stage == Stage.CLOSED) {
      book.forget(conversation);
    }
  }

  private void abandoned(Effect.Abandoned abandoned, Turn turn, Instant at) {
    var conversation = book.conversation(abandoned.conversation());
    turn.change(new RoutingChange.RemoveEntry(conversation.id));
    stage(conversation, Stage.ABANDONED, null, turn, at);
    book.forget(conversation);
  }

  private void record(
      Tracked conversation,
      String kind,
      AgentId agent,
      Decision decision,
      Turn turn,
      Instant at,
      @Nullable UUID by) {
    turn.change(
        new RoutingChange.Record(
            new RoutingDecision(
                book.tenant,
                ids.next(),
                conversation.id,
                kind,
                agent,
                by,
                Explanation.of(decision, trace(decision), conversation, engine, book),
                at)));
  }

  /// What the engine told about the choice, null when nobody listened.
  private @Nullable Trace trace(Decision decision) {
    for (Trace trace = traces.poll(); trace != null; trace = traces.poll()) {
      if (trace.decision().equals(decision)) {
        return trace;
      }
    }
    return null;
  }
}
