package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Several cases to be simulated on the same draws: the base case and its variations.
///
/// @param cases the base case first
public record WhatIf(String title, long seed, int replications, List<Case> cases) {
  public WhatIf {
    cases = List.copyOf(cases);
  }

  /// A case.
  ///
  /// @param targets what share of each queue's arrivals should be answered in time
  public record Case(String name, Scenario scenario, Map<String, Double> targets) {
    public Case {
      targets = Map.copyOf(targets);
    }
  }

  /// Simulates all cases.
  public WhatIfReport run() {
    List<WhatIfReport.Outcome> outcomes = new ArrayList<>();
    for (Case each : cases) {
      outcomes.add(
          new WhatIfReport.Outcome(
              each.name(),
              Simulator.replicate(each.scenario(), seed, replications),
              each.targets()));
    }
    return new WhatIfReport(title, seed, replications, outcomes);
  }
}
