package kr.ondam.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.tenant.CentreId;
import org.jspecify.annotations.Nullable;

/// Carries out what somebody asks of a partition: checks it against the book, hands it to the
/// engine, and words the engine's refusal as an answer.
final class Commands {
  private final Book book;
  private final Partition engine;
  private final EffectWriter writer;
  private final RoutingLog log;
  private final RoutingStore store;
  private final Crossings crossings;

  Commands(
      Book book,
      Partition engine,
      EffectWriter writer,
      RoutingLog log,
      RoutingStore store,
      Crossings crossings) {
    this.book = book;
    this.engine = engine;
    this.writer = writer;
    this.log = log;
    this.store = store;
    this.crossings = crossings;
  }

  RoutingResult run(RoutingCommand command, Turn turn, Instant at) {
    return switch (command) {
      case RoutingCommand.AcceptOffer accept -> accept(accept, turn, at);
      case RoutingCommand.DeclineOffer decline -> decline(decline, turn, at);
      case RoutingCommand.SetPresence set -> presence(set, turn, at);
      case RoutingCommand.LoseAgent lose -> lose(lose.agent(), turn, at);
      case RoutingCommand.Transfer transfer -> transfer(transfer, turn, at);
      case RoutingCommand.Hold hold ->
          hold(hold.agent(), hold.conversation(), Stage.ON_HOLD, turn, at);
      case RoutingCommand.Resume resume ->
          hold(resume.agent(), resume.conversation(), Stage.ACTIVE, turn, at);
      case RoutingCommand.Take take ->
          assign(take.conversation(), take.agent(), false, take.agent().value(), turn, at);
      case RoutingCommand.Reassign reassign ->
          assign(
              reassign.conversation(),
              reassign.agent(),
              reassign.override(),
              reassign.by(),
              turn,
              at);
      case RoutingCommand.Requeue requeue ->
          requeue(requeue.conversation(), requeue.queue(), requeue.by(), turn, at);
      case RoutingCommand.Reload _ ->
          throw new IllegalArgumentException("a reload is not a command of the engine");
    };
  }

  private RoutingResult accept(RoutingCommand.AcceptOffer accept, Turn turn, Instant at) {
    var open = book.openOffer(accept.offer()).filter(o -> o.agent().equals(accept.agent()));
    if (open.isEmpty()) {
      return gone(accept.offer(), turn);
    }
    var offer = open.get();
    var refusal =
        feed(
            new Event.Accepted(
                at.toEpochMilli(),
                book.offers.of(offer.id()),
                book.conversations.of(offer.conversation()),
                book.agents.of(offer.agent())),
            turn,
            offer.agent().value());
    if (refusal.isPresent()) {
      return offerAnswer(refusal.get(), offer);
    }
    return new RoutingResult.Accepted(offer.with(OfferState.ACCEPTED));
  }

  private RoutingResult decline(RoutingCommand.DeclineOffer decline, Turn turn, Instant at) {
    var open = book.openOffer(decline.offer()).filter(o -> o.agent().equals(decline.agent()));
    if (open.isEmpty()) {
      return gone(decline.offer(), turn);
    }
    var offer = open.get();
    var refusal =
        feed(
            new Event.Declined(
                at.toEpochMilli(),
                book.offers.of(offer.id()),
                book.conversations.of(offer.conversation()),
                book.agents.of(offer.agent())),
            turn,
            offer.agent().value());
    return refusal.map(r -> offerAnswer(r, offer)).orElseGet(RoutingResult.Done::new);
  }

  private RoutingResult gone(OfferId id, Turn turn) {
    return turn.offer(id)
        .or(() -> store.offer(book.tenant, id))
        .or(() -> store.loan(book.tenant, id).map(Loan::asOffer))
        .<RoutingResult>map(offer -> new RoutingResult.OfferGone(offer.state()))
        .orElseGet(RoutingResult.NotFound::new);
  }

  /// The offer may have ended in the same step, because its deadline had passed before the event.
  private RoutingResult offerAnswer(Effect.Refusal refusal, Offer offer) {
    return switch (refusal) {
      case CAPACITY_FULL -> new RoutingResult.CapacityFull();
      case OFFER_OVER,
          WRONG_PLACE,
          UNKNOWN_CONVERSATION,
          KNOWN_CONVERSATION,
          UNKNOWN_AGENT,
          SAME_AGENT,
          AGENT_CLOSED ->
          new RoutingResult.OfferGone(
              book.openOffer(offer.id()).isPresent() ? OfferState.OPEN : OfferState.EXPIRED);
    };
  }

