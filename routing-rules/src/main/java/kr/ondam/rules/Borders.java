package kr.ondam.rules;

import kr.ondam.rules.Effect.AssignedHow;
import kr.ondam.rules.Effect.Cause;
import kr.ondam.rules.Effect.OfferEnd;
import kr.ondam.rules.Effect.Refusal;
import org.jspecify.annotations.Nullable;

/// Overflow between partitions by claim and grant (routing.md 4.7). The owner of a conversation
/// answers every claim exactly once, and grants the next one only after the last was given back.
///
/// Messages from one partition to another must arrive in the order in which they were sent.
final class Borders {
  private final Setting setting;
  private final Floor floor;
  private final WaitingRoom waiting;
  private final Moves moves;
  private final Matching matching;
  long nextClaim;

  Borders(
      Setting setting,
      Floor floor,
      WaitingRoom waiting,
      Moves moves,
      Matching matching,
      long nextClaim) {
    this.setting = setting;
    this.floor = floor;
    this.waiting = waiting;
    this.moves = moves;
    this.matching = matching;
    this.nextClaim = nextClaim;
  }

  void handle(Event.Crossing event) {
    switch (event) {
      case Event.Crossing.Requested requested -> requested(requested);
      case Event.Crossing.Withdrawn withdrawn -> withdrawn(withdrawn);
      case Event.Crossing.Claimed claimed -> claimed(claimed);
      case Event.Crossing.Granted granted -> granted(granted);
      case Event.Crossing.Denied denied -> denied(denied);
      case Event.Crossing.GivenBack back -> givenBack(back);
      case Event.Crossing.CameBack back -> cameBack(back);
      case Event.Crossing.Kept kept -> kept(kept);
    }
  }

  /// Reserves an agent's slot for a waiting shadow and asks its owner.
  void claim(Item item, Shadow shadow, Seat seat, Decision decision, long now) {
    moves.leaveQueue(item, Partition.NOBODY, now);
    long claim = nextClaim++;
    item.shadow = new Shadow(shadow.origin(), claim);
    item.place = new Place.Claimed(claim, seat.id, now);
    item.rules = decision.rules();
    floor.take(seat, item, now, true);
    floor.chose(seat, now);
    moves.schedule(item);
    moves.emit(
        new Effect.Crossing.Claimed(now, item.id(), shadow.origin(), claim, seat.id, decision));
  }

  /// An agent here did not take what was granted; others may, also here.
  void giveBack(Item item, long now) {
    Shadow shadow = shadow(item);
    moves.emit(new Effect.Crossing.GivenBack(now, item.id(), shadow.origin(), shadow.claim()));
    moves.file(item);
  }

  /// The slot of a claim is needed no more; a grant that comes nevertheless is given back.
  void unclaim(Item item, Place.Claimed claimed, Seat seat, long now) {
    moves.leaveSlot(item, seat, true, now);
    floor.unchose(seat, claimed.at(), now);
    moves.file(item);
  }

  /// The customer of a conversation that is away has left; it is over when it is given back.
  void leave(Item item, Place.Away away, long now) {
    item.place = new Place.Away(away.claimant(), away.claim(), true);
    moves.emit(new Effect.Crossing.Withdrawn(now, item.id(), Partition.NOBODY));
  }

  private void requested(Event.Crossing.Requested event) {
    Item item = moves.item(event.ticket().conversation());
    if (item == null) {
      Item added = new Item(event.ticket());
      added.shadow = new Shadow(event.origin(), 0);
      moves.add(added);
      moves.file(added);
    } else if (item.shadow == null) {
      moves.emit(new Effect.Refused(event.at(), event, Refusal.KNOWN_CONVERSATION));
    } else if (item.waits()) {
      waiting.remove(item);
      item.ticket = item.ticket.with(event.ticket().demand(), event.ticket().boostMillis());
      moves.file(item);
    }
  }

