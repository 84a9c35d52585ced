package kr.ondam.rules.file;

import java.util.List;
import java.util.Map;

/// What became of a set of rule files.
public sealed interface Reading {
  /// Everything found, in the order of the files.
  List<Diagnostic> diagnostics();

  /// It can come into force; the diagnostics are warnings.
  record Accepted(RuleBook book, List<Diagnostic> diagnostics) implements Reading {
    public Accepted {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// It cannot; at least one diagnostic is an error or a failed test.
  ///
  /// @param intact the rules of the tenants that nothing is wrong with, by name
  record Rejected(List<Diagnostic> diagnostics, Map<String, TenantRules> intact)
      implements Reading {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
      intact = Map.copyOf(intact);
    }
  }
}
