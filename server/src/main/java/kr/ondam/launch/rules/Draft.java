package kr.ondam.launch.rules;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.FileContents;
import kr.ondam.rules.file.RuleBook;

/// The rule files that lie in the folder now.
///
/// @param version SHA-256 of the files, also of broken ones
/// @param files how many there are
/// @param book empty when they cannot come into force
/// @param intact when some are broken: the tenants that nothing is wrong with
/// @param diagnostics everything found in them
/// @param contents whose files they are and the tests in them
/// @param ignored names in the folder that are passed over
/// @param unreadable what is wrong with the folder itself, empty when nothing is
public record Draft(
    String version,
    int files,
    Optional<RuleBook> book,
    Optional<RuleBook> intact,
    List<Diagnostic> diagnostics,
    FileContents contents,
    SortedSet<String> ignored,
    Optional<String> unreadable) {
  /// Before anything was read.
  static final Draft NOTHING =
      new Draft(
          RuleBook.versionOf(List.of()),
          0,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          FileContents.NONE,
          new TreeSet<>(),
          Optional.empty());

  public Draft {
    diagnostics = List.copyOf(diagnostics);
  }

  /// How the tests in the files came out.
  public List<FileContents.Tested> tests() {
    return contents.results(diagnostics);
  }
}
