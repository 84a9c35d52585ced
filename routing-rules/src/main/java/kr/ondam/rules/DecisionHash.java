package kr.ondam.rules;

import java.util.List;

/// A running 64-bit number over decisions: any difference in what was decided changes it.
final class DecisionHash {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private DecisionHash() {}

  static long of(long before, List<Effect> effects) {
    long hash = before;
    for (Effect effect : effects) {
      if (effect instanceof Effect.OfferMade made) {
        hash = mix(mix(mix(hash, 1), made.offer()), made.sender());
        hash = of(mix(hash, made.expiresAt()), made.decision());
      } else if (effect instanceof Effect.Assigned assigned) {
        hash = mix(mix(hash, 2), number(assigned.how()));
        hash = of(mix(hash, assigned.overCapacity() ? 1 : 0), assigned.decision());
      } else if (effect instanceof Effect.Crossing.Claimed claimed) {
        hash = of(mix(mix(hash, 3), claimed.claim()), claimed.decision());
      }
    }
    return hash;
  }

  private static long of(long before, Decision decision) {
    Ticket ticket = decision.ticket();
    long hash = mix(mix(before, decision.at()), decision.rules().hashCode());
    hash = mix(mix(hash, ticket.conversation()), ticket.demand().queue());
    hash = mix(mix(hash, ticket.demand().priorityClass()), ticket.demand().weight());
    hash = mix(hash, ticket.channel());
    hash = mix(mix(hash, ticket.seq()), ticket.boostMillis());
    hash = mix(mix(hash, decision.waitedMillis()), decision.step());
    hash = mix(mix(hash, decision.requirement().hashCode()), decision.eligible());
    hash = key(key(hash, decision.chosen()), decision.runnerUp());
    for (Decision.Ahead ahead : decision.ahead()) {
      hash = mix(mix(hash, ahead.conversation()), number(ahead.reason()));
    }
    return hash;
  }

  /// Numbers that stay when a constant is added or moved.
  private static long number(Effect.AssignedHow how) {
    return switch (how) {
      case ACCEPTED -> 1;
      case AUTOMATIC -> 2;
      case BY_HAND -> 3;
      case RETURNED -> 4;
    };
  }

  private static long number(Decision.Skipped reason) {
    return switch (reason) {
      case HELD_FOR_ANOTHER -> 1;
      case SKILL_MISSING -> 2;
      case CAPACITY_FULL -> 3;
      case EXCLUDED -> 4;
    };
  }

  private static long key(long before, Decision.AgentKey key) {
    return mix(mix(mix(mix(before, key.agent()), key.preference()), key.key()), key.since());
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * FACTOR;
    return mixed ^ (mixed >>> 29);
  }
}