  private void withdrawn(Event.Crossing.Withdrawn event) {
    Item item = moves.item(event.conversation());
    if (item == null || item.shadow == null) {
      return;
    }
    switch (item.place) {
      case Place.Waiting _ -> {
        moves.leaveQueue(item, Partition.NOBODY, event.at());
        drop(item, event.at());
      }
      case Place.Offered offered -> {
        Seat seat = moves.holder(item);
        Shadow shadow = shadow(item);
        moves.endOffer(item, offered, seat, OfferEnd.RESCINDED_CUSTOMER_LEFT, event.at());
        moves.emit(
            new Effect.Crossing.GivenBack(event.at(), item.id(), shadow.origin(), shadow.claim()));
        drop(item, event.at());
      }
      // The answer to the claim is on its way and decides.
      case Place.Claimed _ -> {}
      case Place.Parked _, Place.Held _, Place.Dormant _, Place.WrapUp _, Place.Away _ -> {}
    }
  }

  private void claimed(Event.Crossing.Claimed event) {
    Item item = moves.item(event.conversation());
    long now = event.at();
    if (item == null || !item.requested) {
      moves.emit(
          new Effect.Crossing.Denied(now, event.conversation(), event.claimant(), event.claim()));
      return;
    }
    moves.leaveQueue(item, event.claimant(), now);
    item.place = new Place.Away(event.claimant(), event.claim(), false);
    moves.schedule(item);
    moves.emit(new Effect.Crossing.Granted(now, item.id(), event.claimant(), event.claim()));
  }

  private void granted(Event.Crossing.Granted event) {
    Item item = moves.item(event.conversation());
    long now = event.at();
    if (item == null
        || !(item.place instanceof Place.Claimed claimed)
        || claimed.claim() != event.claim()) {
      moves.emit(
          new Effect.Crossing.GivenBack(now, event.conversation(), event.origin(), event.claim()));
      return;
    }
    Seat seat = moves.holder(item);
    if (seat.profile.availability() != Availability.OPEN) {
      moves.leaveSlot(item, seat, true, now);
      giveBack(item, now);
      return;
    }
    Decision decision = matching.agreed(item, seat, now);
    if (setting.policy.automatic()) {
      moves.hold(item, seat, AssignedHow.AUTOMATIC, false, decision, now);
    } else {
      moves.propose(item, seat, Partition.NOBODY, decision, now);
    }
  }

  private void denied(Event.Crossing.Denied event) {
    Item item = moves.item(event.conversation());
    if (item == null || item.shadow == null || shadow(item).claim() != event.claim()) {
      return;
    }
    if (item.place instanceof Place.Claimed claimed) {
      Seat seat = moves.holder(item);
      moves.leaveSlot(item, seat, true, event.at());
      floor.unchose(seat, claimed.at(), event.at());
      drop(item, event.at());
    } else if (item.waits()) {
      // The agent was lost meanwhile, and the owner's withdrawal may have come during the claim.
      moves.leaveQueue(item, Partition.NOBODY, event.at());
      drop(item, event.at());
    }
  }

  private void givenBack(Event.Crossing.GivenBack event) {
    Item item = moves.item(event.conversation());
    Place.Away away = away(item, event.claimant(), event.claim());
    if (item == null || away == null) {
      return;
    }
    if (away.leaving()) {
      moves.abandon(item, event.at());
    } else {
      moves.enqueue(item, Cause.GIVEN_BACK, event.at());
    }
  }

  private void cameBack(Event.Crossing.CameBack event) {
    Item item = moves.item(event.conversation());
    Place.Away away = away(item, event.claimant(), event.claim());
    if (item == null || away == null) {
      return;
    }
    if (away.leaving()) {
      moves.abandon(item, event.at());
      return;
    }
    Moves.startWait(item, event.at());
    item.front = event.front();
    moves.enqueue(item, Cause.GIVEN_BACK, event.at());
  }

  private void kept(Event.Crossing.Kept event) {
    Item item = moves.item(event.conversation());
    if (item != null && away(item, event.claimant(), event.claim()) != null) {
      moves.forget(item);
      moves.emit(new Effect.Crossing.HandedOver(event.at(), item.id(), event.claimant()));
    }
  }

  private void drop(Item item, long now) {
    moves.forget(item);
    moves.emit(new Effect.Crossing.Dropped(now, item.id()));
  }

  private static Place.@Nullable Away away(@Nullable Item item, long claimant, long claim) {
    return item != null
            && item.place instanceof Place.Away away
            && away.claimant() == claimant
            && away.claim() == claim
        ? away
        : null;
  }

  private static Shadow shadow(Item item) {
    Shadow shadow = item.shadow;
    if (shadow == null) {
      throw new IllegalStateException("conversation " + item.id() + " is no shadow");
    }
    return shadow;
  }
}
