package kr.ondam.launch.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.FileContents;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import kr.ondam.rules.file.Wording;

/// What is made of texts and readings without remembering anything.
final class Books {
  private static final int MOST_SHOWN = 3;

  private Books() {}

  /// The tenants that nothing is wrong with, as a book of their own.
  static RuleBook intact(List<RuleText> files, Reading.Rejected rejected) {
    return new RuleBook(
        RuleBook.versionOf(files), "", OptionalLong.empty(), new TreeMap<>(rejected.intact()));
  }

  /// The book, or what is sound of it; empty when nothing is.
  static Optional<RuleBook> usable(List<RuleText> files, Reading reading) {
    return switch (reading) {
      case Reading.Accepted accepted -> Optional.of(accepted.book());
      case Reading.Rejected rejected when rejected.intact().isEmpty() -> Optional.empty();
      case Reading.Rejected rejected -> Optional.of(intact(files, rejected));
    };
  }

  static Draft draft(RuleFolder.Contents contents, Reading reading, FileContents found) {
    Optional<RuleBook> book =
        reading instanceof Reading.Accepted accepted && !contents.files().isEmpty()
            ? Optional.of(accepted.book())
            : Optional.empty();
    Optional<RuleBook> intact =
        reading instanceof Reading.Rejected rejected && !rejected.intact().isEmpty()
            ? Optional.of(intact(contents.files(), rejected))
            : Optional.empty();
    return new Draft(
        RuleBook.versionOf(contents.files()),
        contents.files().size(),
        book,
        intact,
        contents.files().isEmpty() ? List.of() : reading.diagnostics(),
        found,
        contents.ignored(),
        Optional.empty());
  }

  static Draft unreadable(Draft last, String problem) {
    return new Draft(
        last.version(),
        last.files(),
        Optional.empty(),
        Optional.empty(),
        last.diagnostics(),
        last.contents(),
        last.ignored(),
        Optional.of(problem));
  }

  /// What is different from what somebody saw: in the draft, or else in force.
  static SortedMap<String, List<Change>> moved(RuleState seen, RuleState now) {
    Optional<RuleBook> before = seen.draft().book();
    Optional<RuleBook> after = now.draft().book();
    return before.isPresent() && after.isPresent() && !before.equals(after)
        ? RuleState.changesBetween(before, after.get())
        : now.changes();
  }

  /// Why a set that somebody activated does not come into force.
  static Wording refused(String version, List<Diagnostic> why) {
    List<Diagnostic> first = why.subList(0, Math.min(MOST_SHOWN, why.size()));
    return new Wording(
        "적용을 요청받은 규칙 "
            + version
            + "에는 설치에 없는 이름이 있어 쓰지 않습니다. 그 앞의 규칙을 씁니다. "
            + joined(first, found -> found.message().korean()),
        "the rules "
            + version
            + " that were activated name what the installation lacks and are not used; those before"
            + " are. "
            + joined(first, found -> found.message().english()));
  }

  private static String joined(List<Diagnostic> found, Function<Diagnostic, String> say) {
    return found.stream()
        .map(each -> each.at() + ": " + say.apply(each))
        .collect(Collectors.joining(" / "));
  }

  /// When a book counts that is put into force now: now, or at the later time its files name.
  static Instant effective(RuleBook book, Instant now) {
    Instant named =
        book.effectiveAt().isPresent() ? Instant.ofEpochMilli(book.effectiveAt().getAsLong()) : now;
    return named.isAfter(now) ? named : now;
  }

  static Wording damaged(String version) {
    return new Wording(
        "이력에 보관된 규칙 " + version + " 이(가) 없거나 바뀌어 쓰지 않습니다. 그 앞의 규칙을 씁니다.",
        "the kept rules " + version + " are missing or altered and not used; those before are.");
  }
}
