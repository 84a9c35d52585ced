package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The agents, those with the same skills together and in the order of the strategies.
///
/// A seat's keys may change only while the seat is in no list, so every change goes through
/// [#change].
final class Floor {
  private final Setting setting;
  private final Fit fit;
  private final Deadlines deadlines;
  private final LongMap<Seat> seats = new LongMap<>();

  // Only asked by key, never walked through.
  private final Map<Bits, Group> groups = new HashMap<>();

  /// One strategy of each order in use.
  private final List<Strategy> orders = new ArrayList<>();

  Floor(Setting setting, Fit fit, Deadlines deadlines) {
    this.setting = setting;
    this.fit = fit;
    this.deadlines = deadlines;
    use(setting.policy.strategy());
  }

  @Nullable Seat seat(long agent) {
    return seats.get(agent);
  }

  /// All agents by id.
  List<Seat> seats() {
    List<Seat> all = new ArrayList<>(seats.size());
    seats.each(all::add);
    all.sort(Comparator.comparingLong(seat -> seat.id));
    return all;
  }

  /// Keeps the agents in the order of a strategy from now on.
  void use(Strategy strategy) {
    for (Strategy other : orders) {
      if (other.order() == strategy.order()) {
        return;
      }
    }
    orders.add(strategy);
    for (Seat seat : seats()) {
      seat.group.list(seat, strategy);
    }
  }

  Seat add(long agent, AgentProfile profile, long since) {
    Seat seat = new Seat(agent, group(profile.bits()), profile, since);
    seat.group.seats++;
    seats.put(agent, seat);
    change(seat, _ -> {});
    return seat;
  }

  void remove(Seat seat) {
    unlist(seat);
    deadlines.drop(seat);
    seats.remove(seat.id);
    leave(seat.group);
  }

  /// The agent with another profile. With other skills it is another seat.
  Seat profile(Seat seat, AgentProfile profile, long now) {
    boolean opens =
        profile.availability() == Availability.OPEN
            && seat.profile.availability() != Availability.OPEN;
    Seat next = profile.bits().equals(seat.profile.bits()) ? seat : move(seat, profile);
    change(
        next,
        changed -> {
          changed.adopt(profile);
          if (opens && changed.items.isEmpty()) {
            changed.since = now;
          }
        });
    return next;
  }

  private Seat move(Seat seat, AgentProfile profile) {
    unlist(seat);
    deadlines.drop(seat);
    Seat next = new Seat(seat.id, group(profile.bits()), profile, seat.since);
    next.handled = seat.handled;
    next.missed = seat.missed;
    next.items.addAll(seat.items);
    next.chosen.addAll(seat.chosen);
    next.group.seats++;
    leave(seat.group);
    seats.put(next.id, next);
    return next;
  }

  /// Takes a slot. `counts` is whether it is an assignment that the handled count includes.
  void take(Seat seat, Item item, long now, boolean counts) {
    change(
        seat,
        changed -> {
          changed.put(item);
          changed.since = now;
          changed.handled += counts ? 1 : 0;
        });
  }

  /// Frees a slot. `undo` is whether the assignment does not count after all.
  void free(Seat seat, Item item, long now, boolean undo) {
    change(
        seat,
        changed -> {
          changed.items.remove(item);
          if (changed.items.isEmpty()) {
            changed.since = now;
          }
          // The day may have started anew between an offer and its end.
          changed.handled = Math.max(0, changed.handled - (undo ? 1 : 0));
        });
  }

  /// The engine has chosen the agent.
  void chose(Seat seat, long now) {
    if (setting.policy.fairness().most() > 0) {
      seat.chosen.addLast(now);
      reckon(seat, now);
    }
  }

  /// It did not choose the agent after all.
  void unchose(Seat seat, long at, long now) {
    seat.chosen.removeLastOccurrence(at);
    reckon(seat, now);
  }

  /// Finds out again whether the agent has had enough.
  void reckon(Seat seat, long now) {
    change(seat, changed -> changed.reckon(setting.policy.fairness(), now));
    deadlines.update(seat);
  }

  void startDay() {
    for (Seat seat : seats()) {
      change(seat, changed -> changed.handled = 0);
    }
  }

  void change(Seat seat, Consumer<Seat> change) {
    unlist(seat);
    change.accept(seat);
    seat.weigh();
    for (Strategy order : orders) {
      seat.group.list(seat, order);
    }
  }

  private void unlist(Seat seat) {
    if (seat.listed != 0) {
      for (Strategy order : orders) {
        seat.group.unlist(seat, order);
      }
      seat.listed = 0;
    }
  }

  private Group group(Bits bits) {
    Group known = groups.get(bits);
    if (known != null) {
      return known;
    }
    Group group = new Group(bits);
    groups.put(bits, group);
    fit.add(group);
    return group;
  }

  private void leave(Group group) {
    if (--group.seats == 0) {
      groups.remove(group.bits);
      fit.remove(group);
    }
  }
}