  private RoutingResult presence(RoutingCommand.SetPresence set, Turn turn, Instant at) {
    if (set.presence() == Presence.OFFLINE) {
      return lose(set.agent(), turn, at);
    }
    var user = book.user(set.agent());
    if (user.isEmpty()) {
      return new RoutingResult.NotFound();
    }
    writer.presence(set.agent(), set.presence(), turn, at);
    feed(
        new Event.AgentChanged(
            at.toEpochMilli(),
            book.agents.of(set.agent()),
            book.profile(user.get(), set.presence())),
        turn,
        set.by());
    return new RoutingResult.Done();
  }

  private RoutingResult lose(AgentId agent, Turn turn, Instant at) {
    if (book.user(agent).isEmpty()) {
      return new RoutingResult.NotFound();
    }
    if (book.presence(agent) != Presence.OFFLINE) {
      writer.presence(agent, Presence.OFFLINE, turn, at);
    }
    crossings.guests().leave(agent, this, turn, at);
    feed(new Event.AgentLost(at.toEpochMilli(), book.agents.of(agent)), turn, null);
    return new RoutingResult.Done();
  }

  private RoutingResult transfer(RoutingCommand.Transfer transfer, Turn turn, Instant at) {
    var refused = notHeldBy(transfer.agent(), transfer.conversation());
    if (refused.isPresent()) {
      return refused.get();
    }
    return switch (transfer.target()) {
      case TransferTarget.ToQueue to ->
          requeue(transfer.conversation(), to.queue(), transfer.agent().value(), turn, at);
      case TransferTarget.ToCentre to -> toCentre(transfer, to.centre(), turn, at);
      case TransferTarget.ToAgent to -> {
        if (book.conversation(transfer.conversation()).orElseThrow().grant != null) {
          // Whoever helps out knows the queues of the other tenant, not its people.
          yield new RoutingResult.Refused("not_under_grant");
        }
        if (to.agent().equals(transfer.agent())) {
          yield new RoutingResult.Refused("transfer_to_self");
        }
        if (book.user(to.agent()).isEmpty()) {
          yield new RoutingResult.Refused("unknown_agent");
        }
        var refusal =
            feed(
                new Event.TransferredToAgent(
                    at.toEpochMilli(),
                    book.conversations.of(transfer.conversation()),
                    book.agents.of(to.agent())),
                turn,
                transfer.agent().value());
        yield refusal.map(Commands::answer).orElseGet(RoutingResult.Done::new);
      }
    };
  }

  /// With rules it keeps its queue where the other centre has it, and belongs there from then on.
  private RoutingResult toCentre(
      RoutingCommand.Transfer transfer, CentreId centre, Turn turn, Instant at) {
    var by = transfer.agent().value();
    var ruling = book.ruling();
    if (ruling.isEmpty()) {
      var queue =
          book.queues().stream()
              .filter(Queue::inForce)
              .filter(q -> centre.equals(q.centre()))
              .findFirst();
      return queue.isEmpty()
          ? new RoutingResult.Refused("no_queue_in_centre")
          : requeue(transfer.conversation(), queue.get().id(), by, turn, at);
    }
    var tracked = book.conversation(transfer.conversation()).orElseThrow();
    var there = book.centre(centre);
    var set = ruling.get().set(there);
    var queue =
        set.queue(book.name(tracked.queue))
            .or(set::defaultQueue)
            .flatMap(rule -> book.queueNamed(rule.name()));
    if (there.isEmpty() || queue.isEmpty()) {
      return new RoutingResult.Refused("no_queue_in_centre");
    }
    String before = tracked.centre;
    tracked.centre = there;
    var result = requeue(transfer.conversation(), queue.get(), by, turn, at);
    if (result instanceof RoutingResult.Done) {
      book.arrival(tracked).ifPresent(moved -> turn.change(new RoutingChange.SaveArrival(moved)));
    } else {
      tracked.centre = before;
    }
    return result;
  }

  private RoutingResult requeue(
      ConversationId conversation, QueueId queue, UUID by, Turn turn, Instant at) {
    var tracked = book.conversation(conversation);
    if (tracked.isEmpty()) {
      return new RoutingResult.NotFound();
    }
    if (book.queue(queue).isEmpty()) {
      return new RoutingResult.Refused("unknown_queue");
    }
    if (tracked.get().stage == Stage.WRAP_UP) {
      return new RoutingResult.Refused("already_over");
    }
    recall(tracked.get(), "TRANSFER", turn, at);
    var before = tracked.get().queue;
    tracked.get().queue = queue;
    var refusal =
        feed(
            new Event.TransferredToQueue(
                at.toEpochMilli(), book.conversations.of(conversation), book.demand(tracked.get())),
            turn,
            by);
    if (refusal.isPresent()) {
      tracked.get().queue = before;
      book.demand(tracked.get());
      return answer(refusal.get());
    }
    explain(tracked.get(), turn);
    return new RoutingResult.Done();
  }

