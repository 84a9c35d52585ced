package kr.ondam.rules;

import java.util.List;
import java.util.TreeMap;
import kr.ondam.rules.PartitionState.AgentState;
import kr.ondam.rules.PartitionState.ConversationState;

/// Brings a stored state back, and takes one.
final class Storing {
  private final Floor floor;
  private final Moves moves;
  private final Matching matching;

  Storing(Floor floor, Moves moves, Matching matching) {
    this.floor = floor;
    this.moves = moves;
    this.matching = matching;
  }

  void restore(PartitionState state) {
    for (AgentState agent : state.agents()) {
      Seat seat = floor.add(agent.agent(), agent.profile(), agent.since());
      floor.change(
          seat,
          restored -> {
            restored.handled = agent.handled();
            restored.missed = agent.missed();
            restored.chosen.addAll(agent.chosen());
          });
    }
    for (ConversationState stored : state.conversations()) {
      Item item = item(stored);
      long holder = item.place.holder();
      if (holder != Partition.NOBODY) {
        Seat seat = floor.seat(holder);
        if (seat == null) {
          throw new IllegalArgumentException(
              "agent of conversation " + item.id() + ": " + holder + " (expected: a known agent)");
        }
        floor.change(seat, restored -> restored.put(item));
      }
      moves.restore(item);
    }
    for (Seat seat : floor.seats()) {
      floor.reckon(seat, state.time());
      matching.touch(seat);
    }
  }

  static AgentState snapshot(Seat seat, Fairness fairness, long now) {
    List<Long> chosen =
        seat.chosen.stream().filter(at -> at + fairness.windowMillis() > now).toList();
    return new AgentState(seat.id, seat.profile, seat.since, seat.handled, seat.missed, chosen);
  }

  static ConversationState snapshot(Item item) {
    return new ConversationState(
        item.ticket,
        item.place,
        item.front,
        item.step,
        item.heldFor,
        item.heldFor == Partition.NOBODY ? 0 : item.heldUntil,
        item.excluded == null ? new TreeMap<>() : item.excluded,
        item.waitsSince,
        item.overdue,
        item.requested,
        item.rules,
        item.shadow);
  }

  private static Item item(ConversationState stored) {
    Item item = new Item(stored.ticket());
    item.place = stored.place();
    item.front = stored.front();
    item.step = stored.step();
    item.heldFor = stored.heldFor();
    item.heldUntil = stored.heldUntil();
    item.excluded = stored.excluded().isEmpty() ? null : new TreeMap<>(stored.excluded());
    item.waitsSince = stored.waitsSince();
    item.overdue = stored.overdue();
    item.requested = stored.requested();
    item.rules = stored.rules();
    item.shadow = stored.shadow();
    return item;
  }
}
