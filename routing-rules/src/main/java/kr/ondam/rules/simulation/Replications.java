package kr.ondam.rules.simulation;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The figures of several runs of a scenario.
///
/// @param runs one or more; the n-th runs of two scenarios with the same seed share their draws
public record Replications(List<Figures> runs) {
  public Replications {
    runs = List.copyOf(runs);
  }

  /// All slices of all runs.
  public List<Slice> slices() {
    TreeSet<Slice> slices = new TreeSet<>();
    runs.forEach(run -> slices.addAll(run.slices()));
    return List.copyOf(slices);
  }

  public Estimate estimate(Slice slice, Measure measure) {
    return Estimate.of(runs.stream().mapToDouble(run -> run.get(slice, measure)).toArray());
  }

  /// This minus another one, run by run.
  public Estimate difference(Replications other, Slice slice, Measure measure) {
    int common = Math.min(runs.size(), other.runs.size());
    return Estimate.of(
        IntStream.range(0, common)
            .mapToDouble(
                i -> runs.get(i).get(slice, measure) - other.runs.get(i).get(slice, measure))
            .toArray());
  }
}
