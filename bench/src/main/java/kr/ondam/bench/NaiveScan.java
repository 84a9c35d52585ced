package kr.ondam.bench;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Ticket;
import org.jspecify.annotations.Nullable;

/// The rival: the same rules by looking at every waiting conversation when an agent is free, and at
/// every agent when a conversation arrives. It keeps no timers and no record of its decisions.
final class NaiveScan {
  private final List<AgentProfile> profiles = new ArrayList<>();
  private final List<Ticket> waiting = new ArrayList<>();
  private int[] loads = {};
  private long[] since = {};

  void agent(AgentProfile profile) {
    profiles.add(profile);
    loads = java.util.Arrays.copyOf(loads, profiles.size());
    since = java.util.Arrays.copyOf(since, profiles.size());
  }

  int waiting() {
    return waiting.size();
  }

  /// Answers the agent who gets it, -1 when it waits.
  int arrives(Ticket ticket, long now) {
    Bits required = required(ticket, now);
    int best = -1;
    for (int agent = 0; agent < profiles.size(); agent++) {
      boolean able =
          loads[agent] < profiles.get(agent).capacity().total()
              && profiles.get(agent).bits().covers(required);
      if (able && (best < 0 || before(agent, best))) {
        best = agent;
      }
    }
    if (best < 0) {
      waiting.add(ticket);
    } else {
      loads[best]++;
      since[best] = now;
    }
    return best;
  }

  /// Answers what the agent gets next.
  @Nullable Ticket freed(int agent, long now) {
    loads[agent]--;
    Bits bits = profiles.get(agent).bits();
    int best = -1;
    for (int i = 0; i < waiting.size(); i++) {
      Ticket ticket = waiting.get(i);
      if ((best < 0 || precedes(ticket, waiting.get(best), now))
          && bits.covers(required(ticket, now))) {
        best = i;
      }
    }
    if (best < 0) {
      return null;
    }
    Ticket ticket = waiting.get(best);
    waiting.set(best, waiting.getLast());
    waiting.removeLast();
    loads[agent]++;
    since[agent] = now;
    return ticket;
  }

  private boolean before(int one, int other) {
    if (loads[one] != loads[other]) {
      return loads[one] < loads[other];
    }
    return since[one] != since[other] ? since[one] < since[other] : one < other;
  }

  private static Bits required(Ticket ticket, long now) {
    Demand demand = ticket.demand();
    int steps = 0;
    while (steps < demand.relaxations().size()
        && ticket.arrivedAt() + demand.relaxations().get(steps).afterMillis() <= now) {
      steps++;
    }
    return demand.requirement(steps);
  }

  private static boolean precedes(Ticket one, Ticket other, long now) {
    int mine = one.demand().priorityClass();
    int theirs = other.demand().priorityClass();
    if (mine != theirs) {
      return mine < theirs;
    }
    long urgency = urgency(one, now);
    long otherUrgency = urgency(other, now);
    if (urgency != otherUrgency) {
      return urgency > otherUrgency;
    }
    return one.arrivedAt() != other.arrivedAt()
        ? one.arrivedAt() < other.arrivedAt()
        : one.seq() < other.seq();
  }

  private static long urgency(Ticket ticket, long now) {
    return 1000 * ticket.boostMillis() + ticket.demand().weight() * (now - ticket.arrivedAt());
  }
}
