package kr.ondam.bench;

import java.util.List;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Ticket;
import org.jspecify.annotations.Nullable;

/// A full house: all agents busy, and the same number of conversations waiting before each cycle of
/// "one ends, the agent accepts the next, another arrives". A millisecond passes per event.
final class RoutingFloor {
  static final int AGENTS = 2_000;
  static final int WAITING = 50_000;
  private static final long START = 1_780_000_000_000L;

  final RoutingMix mix = new RoutingMix();
  final Partition partition = new Partition(RoutingMix.policy(), PartitionState.EMPTY);
  private final long[] held;
  private final @Nullable List<Event> log;
  private int slots;
  private int free;
  private long now = START;
  private Effect.@Nullable OfferMade offer;

  RoutingFloor() {
    this(AGENTS, WAITING, null);
  }

  /// @param log takes down every event, null for nobody
  RoutingFloor(int agents, int waiting, @Nullable List<Event> log) {
    this.log = log;
    held = new long[3 * agents];
    for (int agent = 0; agent < agents; agent++) {
      var profile = mix.profiles.get(agent % mix.profiles.size());
      apply(new Event.AgentChanged(now, agent, profile));
    }
    while (partition.waiting() < waiting) {
      arrive();
      if (offer != null) {
        accept();
      }
    }
  }

  long now() {
    return now;
  }

  /// A conversation ends and its agent is offered the next one.
  List<Effect> end() {
    free = mix.below(slots);
    return heard(apply(new Event.Ended(++now, held[free], 0)));
  }

  List<Effect> accept() {
    Effect.OfferMade made = offer;
    if (made == null) {
      return List.of();
    }
    held[free] = made.conversation();
    slots = Math.max(slots, free + 1);
    free = slots;
    offer = null;
    return heard(apply(new Event.Accepted(++now, made.offer(), made.conversation(), made.agent())));
  }

  List<Effect> arrive() {
    Ticket ticket = mix.ticket(++now);
    return heard(apply(new Event.Arrived(now, ticket, kr.ondam.rules.Sticky.NONE)));
  }

  /// Whether the one that ended left an agent nobody waits for; its slot is then given up.
  boolean isOffered() {
    if (offer == null && free < slots) {
      held[free] = held[--slots];
      free = slots;
    }
    return offer != null;
  }

  private List<Effect> apply(Event event) {
    if (log != null) {
      log.add(event);
    }
    return partition.apply(event);
  }

  private List<Effect> heard(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.OfferMade made) {
        offer = made;
      }
    }
    return effects;
  }
}
