package kr.ondam.rules;

import kr.ondam.rules.Decision.AgentKey;
import kr.ondam.rules.Decision.Ground;
import org.jspecify.annotations.Nullable;

/// Chooses the agent for a waiting conversation (routing.md 4.4).
final class Choosing {
  private final Setting setting;
  private final Floor floor;

  // A sticky agent without hold counts only in the matching right after the arrival.
  private @Nullable Item favoured;
  private long favourite = Partition.NOBODY;

  Choosing(Setting setting, Floor floor) {
    this.setting = setting;
    this.floor = floor;
  }

  /// Until [#forget] the agent is chosen before the strategy if able.
  void favour(Item item, long agent) {
    favoured = item;
    favourite = agent;
  }

  void forget() {
    favoured = null;
  }

  /// Whether somebody could take it.
  boolean isAble(Bucket bucket, Item item) {
    Strategy strategy = setting.strategy(item.demand());
    for (Group group : bucket.groups) {
      for (Seat seat : group.able(strategy, item.ticket.channel())) {
        if (!item.barred(seat)) {
          return true;
        }
      }
    }
    return false;
  }

  /// The best agent and the next best for a waiting conversation, and how many could take it.
  Choice choose(Item item, Bucket bucket) {
    Strategy strategy = setting.strategy(item.demand());
    Choice choice = new Choice(strategy);
    for (Group group : bucket.groups) {
      var able = group.able(strategy, item.ticket.channel());
      choice.eligible += able.size();
      int preference = preference(group.bits, item);
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
    if (item.heldFor == Partition.NOBODY) {
      choice.eligible -= barred(item);
    } else {
      choice.eligible = choice.best == null ? 0 : 1;
      choice.ground = Ground.AWAITED;
    }
    favour(item, choice);
    return choice;
  }

  /// What orders an agent among others for a conversation.
  AgentKey key(Item item, Seat seat) {
    int preference = preference(seat.profile.bits(), item);
    long key = seat.key(setting.strategy(item.demand()));
    return new AgentKey(seat.id, preference, key, seat.since);
  }

  private int preference(Bits bits, Item item) {
    return setting.strategy(item.demand()) == Strategy.MOST_SKILLED
        ? bits.common(item.demand().scored())
        : 0;
  }

  private static boolean isAble(Seat seat, Item item) {
    return seat.can(item.ticket.channel()) && seat.profile.bits().covers(item.requirement());
  }

  private void favour(Item item, Choice choice) {
    Seat seat = item == favoured ? floor.seat(favourite) : null;
    if (seat == null || !isAble(seat, item) || item.barred(seat)) {
      return;
    }
    choice.ground = Ground.KNOWN;
    if (seat != choice.best) {
      choice.next = choice.best;
      choice.nextPreference = choice.bestPreference;
      choice.best = seat;
      choice.bestPreference = preference(seat.profile.bits(), item);
    }
  }

  private int barred(Item item) {
    int barred = 0;
    if (item.excluded != null) {
      for (long agent : item.excluded.keySet()) {
        Seat seat = floor.seat(agent);
        barred += seat != null && isAble(seat, item) ? 1 : 0;
      }
    }
    return barred;
  }

  /// What a search among the agents found.
  static final class Choice {
    private final Strategy strategy;
    @Nullable Seat best;
    @Nullable Seat next;
    int bestPreference;
    int nextPreference;
    int eligible;
    Ground ground = Ground.ORDER;

    private Choice(Strategy strategy) {
      this.strategy = strategy;
    }

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

    private boolean before(Seat seat, int preference, Seat other, int otherPreference) {
      return preference != otherPreference
          ? preference > otherPreference
          : Seat.order(strategy).compare(seat, other) < 0;
    }
  }
}
