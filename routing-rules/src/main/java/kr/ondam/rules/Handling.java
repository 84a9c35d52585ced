package kr.ondam.rules;

import kr.ondam.rules.Effect.AssignedHow;
import kr.ondam.rules.Effect.Cause;
import kr.ondam.rules.Effect.OfferEnd;
import kr.ondam.rules.Effect.Refusal;
import org.jspecify.annotations.Nullable;

/// What each event does, or why it is refused.
final class Handling {
  private final Floor floor;
  private final Moves moves;
  private final Matching matching;
  private @Nullable Item arrived;

  Handling(Floor floor, Moves moves, Matching matching) {
    this.floor = floor;
    this.moves = moves;
    this.matching = matching;
  }

  void handle(Event event) {
    switch (event) {
      case Event.Arrived arrival -> arrive(arrival);
      case Event.AgentChanged changed -> change(changed);
      case Event.AgentLost lost -> lose(lost, lost.agent(), false);
      case Event.AgentGone gone -> lose(gone, gone.agent(), true);
      case Event.Accepted accepted ->
          answer(accepted, accepted.conversation(), accepted.offer(), accepted.agent(), true);
      case Event.Declined declined ->
          answer(declined, declined.conversation(), declined.offer(), declined.agent(), false);
      case Event.Ended ended -> end(ended);
      case Event.WrapUpDone done -> finish(done);
      case Event.CustomerLeft left -> leave(left);
      case Event.TransferredToQueue transferred -> transfer(transferred);
      case Event.TransferredToAgent transferred -> transfer(transferred);
      case Event.AssignedByHand given -> give(given);
      case Event.DayStarted _ -> floor.startDay();
      case Event.Tick _ -> {}
    }
  }

  /// The offer's deadline has passed.
  void expire(Item item, long now) {
    if (item.place instanceof Place.Offered offered) {
      moves.miss(item, offered, holder(item), OfferEnd.EXPIRED, now);
    }
  }

  /// A sticky agent without hold counts only in the matching right after the arrival.
  void forgetFavourite() {
    if (arrived != null) {
      arrived.favourite = Partition.NOBODY;
      arrived = null;
    }
  }

  /// The agent whose slot the conversation takes.
  Seat holder(Item item) {
    Seat seat = floor.seat(item.place.holder());
    if (seat == null) {
      throw new IllegalStateException("conversation " + item.id() + " has an unknown agent");
    }
    return seat;
  }

  private void arrive(Event.Arrived event) {
    Ticket ticket = event.ticket();
    if (moves.item(ticket.conversation()) != null) {
      refuse(event, Refusal.KNOWN_CONVERSATION);
      return;
    }
    Item item = new Item(ticket);
    Sticky sticky = event.sticky();
    if (sticky.holdMillis() == 0) {
      item.favourite = sticky.agent();
      arrived = item;
    } else if (sticky.agent() != Partition.NOBODY) {
      item.heldFor = sticky.agent();
      item.heldUntil = event.at() + sticky.holdMillis();
    }
    moves.items().put(item.id(), item);
    moves.enqueue(item, Cause.ARRIVED, event.at());
  }

  private void change(Event.AgentChanged event) {
    Seat seat = floor.seat(event.agent());
    if (seat != null) {
      moves.change(seat, event.profile(), event.at());
      return;
    }
    Seat added = new Seat(event.agent(), event.profile(), event.at());
    floor.add(added);
    matching.touch(added);
  }

  private void lose(Event event, long agent, boolean forget) {
    Seat seat = floor.seat(agent);
    if (seat == null) {
      refuse(event, Refusal.UNKNOWN_AGENT);
      return;
    }
    moves.lose(seat, event.at());
    if (forget) {
      floor.remove(seat);
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
      moves.accept(item, offered, holder(item), event.at());
    } else {
      moves.miss(item, offered, holder(item), OfferEnd.DECLINED, event.at());
    }
  }

  private void end(Event.Ended event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (!(item.place instanceof Place.Held)) {
      refuse(event, Refusal.WRONG_PLACE);
    } else if (event.wrapUpMillis() == 0) {
      moves.release(item, holder(item), event.at());
    } else {
      moves.wrapUp(item, holder(item), event.at() + event.wrapUpMillis(), event.at());
    }
  }

  private void finish(Event.WrapUpDone event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (item.place instanceof Place.WrapUp) {
      moves.release(item, holder(item), event.at());
    } else {
      refuse(event, Refusal.WRONG_PLACE);
    }
  }

  private void leave(Event.CustomerLeft event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    switch (item.place) {
      case Place.Waiting _ -> moves.leaveQueue(item);
      case Place.Offered offered ->
          moves.endOffer(item, offered, holder(item), OfferEnd.RESCINDED_CUSTOMER_LEFT, event.at());
      case Place.Held _, Place.WrapUp _ -> {
        refuse(event, Refusal.WRONG_PLACE);
        return;
      }
    }
    moves.abandon(item, event.at());
  }

  private void transfer(Event.TransferredToQueue event) {
    Item item = known(event, event.conversation());
    if (item == null) {
      return;
    }
    if (item.place instanceof Place.WrapUp) {
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
      case Place.Waiting _ -> moves.leaveQueue(item);
      case Place.Offered offered ->
          moves.endOffer(item, offered, holder(item), OfferEnd.RESCINDED_REASSIGNED, now);
      case Place.Held held -> {
        moves.unassign(item, holder(item), cause, now);
        return held.agent();
      }
      case Place.WrapUp _ -> throw new IllegalStateException("is over: " + item.id());
    }
    return Partition.NOBODY;
  }

  private boolean mayGive(Event event, Item item, @Nullable Seat seat, boolean override) {
    Refusal refusal = null;
    if (seat == null) {
      refusal = Refusal.UNKNOWN_AGENT;
    } else if (item.place instanceof Place.WrapUp) {
      refusal = Refusal.WRONG_PLACE;
    } else if (item.place.holder() == seat.id && !isAcceptance(event, item)) {
      refusal = Refusal.SAME_AGENT;
    } else if (!override && seat.profile.availability() == Availability.CLOSED) {
      refusal = Refusal.AGENT_CLOSED;
    } else if (!override
        && item.place.holder() != seat.id
        && !seat.hasRoom(item.ticket.channel())) {
      refusal = Refusal.CAPACITY_FULL;
    }
    if (refusal != null) {
      refuse(event, refusal);
    }
    return refusal == null;
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
