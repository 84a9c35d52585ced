package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.rules.Effect.Cause;

/// Puts other rules into force while conversations wait (routing.md 4.8).
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
