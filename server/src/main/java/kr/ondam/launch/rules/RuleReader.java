package kr.ondam.launch.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.ondam.rules.file.FileContents;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.Inventory;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import org.jspecify.annotations.Nullable;

/// Reads sets of rule files against what the installation has, and remembers what it read last.
final class RuleReader {
  private final RuleBooks.Surroundings around;
  private final Map<String, String> owners = new TreeMap<>();
  private @Nullable Read last;
  private List<RuleText> kept = List.of();
  private Optional<Inventory> installed = Optional.empty();

  /// All that the reading of rule files depends on.
  private record Source(List<RuleText> files, Optional<Inventory> inventory, LocalDate today) {}

  private record Read(Source source, FileContents contents, Reading reading) {}

  RuleReader(RuleBooks.Surroundings around) {
    this.around = around;
  }

  /// Files that came into force once: whoever decided that has tested them. Often they are those of
  /// the draft, which has just been read.
  Reading kept(List<RuleText> files) {
    kept = files;
    Source source = source(files);
    Read known = last;
    return known != null && known.source().equals(source)
        ? known.reading()
        : again(files, source.inventory());
  }

  /// The same, held against itself only.
  Reading alone(List<RuleText> files) {
    return again(files, Optional.empty());
  }

  /// What is in force, read again for an installation that has changed; empty when it does not fit
  /// that.
  Optional<InForce> renewed(Activation activation, List<RuleText> files) {
    return kept(files) instanceof Reading.Accepted accepted
        ? Optional.of(new InForce(accepted.book(), activation, true))
        : Optional.empty();
  }

  private Reading again(List<RuleText> files, Optional<Inventory> inventory) {
    return RuleBook.readTested(files, inventory, HolidayTable.shipped(), today());
  }

  /// Files somebody is writing, with all their tests. Whose a broken file is, is known from when it
  /// could still be read.
  Draft draft(RuleFolder.Contents contents) {
    Read read = read(contents.files());
    FileContents found = read.contents();
    if (!kept.equals(contents.files())) {
      FileContents.of(kept).tenants().forEach(owners::putIfAbsent);
    }
    kept = List.of();
    owners.putAll(found.tenants());
    return Books.draft(contents, read.reading(), found.withTenants(owners));
  }

  /// What was read last is not read again.
  private Read read(List<RuleText> files) {
    Source source = source(files);
    Read known = last;
    if (known != null && known.source().equals(source)) {
      return known;
    }
    Reading reading =
        RuleBook.read(files, source.inventory(), HolidayTable.shipped(), source.today());
    Read fresh = new Read(source, FileContents.of(files), reading);
    last = fresh;
    return fresh;
  }

  private Source source(List<RuleText> files) {
    return new Source(files, installed(), today());
  }

  /// What the installation has, or had when it could be read last.
  Optional<Inventory> installed() {
    installed = around.inventory().get().or(() -> installed);
    return installed;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(around.clock().instant(), around.zone());
  }
}