  private RoutingResult hold(
      AgentId agent, ConversationId conversation, Stage stage, Turn turn, Instant at) {
    var refused = notHeldBy(agent, conversation);
    if (refused.isPresent()) {
      return refused.get();
    }
    var tracked = book.conversation(conversation).orElseThrow();
    if (tracked.stage == Stage.WRAP_UP) {
      return new RoutingResult.Refused("already_over");
    }
    if (tracked.stage != stage) {
      writer.stage(tracked, stage, agent, turn, at);
    }
    return new RoutingResult.Done();
  }

  private RoutingResult assign(
      ConversationId conversation,
      AgentId agent,
      boolean override,
      UUID by,
      Turn turn,
      Instant at) {
    var tracked = book.conversation(conversation);
    if (tracked.isEmpty()) {
      return new RoutingResult.NotFound();
    }
    if (book.user(agent).isEmpty()) {
      return new RoutingResult.Refused("unknown_agent");
    }
    if (tracked.get().stage == Stage.WRAP_UP) {
      return new RoutingResult.Refused("already_over");
    }
    if (by.equals(agent.value()) && tracked.get().stage.held()) {
      return new RoutingResult.StaleAssignee(tracked.get().assignee);
    }
    if (isLent(tracked.get()) && !override) {
      // What would be refused must not cost the borrowed agent the conversation.
      var refused = engine.refusal(book.conversations.of(conversation), book.agents.of(agent));
      if (refused.isPresent()) {
        return answer(refused.get());
      }
    }
    recall(tracked.get(), "REASSIGN", turn, at);
    var refusal =
        feed(
            new Event.AssignedByHand(
                at.toEpochMilli(),
                book.conversations.of(conversation),
                book.agents.of(agent),
                override),
            turn,
            by);
    return refusal.map(Commands::answer).orElseGet(RoutingResult.Done::new);
  }

  /// Takes a conversation that an agent of another tenant holds back first.
  private void recall(Tracked conversation, String reason, Turn turn, Instant at) {
    if (isLent(conversation)) {
      crossings.overflow().recall(conversation, reason, this, turn, at);
    }
  }

  private static boolean isLent(Tracked conversation) {
    var grant = conversation.grant;
    return grant != null && grant.state() == GrantState.ACTIVE;
  }

  private Optional<RoutingResult> notHeldBy(AgentId agent, ConversationId conversation) {
    var tracked = book.conversation(conversation);
    if (tracked.isEmpty()) {
      return Optional.of(new RoutingResult.NotFound());
    }
    var assignee = tracked.get().assignee;
    if (!tracked.get().stage.held() || !agent.equals(assignee)) {
      return Optional.of(new RoutingResult.StaleAssignee(assignee));
    }
    return Optional.empty();
  }

  private static RoutingResult answer(Effect.Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_CONVERSATION -> new RoutingResult.NotFound();
      case CAPACITY_FULL -> new RoutingResult.CapacityFull();
      case AGENT_CLOSED -> new RoutingResult.Refused("agent_not_ready");
      case SAME_AGENT -> new RoutingResult.Refused("same_agent");
      case UNKNOWN_AGENT -> new RoutingResult.Refused("unknown_agent");
      case OFFER_OVER, WRONG_PLACE, KNOWN_CONVERSATION -> new RoutingResult.Refused("wrong_stage");
    };
  }

  /// Applies an event and writes its effects. Answers why the event itself was refused, if it was.
  Optional<Effect.Refusal> feed(Event event, Turn turn, @Nullable UUID by) {
    Effect.@Nullable Refusal refusal = null;
    List<Effect> effects = engine.apply(event);
    log.record(event, effects, turn);
    for (var effect : effects) {
      if (effect instanceof Effect.Refused refused && refused.event().equals(event)) {
        refusal = refused.refusal();
      }
      writer.write(effect, turn, by);
    }
    var move = writer.waits().move();
    while (move != null) {
      move(move, turn);
      move = writer.waits().move();
    }
    return Optional.ofNullable(refusal);
  }

  /// The rules send a conversation to another queue, with its age, or ask for something else now.
  private void move(WaitWriter.Move move, Turn turn) {
    var conversation = move.conversation();
    if (book.conversation(conversation.id).isEmpty() || conversation.stage != Stage.QUEUED) {
      return;
    }
    long number = book.conversations.of(conversation.id);
    var queue = move.queue();
    conversation.queue = queue == null ? conversation.queue : queue;
    var demand = book.demand(conversation);
    var revision = new Event.Revision(number, demand, conversation.boostMillis, 0);
    feed(
        queue == null
            ? new Event.Revised(engine.time(), revision, false)
            : new Event.TransferredToQueue(engine.time(), number, demand),
        turn,
        null);
    if (queue != null) {
      explain(conversation, turn);
    }
  }

  private void explain(Tracked moved, Turn turn) {
    Placing.moved(moved, book).ifPresent(now -> turn.change(new RoutingChange.SaveArrival(now)));
  }
}
