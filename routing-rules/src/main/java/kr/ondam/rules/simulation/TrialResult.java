package kr.ondam.rules.simulation;

import java.util.List;

/// What a trial came to.
///
/// @param visits one for each arrival, in the same order
/// @param agents by number
/// @param from arrivals before it are not counted in figures
/// @param waitingMillis how long how many waited, over all: the area under the queue length
/// @param end when the last one was served
record TrialResult(
    List<Visit> visits, List<AgentDay> agents, long from, long waitingMillis, long end) {
  TrialResult {
    visits = List.copyOf(visits);
    agents = List.copyOf(agents);
  }

  /// The visits that count: not those of the warm-up, nor those that wait for a later day.
  List<Visit> counted() {
    return visits.stream()
        .filter(visit -> visit.arrival().at() >= from && visit.ending() != Visit.Ending.CLOSED)
        .toList();
  }
}
