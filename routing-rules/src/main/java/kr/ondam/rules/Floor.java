package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The agents, those with the same skills together and in the order of the strategy, one list per
/// channel with everybody who may take a conversation of it now.
///
/// A seat's key may change only while the seat is in no list, so every change goes through here.
final class Floor {
  private final Strategy strategy;
  private final TreeMap<Long, Seat> seats = new TreeMap<>();
  private final TreeMap<Bits, List<TreeSet<Seat>>> groups = new TreeMap<>();

  Floor(Strategy strategy) {
    this.strategy = strategy;
  }

  @Nullable Seat seat(long agent) {
    return seats.get(agent);
  }

  Collection<Seat> seats() {
    return seats.values();
  }

  void add(Seat seat) {
    seats.put(seat.id, seat);
    list(seat);
  }

  void remove(Seat seat) {
    unlist(seat);
    seats.remove(seat.id);
  }

  void change(Seat seat, AgentProfile profile, long now) {
    unlist(seat);
    boolean opens =
        profile.availability() == Availability.OPEN
            && seat.profile.availability() != Availability.OPEN;
    seat.profile = profile;
    seat.weigh();
    if (opens && seat.items.isEmpty()) {
      seat.since = now;
    }
    list(seat);
  }

  /// Takes a slot. `counts` is whether it is an assignment that the handled count includes.
  void take(Seat seat, Item item, long now, boolean counts) {
    unlist(seat);
    seat.items.put(item.arrival, item);
    seat.weigh();
    seat.since = now;
    seat.handled += counts ? 1 : 0;
    list(seat);
  }

  /// Frees a slot. `undo` is whether the assignment does not count after all.
  void free(Seat seat, Item item, long now, boolean undo) {
    unlist(seat);
    seat.items.remove(item.arrival);
    seat.weigh();
    if (seat.items.isEmpty()) {
      seat.since = now;
    }
    // The day may have started anew between an offer and its end.
    seat.handled = Math.max(0, seat.handled - (undo ? 1 : 0));
    list(seat);
  }

  void startDay() {
    for (Seat seat : seats.values()) {
      unlist(seat);
      seat.handled = 0;
      list(seat);
    }
  }

  /// The best agent and the next best for a waiting conversation, and how many could take it.
  Choice choose(Item item) {
    Choice choice = new Choice();
    for (Map.Entry<Bits, List<TreeSet<Seat>>> group : groups.entrySet()) {
      int channel = item.ticket.channel();
      if (channel >= group.getValue().size() || !group.getKey().covers(item.requirement())) {
        continue;
      }
      TreeSet<Seat> able = group.getValue().get(channel);
      choice.eligible += able.size();
      int preference = preference(group.getKey(), item);
      int looked = 0;
      for (Seat seat : able) {
        if (looked == 2) {
          break;
        }
        if (!item.barred(seat)) {
          choice.consider(seat, preference);
          looked++;
        }
      }
    }
    choice.eligible = item.heldFor == Partition.NOBODY ? choice.eligible - barred(item) : 0;
    if (item.heldFor != Partition.NOBODY && choice.best != null) {
      choice.eligible = 1;
    }
    favour(item, choice);
    return choice;
  }

  int preference(Bits bits, Item item) {
    return strategy == Strategy.MOST_SKILLED ? bits.common(item.ticket.demand().scored()) : 0;
  }

  /// Whether an agent could be given the waiting conversation now.
  static boolean eligible(Seat seat, Item item) {
    return seat.can(item.ticket.channel())
        && seat.profile.bits().covers(item.requirement())
        && !item.barred(seat);
  }

  private void favour(Item item, Choice choice) {
    Seat favourite = seats.get(item.favourite);
    if (favourite != null && favourite != choice.best && eligible(favourite, item)) {
      choice.next = choice.best;
      choice.nextPreference = choice.bestPreference;
      choice.best = favourite;
      choice.bestPreference = preference(favourite.profile.bits(), item);
    }
  }

  private int barred(Item item) {
    int barred = 0;
    for (long agent : item.excluded.keySet()) {
      Seat seat = seats.get(agent);
      if (seat != null
          && seat.can(item.ticket.channel())
          && seat.profile.bits().covers(item.requirement())) {
        barred++;
      }
    }
    return barred;
  }

  private void list(Seat seat) {
    AgentProfile profile = seat.profile;
    seat.key = strategy.key(seat.load, profile.capacity().total(), seat.handled, profile.rank());
    List<TreeSet<Seat>> lists = groups.computeIfAbsent(profile.bits(), _ -> new ArrayList<>());
    for (int channel = 0; channel < profile.capacity().channels().size(); channel++) {
      if (channel == lists.size()) {
        lists.add(new TreeSet<>(Seat.ORDER));
      }
      if (seat.can(channel)) {
        lists.get(channel).add(seat);
      }
    }
  }

  private void unlist(Seat seat) {
    List<TreeSet<Seat>> lists = groups.get(seat.profile.bits());
    if (lists == null) {
      return;
    }
    boolean empty = true;
    for (TreeSet<Seat> list : lists) {
      list.remove(seat);
      empty &= list.isEmpty();
    }
    if (empty) {
      groups.remove(seat.profile.bits());
    }
  }

  /// What a search among the agents found.
  static final class Choice {
    @Nullable Seat best;
    @Nullable Seat next;
    int bestPreference;
    int nextPreference;
    int eligible;

    private void consider(Seat seat, int preference) {
      if (best == null || before(seat, preference, best, bestPreference)) {
        next = best;
        nextPreference = bestPreference;
        best = seat;
        bestPreference = preference;
      } else if (next == null || before(seat, preference, next, nextPreference)) {
        next = seat;
        nextPreference = preference;
      }
    }

    private static boolean before(Seat seat, int preference, Seat other, int otherPreference) {
      return preference != otherPreference
          ? preference > otherPreference
          : Seat.ORDER.compare(seat, other) < 0;
    }
  }
}
