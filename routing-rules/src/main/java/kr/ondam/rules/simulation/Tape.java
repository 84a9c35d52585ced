package kr.ondam.rules.simulation;

import java.util.List;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;

/// Everything that happens to a routing from outside: who arrives with which handle time and
/// patience, and who works when. It does not depend on the rules, so several can be tried on it.
///
/// @param arrivals in order; the conversation of the n-th ticket is n, from 0
/// @param presences in order
/// @param from what happens before is not counted
/// @param until the agents' time after it is not counted
record Tape(List<Arrival> arrivals, List<Presence> presences, long from, long until) {
  Tape {
    arrivals = List.copyOf(arrivals);
    presences = List.copyOf(presences);
    long before = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      Arrival arrival = arrivals.get(i);
      if (arrival.at() < before || arrival.ticket().conversation() != i) {
        throw new IllegalArgumentException(
            "arrival " + i + ": " + arrival + " (expected: in order and numbered)");
      }
      before = arrival.at();
    }
  }

  /// A conversation that arrives.
  ///
  /// @param kind of customer
  /// @param handleMillis how long an agent talks
  /// @param patienceMillis gives up after that, unless [Distribution#ENDLESS]
  /// @param until does not wait before this opening; 0 when the queue is open
  record Arrival(
      long at,
      String kind,
      String queue,
      String centre,
      Ticket ticket,
      Sticky sticky,
      long handleMillis,
      long wrapUpMillis,
      long patienceMillis,
      long targetMillis,
      long until) {
    /// When the wait begins.
    long waitsFrom() {
      return Math.max(at, until);
    }
  }

  /// An agent begins, stops or is changed.
  ///
  /// @param pace what handle times are multiplied with
  record Presence(long at, long agent, String centre, AgentProfile profile, double pace) {}
}
