package kr.ondam.rules;

import java.util.Optional;
import kr.ondam.rules.Effect.AssignedHow;
import kr.ondam.rules.Effect.Cause;
import kr.ondam.rules.Effect.OfferEnd;
import kr.ondam.rules.Effect.Refusal;
import org.jspecify.annotations.Nullable;

/// What each event does, or why it is refused.
final class Handling {
  private final Floor floor;
  private final Moves moves;
  private final Giving giving;
  private final Matching matching;
  private final Choosing choosing;
  private final Borders borders;
  private final Activation activation;

  Handling(
      Floor floor,
      Moves moves,
      Giving giving,
      Matching matching,
      Choosing choosing,
      Borders borders,
      Activation activation) {
    this.floor = floor;
    this.moves = moves;
    this.giving = giving;
    this.matching = matching;
    this.choosing = choosing;
    this.borders = borders;
    this.activation = activation;
  }

  void handle(Event event) {
    switch (event) {
      case Event.Arrived arrival -> arrive(arrival, arrival.ticket(), arrival.sticky(), 0);
      case Event.ArrivedClosed arrival ->
          arrive(arrival, arrival.ticket(), arrival.sticky(), arrival.until());
      case Event.Parked parked -> park(parked);
      case Event.AgentChanged changed -> change(changed);
      case Event.AgentLost lost -> lose(lost, lost.agent(), false);
      case Event.AgentGone gone -> lose(gone, gone.agent(), true);
      case Event.AgentUnresponsive unresponsive -> close(unresponsive);
      case Event.Accepted accepted ->
          answer(accepted, accepted.conversation(), accepted.offer(), accepted.agent(), true);
      case Event.Declined declined ->
          answer(declined, declined.conversation(), declined.offer(), declined.agent(), false);
      case Event.AgentReplied replied -> replied(replied);
      case Event.CustomerReplied replied -> replied(replied);
      case Event.FellSilent silent -> sleep(silent);
      case Event.Ended ended -> end(ended);
      case Event.WrapUpDone done -> finish(done);
      case Event.CustomerLeft left -> leave(left);
      case Event.TransferredToQueue transferred -> transfer(transferred);
      case Event.TransferredToAgent transferred -> transfer(transferred);
      case Event.AssignedByHand given -> give(given);
      case Event.RulesApplied applied -> activation.apply(applied);
      case Event.Revised revised -> activation.apply(revised);
      case Event.DayStarted _ -> floor.startDay();
      case Event.Tick _ -> {}
      case Event.Crossing crossing -> borders.handle(crossing);
    }
  }

  /// The offer's deadline has passed.
  void expire(Item item, long now) {
    if (item.place instanceof Place.Offered offered) {
      giving.miss(item, offered, moves.holder(item), OfferEnd.EXPIRED, now);
    }
  }

  /// The hours have begun: a parked conversation starts to wait, with its age.
  void open(Item item, long now) {
    if (item.place instanceof Place.Parked parked) {
      Moves.startWait(item, now);
      stick(item, parked.sticky(), now);
      moves.enqueue(item, Cause.OPENED, now);
    }
  }

  private void arrive(Event event, Ticket ticket, Sticky sticky, long until) {
    if (moves.item(ticket.conversation()) != null) {
      refuse(event, Refusal.KNOWN_CONVERSATION);
      return;
    }
    Item item = new Item(ticket);
    moves.add(item);
    if (until > event.at()) {
      moves.park(item, until, sticky, event.at());
    } else {
      stick(item, sticky, event.at());
      moves.enqueue(item, Cause.ARRIVED, event.at());
    }
  }

  private void stick(Item item, Sticky sticky, long now) {
    if (sticky.holdMillis() == 0) {
      choosing.favour(item, sticky.agent());
    } else if (sticky.agent() != Partition.NOBODY) {
      item.heldFor = sticky.agent();
      item.heldUntil = now + sticky.holdMillis();
    }
  }

  private void park(Event.Parked event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (item.shadow != null || event.until() <= event.at()) {
      refuse(event, Refusal.WRONG_PLACE);
    } else if (item.place instanceof Place.Waiting) {
      Sticky sticky =
          item.heldFor == Partition.NOBODY
              ? Sticky.NONE
              : new Sticky(item.heldFor, item.heldUntil - event.at());
      moves.leaveQueue(item, Partition.NOBODY, event.at());
      moves.park(item, event.until(), sticky, event.at());
    } else if (item.place instanceof Place.Parked parked) {
      moves.park(item, event.until(), parked.sticky(), event.at());
    } else {
      refuse(event, Refusal.WRONG_PLACE);
    }
  }

