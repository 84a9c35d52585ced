package kr.ondam.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import kr.ondam.rules.file.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of the rule files, `config/routing`.
final class RuleFolder {
  private static final Logger log = LoggerFactory.getLogger(RuleFolder.class);

  private RuleFolder() {}

  /// The rules in the folder. Empty without files, and when they cannot come into force: every
  /// finding is then in the log.
  static Optional<RuleBook> read(Path folder, LocalDate today) {
    var files = files(folder);
    if (files.isEmpty()) {
      log.info("no rule files in {}: queues are those of the database", folder);
      return Optional.empty();
    }
    var reading = RuleBook.read(files, Optional.empty(), HolidayTable.shipped(), today);
    for (var finding : reading.diagnostics()) {
      if (finding.severity() == Severity.WARNING) {
        log.warn("{}", finding.korean());
      } else {
        log.error("{}", finding.korean());
      }
    }
    return switch (reading) {
      case Reading.Accepted accepted -> Optional.of(accepted.book());
      case Reading.Rejected _ -> {
        log.error("the rule files in {} are not in force", folder);
        yield Optional.empty();
      }
    };
  }

  private static List<RuleText> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.list(folder)) {
      return paths
          .filter(path -> RuleText.isRuleFile(path.getFileName().toString()))
          .sorted()
          .map(RuleFolder::text)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuleText text(Path path) {
    try {
      return RuleText.decode(path.getFileName().toString(), Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
