package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.rules.Effect.Cause;
import kr.ondam.rules.Effect.OfferEnd;
import kr.ondam.rules.Effect.Refusal;

/// Puts other rules into force while conversations wait (routing.md 4.8), and revises single ones
/// under the same rules.
final class Activation {
  private final Setting setting;
  private final Floor floor;
  private final Moves moves;
  private final Matching matching;

  Activation(Setting setting, Floor floor, Moves moves, Matching matching) {
    this.setting = setting;
    this.floor = floor;
    this.moves = moves;
    this.matching = matching;
  }

  void apply(Event.RulesApplied event) {
    setting.policy = event.policy();
    floor.use(event.policy().strategy());
    for (Seat seat : floor.seats()) {
      floor.reckon(seat, event.at());
      matching.touch(seat);
    }
    Map<Long, Event.Revision> revisions = new HashMap<>();
    List<Item> items = new ArrayList<>();
    for (Event.Revision revision : event.revisions()) {
      Item item = moves.item(revision.conversation());
      boolean first = revisions.put(revision.conversation(), revision) == null;
      if (first && item != null && item.shadow == null) {
        items.add(item);
      }
    }
    items.sort(Comparator.<Item>comparingLong(i -> i.ticket.seq()).thenComparingLong(Item::id));
    for (Item item : items) {
      Event.Revision revision = revisions.get(item.id());
      if (revision != null) {
        revise(item, revision, event.at());
      }
    }
  }

  void apply(Event.Revised event) {
    Item item = moves.item(event.revision().conversation());
    if (item == null) {
      refuse(event, Refusal.UNKNOWN_CONVERSATION);
      return;
    }
    if (item.shadow != null) {
      refuse(event, Refusal.WRONG_PLACE);
      return;
    }
    switch (item.place) {
      case Place.Waiting _, Place.Parked _ -> revise(item, event.revision(), event.at());
      case Place.Offered offered when offered.sender() == Partition.NOBODY -> {
        if (event.elsewhere()) {
          move(item, offered, event.revision(), event.at());
        } else {
          item.ticket = item.ticket.with(item.demand(), event.revision().boostMillis());
        }
      }
      case Place.Offered _,
          Place.Held _,
          Place.Dormant _,
          Place.WrapUp _,
          Place.Claimed _,
          Place.Away _ ->
          refuse(event, Refusal.WRONG_PLACE);
    }
  }

  /// Takes back an offer for a queue or centre that the conversation does not belong to.
  private void move(Item item, Place.Offered offered, Event.Revision revision, long now) {
    moves.endOffer(item, offered, moves.holder(item), OfferEnd.RESCINDED_REASSIGNED, now);
    item.ticket = item.ticket.with(revision.demand(), revision.boostMillis());
    item.step = 0;
    item.front = false;
    Moves.startWait(item, now);
    if (revision.until() > now) {
      moves.park(item, revision.until(), Sticky.NONE, now);
    } else {
      moves.enqueue(item, Cause.TRANSFERRED, now);
    }
  }

  private void refuse(Event event, Refusal refusal) {
    moves.emit(new Effect.Refused(event.at(), event, refusal));
  }

  private void revise(Item item, Event.Revision revision, long now) {
    boolean closed = revision.until() > now;
    if (item.place instanceof Place.Waiting) {
      if (closed) {
        moves.leaveQueue(item, Partition.NOBODY, now);
      }
      moves.revise(item, revision.demand(), revision.boostMillis(), now);
      if (closed) {
        moves.park(item, revision.until(), Sticky.NONE, now);
      }
    } else if (item.place instanceof Place.Parked parked) {
      moves.revise(item, revision.demand(), revision.boostMillis(), now);
      if (closed) {
        moves.park(item, revision.until(), parked.sticky(), now);
      } else {
        open(item, parked.sticky(), now);
      }
    }
  }

  /// A sticky agent without hold counts only at the arrival and at a regular opening.
  private void open(Item item, Sticky sticky, long now) {
    Moves.startWait(item, now);
    if (sticky.agent() != Partition.NOBODY && sticky.holdMillis() > 0) {
      item.heldFor = sticky.agent();
      item.heldUntil = now + sticky.holdMillis();
    }
    moves.enqueue(item, Cause.OPENED, now);
  }
}
