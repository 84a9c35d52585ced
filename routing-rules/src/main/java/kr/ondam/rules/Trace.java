package kr.ondam.rules;

import java.util.List;

/// A choice of the engine with everything that spoke for and against it (routing.md 7.1).
///
/// @param candidates all agents of the partition, by id
/// @param ahead what is served before the conversation, in order, and why the chosen agent did not
///   get it; no more than whoever traces asked for
public record Trace(Decision decision, List<Candidate> candidates, List<Passed> ahead) {
  public Trace {
    candidates = List.copyOf(candidates);
    ahead = List.copyOf(ahead);
  }

  /// A conversation that stood before.
  ///
  /// @param chosen the chosen agent, and what stood in the way
  public record Passed(Ticket ticket, int step, Candidate chosen) {}
}
