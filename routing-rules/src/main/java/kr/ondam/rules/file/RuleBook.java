package kr.ondam.rules.file;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// All rules of an installation as one set of files describes them. Immutable.
///
/// @param version SHA-256 of the files, in hexadecimal
/// @param label 버전 of the group's file, empty without one
/// @param effectiveAt 시행, the latest of all files in epoch milliseconds; empty for at once
/// @param tenants by name
public record RuleBook(
    String version,
    String label,
    OptionalLong effectiveAt,
    SortedMap<String, TenantRules> tenants) {
  public RuleBook {
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
  }

  /// Reads a set of files, checks it and runs the tests in it.
  ///
  /// @param inventory what the installation has, to check references against; without it only the
  ///   files are held against each other
  /// @param today for warnings about dates
  public static Reading read(
      List<RuleText> files, Optional<Inventory> inventory, HolidayTable holidays, LocalDate today) {
    return new BookReader(inventory, holidays, today, true).read(files);
  }

  /// Reads a set of files that has passed [#read] before. What would be wrong with it is still
  /// found, but its tests are not run again and nothing is warned of, which takes most of the time.
  public static Reading readTested(
      List<RuleText> files, Optional<Inventory> inventory, HolidayTable holidays, LocalDate today) {
    return new BookReader(inventory, holidays, today, false).read(files);
  }

  /// The version a set of files has or would have, also when it cannot be used.
  public static String versionOf(List<RuleText> files) {
    return Digest.of(files.stream().filter(file -> RuleText.isRuleFile(file.name())).toList());
  }

  /// The rules of a tenant, by its name.
  public Optional<TenantRules> tenant(String name) {
    return Optional.ofNullable(tenants.get(name));
  }

  /// What is left when only one tenant is looked at.
  public RuleBook only(String tenant) {
    SortedMap<String, TenantRules> one = new TreeMap<>();
    tenant(tenant).ifPresent(rules -> one.put(tenant, rules));
    return new RuleBook(version, label, effectiveAt, one);
  }

  /// What another set of files changes, value by value.
  public List<Change> changesTo(RuleBook other) {
    return Change.between(this, other);
  }
}