  private void change(Event.AgentChanged event) {
    Seat seat = floor.seat(event.agent());
    if (seat != null) {
      giving.change(seat, event.profile(), event.at());
      return;
    }
    matching.touch(floor.add(event.agent(), event.profile(), event.at()));
  }

  private void lose(Event event, long agent, boolean forget) {
    Seat seat = floor.seat(agent);
    if (seat == null) {
      refuse(event, Refusal.UNKNOWN_AGENT);
      return;
    }
    giving.lose(seat, event.at());
    if (forget) {
      floor.remove(seat);
    }
  }

  private void close(Event.AgentUnresponsive event) {
    Seat seat = floor.seat(event.agent());
    if (seat == null) {
      refuse(event, Refusal.UNKNOWN_AGENT);
    } else if (seat.profile.availability() == Availability.CLOSED) {
      refuse(event, Refusal.AGENT_CLOSED);
    } else {
      giving.close(seat, event.at());
    }
  }

  private void answer(Event event, long conversation, long offer, long agent, boolean yes) {
    Item item = moves.item(conversation);
    if (item == null
        || !(item.place instanceof Place.Offered offered)
        || offered.offer() != offer
        || offered.agent() != agent) {
      refuse(event, Refusal.OFFER_OVER);
    } else if (yes) {
      moves.accept(item, offered, moves.holder(item), event.at());
    } else {
      giving.miss(item, offered, moves.holder(item), OfferEnd.DECLINED, event.at());
    }
  }

  private void replied(Event.AgentReplied event) {
    Item item = known(event, event.conversation());
    if (item != null && item.place instanceof Place.Held held && held.silentSince() == 0) {
      item.place = new Place.Held(held.agent(), event.at());
      moves.schedule(item);
    }
  }

  private void replied(Event.CustomerReplied event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (item.place instanceof Place.Dormant) {
      moves.wake(item, moves.holder(item), event.at());
    } else if (item.place instanceof Place.Held held) {
      item.place = new Place.Held(held.agent());
      moves.schedule(item);
    }
  }

  private void sleep(Event.FellSilent event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (item.place instanceof Place.Held) {
      moves.sleep(item, moves.holder(item), event.at());
    } else {
      refuse(event, Refusal.WRONG_PLACE);
    }
  }

  private void end(Event.Ended event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (!(item.place instanceof Place.Held || item.place instanceof Place.Dormant)) {
      refuse(event, Refusal.WRONG_PLACE);
    } else if (event.wrapUpMillis() == 0) {
      moves.release(item, moves.holder(item), event.at());
    } else {
      moves.wrapUp(item, moves.holder(item), event.at() + event.wrapUpMillis(), event.at());
    }
  }

  private void finish(Event.WrapUpDone event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (item.place instanceof Place.WrapUp) {
      moves.release(item, moves.holder(item), event.at());
    } else {
      refuse(event, Refusal.WRONG_PLACE);
    }
  }

  private void leave(Event.CustomerLeft event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    long now = event.at();
    if (item.shadow != null) {
      refuse(event, Refusal.WRONG_PLACE);
      return;
    }
    switch (item.place) {
      case Place.Waiting _ -> moves.leaveQueue(item, Partition.NOBODY, now);
      case Place.Parked _ -> {}
      case Place.Offered offered ->
          moves.endOffer(item, offered, moves.holder(item), OfferEnd.RESCINDED_CUSTOMER_LEFT, now);
      case Place.Away away -> {
        borders.leave(item, away, now);
        return;
      }
      case Place.Held _, Place.Dormant _, Place.WrapUp _, Place.Claimed _ -> {
        refuse(event, Refusal.WRONG_PLACE);
        return;
      }
    }
    moves.abandon(item, now);
  }

