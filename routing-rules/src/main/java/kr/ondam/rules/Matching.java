package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import kr.ondam.rules.Decision.AgentKey;
import kr.ondam.rules.Decision.Ahead;
import kr.ondam.rules.Decision.Skipped;
import org.jspecify.annotations.Nullable;

/// Brings waiting conversations and able agents together (routing.md 4.5).
///
/// Between events nobody who waits has an able agent. So a new pair has at least one side that was
/// touched since, and only those are looked at.
final class Matching {
  private static final int AHEAD = 5;

  private final Policy policy;
  private final Floor floor;
  private final WaitingRoom waiting;
  private final LinkedHashSet<Seat> seats = new LinkedHashSet<>();
  private final LinkedHashSet<Item> items = new LinkedHashSet<>();

  Matching(Policy policy, Floor floor, WaitingRoom waiting) {
    this.policy = policy;
    this.floor = floor;
    this.waiting = waiting;
  }

  /// The agent may be able to take more than before.
  void touch(Seat seat) {
    seats.add(seat);
  }

  /// The conversation may be taken by more agents than before.
  void touch(Item item) {
    items.add(item);
  }

  /// The next conversation to be given and to whom, null when there is no pair left.
  @Nullable Pair next(long now) {
    Item first = null;
    for (Iterator<Seat> each = seats.iterator(); each.hasNext(); ) {
      Item item = waiting.first(each.next(), now);
      if (item == null) {
        each.remove();
      } else if (first == null || item.precedes(first, now)) {
        first = item;
      }
    }
    for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
      Item item = each.next();
      if (!item.waits() || floor.choose(item).best == null) {
        each.remove();
      } else if (first == null || item.precedes(first, now)) {
        first = item;
      }
    }
    if (first == null) {
      return null;
    }
    Floor.Choice choice = floor.choose(first);
    Seat best = choice.best;
    if (best == null) {
      throw new IllegalStateException("conversation " + first.id() + " lost its agent");
    }
    return new Pair(first, best, decide(first, best, choice, now));
  }

  /// The record of a decision that somebody else made.
  Decision given(Item item, Seat seat, long now) {
    AgentKey chosen = key(seat, floor.preference(seat.profile.bits(), item));
    return decision(item, chosen, AgentKey.NONE, 0, List.of(), now);
  }

  private Decision decide(Item item, Seat best, Floor.Choice choice, long now) {
    AgentKey next = choice.next == null ? AgentKey.NONE : key(choice.next, choice.nextPreference);
    List<Ahead> ahead = new ArrayList<>();
    for (Item other : waiting.before(item, AHEAD, now)) {
      ahead.add(new Ahead(other.id(), why(other, best)));
    }
    return decision(item, key(best, choice.bestPreference), next, choice.eligible, ahead, now);
  }

  private Decision decision(
      Item item, AgentKey chosen, AgentKey next, int eligible, List<Ahead> ahead, long now) {
    return new Decision(
        now,
        policy.rules(),
        item.ticket,
        now - item.ticket.arrivedAt(),
        item.step,
        item.requirement(),
        chosen,
        next,
        eligible,
        ahead);
  }

  private static AgentKey key(Seat seat, int preference) {
    return new AgentKey(seat.id, preference, seat.key, seat.since);
  }

  private static Skipped why(Item item, Seat seat) {
    if (item.heldFor != Partition.NOBODY && item.heldFor != seat.id) {
      return Skipped.HELD_FOR_ANOTHER;
    }
    if (!seat.profile.bits().covers(item.requirement())) {
      return Skipped.SKILL_MISSING;
    }
    return item.barred(seat) ? Skipped.EXCLUDED : Skipped.CAPACITY_FULL;
  }

  /// A conversation and the agent who gets it.
  record Pair(Item item, Seat seat, Decision decision) {}
}
