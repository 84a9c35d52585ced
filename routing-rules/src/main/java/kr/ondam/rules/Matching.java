package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.rules.Decision.AgentKey;
import kr.ondam.rules.Decision.Ahead;
import kr.ondam.rules.Decision.Ground;
import kr.ondam.rules.Decision.Skipped;
import org.jspecify.annotations.Nullable;

/// Brings waiting conversations and able agents together (routing.md 4.5).
///
/// Between events nobody who waits has an able agent. So a new pair has at least one side that was
/// touched since, and only those are looked at.
final class Matching {
  private static final int AHEAD = 5;

  private final Setting setting;
  private final Floor floor;
  private final WaitingRoom waiting;
  private final Choosing choosing;
  private final ArrayList<Seat> seats = new ArrayList<>();
  private final ArrayList<Item> items = new ArrayList<>();

  Matching(Setting setting, Floor floor, WaitingRoom waiting, Choosing choosing) {
    this.setting = setting;
    this.floor = floor;
    this.waiting = waiting;
    this.choosing = choosing;
  }

  /// The agent may be able to take more than before.
  void touch(Seat seat) {
    if (!seat.touched) {
      seat.touched = true;
      seats.add(seat);
    }
  }

  /// The conversation may be taken by more agents than before.
  void touch(Item item) {
    if (!item.touched) {
      item.touched = true;
      items.add(item);
    }
  }

  /// The next conversation to be given and to whom, null when there is no pair left.
  @Nullable Pair next(long now) {
    Item first = firstOfItems(firstOfSeats(now), now);
    if (first == null) {
      return null;
    }
    Bucket bucket = first.bucket;
    if (bucket == null) {
      throw new IllegalStateException("conversation " + first.id() + " does not wait");
    }
    Choosing.Choice choice = choosing.choose(first, bucket);
    Seat best = choice.best;
    if (best == null) {
      throw new IllegalStateException("conversation " + first.id() + " lost its agent");
    }
    return new Pair(first, best, decide(first, best, choice, now));
  }

  private @Nullable Item firstOfSeats(long now) {
    Item first = null;
    int kept = 0;
    for (Seat seat : seats) {
      Item item = floor.seat(seat.id) == seat ? waiting.first(seat, now) : null;
      if (item == null) {
        seat.touched = false;
        continue;
      }
      seats.set(kept++, seat);
      if (first == null || item.precedes(first, now)) {
        first = item;
      }
    }
    seats.subList(kept, seats.size()).clear();
    return first;
  }

  private @Nullable Item firstOfItems(@Nullable Item before, long now) {
    Item first = before;
    int kept = 0;
    for (Item item : items) {
      Bucket bucket = item.bucket;
      if (bucket == null || !choosing.isAble(bucket, item)) {
        item.touched = false;
        continue;
      }
      items.set(kept++, item);
      if (first == null || item.precedes(first, now)) {
        first = item;
      }
    }
    items.subList(kept, items.size()).clear();
    return first;
  }

  /// The record of a decision that somebody else made now.
  Decision given(Item item, Seat seat, long now) {
    return given(item, seat, setting.policy.rules(), now);
  }

  /// The record of a decision that an agent or another partition has agreed to; it keeps the rules
  /// under which it was made.
  Decision agreed(Item item, Seat seat, long now) {
    return given(item, seat, item.rules, now);
  }

  private Decision given(Item item, Seat seat, String rules, long now) {
    AgentKey chosen = choosing.key(item, seat);
    return new Decision(
        now,
        rules,
        item.ticket,
        now - item.ticket.arrivedAt(),
        item.step,
        item.requirement(),
        chosen,
        AgentKey.NONE,
        0,
        List.of(),
        Ground.GIVEN,
        item.front);
  }

  private Decision decide(Item item, Seat best, Choosing.Choice choice, long now) {
    AgentKey next = choice.next == null ? AgentKey.NONE : choosing.key(item, choice.next);
    List<Item> before = waiting.before(item, AHEAD, now);
    List<Ahead> ahead = new ArrayList<>(before.size());
    for (Item other : before) {
      ahead.add(new Ahead(other.id(), skipped(other, best)));
    }
    AgentKey chosen = choosing.key(item, best);
    String rules = setting.policy.rules();
    return new Decision(
        now,
        rules,
        item.ticket,
        now - item.ticket.arrivedAt(),
        item.step,
        item.requirement(),
        chosen,
        next,
        choice.eligible,
        ahead,
        choice.ground,
        item.front);
  }

  /// Why a conversation did not go to an agent.
  static Skipped skipped(Item item, Seat seat) {
    if (item.heldFor != Partition.NOBODY && item.heldFor != seat.id) {
      return Skipped.HELD_FOR_ANOTHER;
    }
    if (!seat.profile.bits().covers(item.requirement())) {
      return Skipped.SKILL_MISSING;
    }
    return item.excludes(seat.id) ? Skipped.EXCLUDED : Skipped.CAPACITY_FULL;
  }

  /// A conversation and the agent who gets it.
  record Pair(Item item, Seat seat, Decision decision) {}
}
