package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One value that two rule books say differently.
///
/// @param path such as `큐.보험금.목표.응답`
/// @param before empty when it is new
/// @param after empty when it is gone
/// @param sites the centres it changes for, in order; a tenant's name for conversations without one
public record Change(
    String path, Optional<Leaves.Leaf> before, Optional<Leaves.Leaf> after, List<String> sites) {
  public Change {
    sites = List.copyOf(sites);
  }

  private record Kind(String path, Optional<Leaves.Leaf> before, Optional<Leaves.Leaf> after) {}

  static List<Change> between(RuleBook one, RuleBook other) {
    Map<Kind, List<String>> sites = new LinkedHashMap<>();
    TreeSet<String> tenants = new TreeSet<>(one.tenants().keySet());
    tenants.addAll(other.tenants().keySet());
    for (String tenant : tenants) {
      SortedMap<String, RuleSet> before = sites(one, tenant);
      SortedMap<String, RuleSet> after = sites(other, tenant);
      TreeSet<String> names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      names.forEach(site -> collect(site, before.get(site), after.get(site), sites));
    }
    List<Change> changes = new ArrayList<>();
    sites.forEach(
        (kind, where) -> changes.add(new Change(kind.path(), kind.before(), kind.after(), where)));
    return changes;
  }

  private static void collect(
      String site,
      @Nullable RuleSet before,
      @Nullable RuleSet after,
      Map<Kind, List<String>> sites) {
    SortedMap<String, Leaves.Leaf> from =
        before == null ? new TreeMap<>() : before.leaves().byPath();
    SortedMap<String, Leaves.Leaf> to = after == null ? new TreeMap<>() : after.leaves().byPath();
    if (before != null && after != null) {
      order(before, after)
          .ifPresent(kind -> sites.computeIfAbsent(kind, _ -> new ArrayList<>()).add(site));
      added(before, after)
          .forEach(kind -> sites.computeIfAbsent(kind, _ -> new ArrayList<>()).add(site));
    }
    TreeSet<String> paths = new TreeSet<>(from.keySet());
    paths.addAll(to.keySet());
    for (String path : paths) {
      Optional<Leaves.Leaf> was = Optional.ofNullable(from.get(path));
      Optional<Leaves.Leaf> is = Optional.ofNullable(to.get(path));
      if (!was.map(Leaves.Leaf::text).equals(is.map(Leaves.Leaf::text))) {
        sites.computeIfAbsent(new Kind(path, was, is), _ -> new ArrayList<>()).add(site);
      }
    }
  }

  /// The first rule that holds decides, so their order is a value too. What is new or gone is told
  /// by its own leaves.
  private static Optional<Kind> order(RuleSet before, RuleSet after) {
    List<String> from = new ArrayList<>(before.rules().stream().map(Rule::name).toList());
    List<String> to = new ArrayList<>(after.rules().stream().map(Rule::name).toList());
    from.retainAll(List.copyOf(to));
    to.retainAll(List.copyOf(from));
    return from.equals(to)
        ? Optional.empty()
        : Optional.of(
            new Kind(
                Key.RULES.korean() + "." + Key.ORDER.korean(),
                Optional.of(ordered(from, before)),
                Optional.of(ordered(to, after))));
  }

  /// Where each new rule stands, in the words that would put it there.
  private static List<Kind> added(RuleSet before, RuleSet after) {
    Set<String> known = new HashSet<>(before.rules().stream().map(Rule::name).toList());
    List<Kind> kinds = new ArrayList<>();
    String previous = "";
    for (Rule.Classifying rule : after.rules()) {
      if (!known.contains(rule.name())) {
        Key key = previous.isEmpty() ? Key.FIRST : Key.AFTER_RULE;
        String value = previous.isEmpty() ? "true" : previous;
        kinds.add(
            new Kind(
                Key.RULES.korean() + "." + rule.name() + "." + key.korean(),
                Optional.empty(),
                Optional.of(new Leaves.Leaf(value, rule.at()))));
      }
      previous = rule.name();
    }
    return kinds;
  }

  private static Leaves.Leaf ordered(List<String> names, RuleSet rules) {
    return new Leaves.Leaf(String.join(" > ", names), rules.rules().getFirst().at());
  }

  private static SortedMap<String, RuleSet> sites(RuleBook book, String tenant) {
    SortedMap<String, RuleSet> sites = new TreeMap<>();
    book.tenant(tenant)
        .ifPresent(rules -> rules.all().forEach(site -> sites.put(site.site().name(), site)));
    return sites;
  }

  /// `큐.보험금.목표.응답: 60초 → 90초 (hanbit-life.yaml:46:18) — 부산센터`
  public String line() {
    String where = after.or(() -> before).map(leaf -> leaf.at().toString()).orElse("");
    return path
        + ": "
        + before.map(Leaves.Leaf::text).orElse("–")
        + " → "
        + after.map(Leaves.Leaf::text).orElse("–")
        + " ("
        + where
        + ") — "
        + String.join(", ", sites);
  }
}