  private void transfer(Event.TransferredToQueue event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (!isOurs(item)) {
      refuse(event, Refusal.WRONG_PLACE);
      return;
    }
    long sender = detach(item, Cause.TRANSFERRED, event.at());
    if (sender != Partition.NOBODY) {
      // Otherwise the least loaded agent is often the one who has just given it away.
      moves.exclude(item, sender, event.at());
    }
    item.ticket = item.ticket.with(event.demand());
    item.step = 0;
    item.front = false;
    Moves.startWait(item, event.at());
    moves.enqueue(item, Cause.TRANSFERRED, event.at());
  }

  private void transfer(Event.TransferredToAgent event) {
    Item item = known(event, event.conversation());
    Seat seat = floor.seat(event.agent());
    if (item == null || !mayGive(event, item, seat, false) || seat == null) {
      return;
    }
    Decision decision = matching.given(item, seat, event.at());
    long sender = detach(item, Cause.TRANSFERRED, event.at());
    moves.offer(item, seat, sender, decision, event.at());
  }

  private void give(Event.AssignedByHand event) {
    Item item = known(event, event.conversation());
    Seat seat = floor.seat(event.agent());
    if (item == null || !mayGive(event, item, seat, event.override()) || seat == null) {
      return;
    }
    Decision decision = matching.given(item, seat, event.at());
    detach(item, Cause.REASSIGNED, event.at());
    moves.assign(item, seat, AssignedHow.BY_HAND, decision, event.at());
  }

  /// Takes a conversation from wherever it is; answers the assignee who had it, if any.
  private long detach(Item item, Cause cause, long now) {
    switch (item.place) {
      case Place.Waiting _ -> moves.leaveQueue(item, Partition.NOBODY, now);
      case Place.Parked _ -> {}
      case Place.Offered offered ->
          moves.endOffer(item, offered, moves.holder(item), OfferEnd.RESCINDED_REASSIGNED, now);
      case Place.Held held -> {
        moves.unassign(item, moves.holder(item), cause, now);
        return held.agent();
      }
      case Place.Dormant dormant -> {
        moves.unassign(item, moves.holder(item), cause, now);
        return dormant.agent();
      }
      case Place.WrapUp _, Place.Claimed _, Place.Away _ ->
          throw new IllegalStateException("cannot be taken: " + item.id());
    }
    return Partition.NOBODY;
  }

  private boolean mayGive(Event event, Item item, @Nullable Seat seat, boolean override) {
    Refusal refusal = null;
    if (seat == null) {
      refusal = Refusal.UNKNOWN_AGENT;
    } else if (!isOurs(item)) {
      refusal = Refusal.WRONG_PLACE;
    } else if (event instanceof Event.TransferredToAgent && item.place instanceof Place.Parked) {
      refusal = Refusal.WRONG_PLACE;
    } else if (item.place.holder() == seat.id && !isAcceptance(event, item)) {
      refusal = Refusal.SAME_AGENT;
    } else if (!override) {
      refusal = unwilling(item, seat);
    }
    if (refusal != null) {
      refuse(event, refusal);
    }
    return refusal == null;
  }

  private static @Nullable Refusal unwilling(Item item, Seat seat) {
    if (seat.profile.availability() == Availability.CLOSED) {
      return Refusal.AGENT_CLOSED;
    }
    boolean full = item.place.holder() != seat.id && !seat.hasRoom(item.ticket.channel());
    return full ? Refusal.CAPACITY_FULL : null;
  }

  /// Why an agent could not be given a conversation that is away, if it came back now.
  Optional<Refusal> refusal(Item away, @Nullable Seat seat) {
    return seat == null
        ? Optional.of(Refusal.UNKNOWN_AGENT)
        : Optional.ofNullable(unwilling(away, seat));
  }

  /// Whether it is for this partition to move it: not over, and nobody else's.
  private static boolean isOurs(Item item) {
    return item.shadow == null
        && !(item.place instanceof Place.WrapUp)
        && !(item.place instanceof Place.Away);
  }

  /// A manager may accept in the agent's place what is offered to the agent.
  private static boolean isAcceptance(Event event, Item item) {
    return event instanceof Event.AssignedByHand && item.place instanceof Place.Offered;
  }

  private @Nullable Item known(Event event, long conversation) {
    Item item = moves.item(conversation);
    if (item == null) {
      refuse(event, Refusal.UNKNOWN_CONVERSATION);
    }
    return item;
  }

  private void refuse(Event event, Refusal refusal) {
    moves.emit(new Effect.Refused(event.at(), event, refusal));
  }
}
