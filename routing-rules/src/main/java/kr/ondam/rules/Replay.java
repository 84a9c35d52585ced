package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;

/// Runs recorded events again: to see that the same comes out, to see what would come out under
/// other rules, or to explain a decision of the past.
///
/// @param policy in force at the start
/// @param start the state before the first event
/// @param events in order; rules that changed meanwhile are among them
public record Replay(Policy policy, PartitionState start, List<Event> events) {
  /// Everything from the first event to the last.
  public Outcome run() {
    Partition partition = new Partition(policy, start);
    long decisions = 0;
    for (Event event : events) {
      for (Effect effect : partition.apply(event)) {
        decisions += decides(effect) ? 1 : 0;
      }
    }
    return new Outcome(events.size(), decisions, partition.decisionHash(), partition.state());
  }

  /// What the engine chose during one event and why, in order.
  ///
  /// @param index of the event
  public List<Trace> explain(int index) {
    Partition partition = new Partition(policy, start);
    for (Event event : events.subList(0, index)) {
      partition.apply(event);
    }
    List<Trace> traces = new ArrayList<>();
    partition.trace(traces::add, Integer.MAX_VALUE);
    partition.apply(events.get(index));
    return traces;
  }

  private static boolean decides(Effect effect) {
    return effect instanceof Effect.OfferMade
        || effect instanceof Effect.Assigned
        || effect instanceof Effect.Crossing.Claimed;
  }

  /// What came out.
  ///
  /// @param decisions offers, assignments and claims
  /// @param hash over all decisions; equal runs have equal hashes
  public record Outcome(long events, long decisions, long hash, PartitionState end) {}
}
