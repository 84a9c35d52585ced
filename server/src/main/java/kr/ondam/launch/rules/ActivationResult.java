package kr.ondam.launch.rules;

import java.util.List;
import java.util.SortedMap;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.Diagnostic;

/// What became of the wish to put rules into force. Only [Done] has changed anything.
public sealed interface ActivationResult {
  /// They are in force, or will be at the time the files name.
  record Done(Activation activation) implements ActivationResult {}

  /// They are in force already.
  record Same() implements ActivationResult {}

  /// They will be in force already, at the time of an activation that waits.
  record Scheduled(Activation activation) implements ActivationResult {}

  /// The files, or the rules in force, are no longer those that were seen.
  ///
  /// @param changes what is different from what was seen, by tenant
  record Moved(RuleState now, SortedMap<String, List<Change>> changes)
      implements ActivationResult {}

  /// The files cannot come into force.
  record Broken(List<Diagnostic> diagnostics) implements ActivationResult {
    public Broken {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// There are no files.
  record Nothing() implements ActivationResult {}

  /// It would change rules of tenants the wish does not reach.
  record OutOfReach(List<String> tenants) implements ActivationResult {
    public OutOfReach {
      tenants = List.copyOf(tenants);
    }
  }

  /// Nobody, no reason, or one that is too long.
  record Incomplete() implements ActivationResult {}

  /// The history has no such set.
  record Unknown() implements ActivationResult {}

  /// The kept files are missing or are no longer what they were.
  record Damaged() implements ActivationResult {}

  /// The disk could not be read or written.
  record Unavailable(String problem) implements ActivationResult {}
}
