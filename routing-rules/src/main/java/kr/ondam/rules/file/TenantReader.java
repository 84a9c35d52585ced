package kr.ondam.rules.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the rules of one tenant for each of its centres.
final class TenantReader {
  private static final int MOST_SKILLS = 1_000;
  private static final int MOST_PLACES = 2_000;

  /// Half of what the engine can number, so that other rules still fit while conversations of these
  /// wait.
  static final int MOST_BITS = 32_000;

  private final String tenant;
  private final Optional<RuleFile> group;
  private final Optional<RuleFile> file;
  private final Surroundings surroundings;
  private final Map<String, Optional<String>> centres = new LinkedHashMap<>();
  private final Map<String, Node.Fields> centreEntries = new LinkedHashMap<>();
  private final List<Node.Fields> regionEntries = new ArrayList<>();

  TenantReader(
      String tenant, Optional<RuleFile> group, Optional<RuleFile> file, Surroundings surroundings) {
    this.tenant = tenant;
    this.group = group;
    this.file = file;
    this.surroundings = surroundings;
  }

  /// What is around the tenant.
  ///
  /// @param known what the installation has of this tenant
  /// @param elsewhere queues of other tenants
  /// @param ownFile name of the tenant's own file, empty without one
  /// @param wellFormed whether the form of the files was right
  /// @param testing whether the tests are run and what is probably not meant is looked for
  record Surroundings(
      Optional<Inventory.Tenant> known,
      PublicHolidays holidays,
      LocalDate today,
      Set<String> elsewhere,
      String ownFile,
      boolean wellFormed,
      boolean testing) {}

  /// A centre's rules with the nodes they were read from.
  record Effective(RuleSet rules, Node.Fields root) {}

  /// Reads, checks and tests.
  ///
  /// @param coverage learns which tests were run and what they guard
  TenantRules read(Findings findings, TestCoverage coverage) {
    file.ifPresent(own -> own.subordinates().forEach(entry -> sort(entry, findings)));
    surroundings.known().ifPresent(known -> known.centres().forEach(this::add));
    Map<RuleSet.Site, Node.Fields> roots = new LinkedHashMap<>();
    centres.forEach((centre, region) ->
        roots.put(
            new RuleSet.Site(tenant, Optional.of(centre), region),
            merge(Optional.of(centre), region, findings)));
    RuleSet.Site whole = new RuleSet.Site(tenant, Optional.empty(), Optional.empty());
    roots.put(whole, merge(Optional.empty(), Optional.empty(), findings));
    List<Effective> read = read(roots, Objects.requireNonNull(roots.get(whole)), findings);
    Map<String, RuleSet> byCentre = new LinkedHashMap<>();
    for (Effective each : read) {
      each.rules().site().centre().ifPresent(name -> byCentre.put(name, each.rules()));
    }
    TenantRules rules = new TenantRules(tenant, read.getLast().rules(), byCentre);
    checkSize(rules, Objects.requireNonNull(roots.get(whole)), findings);
    if (surroundings.testing()) {
      test(rules, read, findings, coverage);
    }
    return rules;
  }

  private void test(
      TenantRules rules, List<Effective> read, Findings findings, TestCoverage coverage) {
    // Tests of rules that are wrong would only repeat what is wrong.
    boolean sound = surroundings.wellFormed() && !findings.blocked();
    Analysis analysis = new Analysis(surroundings, findings, sound);
    read.forEach(analysis::check);
    FileTests tests = new FileTests(rules, findings, coverage);
    group.ifPresent(common -> tests.run(common, sound));
    file.ifPresent(own -> tests.run(own, sound));
    read.forEach(each -> expectTests(each, coverage));
  }

  /// What the engine tells apart is numbered, and the numbers are few.
  private void checkSize(TenantRules rules, Node.Fields root, Findings findings) {
    Numbering numbering = new Numbering(rules);
    Node queues = Tree.at(root, Key.QUEUES);
    if (numbering.skills() > MOST_SKILLS) {
      findings.error(
          queues,
          tenant + "의 큐는 기술을 " + MOST_SKILLS + "개까지 쓸 수 있습니다 (" + numbering.skills() + "개)",
          "the queues of " + tenant + " name more than " + MOST_SKILLS + " skills");
    } else if (numbering.places() > MOST_PLACES) {
      findings.error(
          file.<Node>map(own -> Tree.at(own.root(), Key.SUBORDINATES)).orElse(root),
          tenant + "의 센터와 지역은 " + MOST_PLACES + "개까지입니다 (" + numbering.places() + "개)",
          tenant + " has more than " + MOST_PLACES + " centres and regions");
    } else if (numbering.bits() > MOST_BITS) {
      findings.error(
          queues,
          tenant + "의 완화가 요구하는 기술의 조합이 너무 많습니다",
          "the relaxations of " + tenant + " ask for too many different combinations of skills");
    }
  }

  /// Every rule deserves a test, but the one for the rest.
  private static void expectTests(Effective effective, TestCoverage coverage) {
    for (Node.Fields entry : Tree.entries(effective.root(), Key.RULES)) {
      boolean rest =
          effective.rules().rules().stream()
              .anyMatch(rule -> rule.at().equals(entry.at()) && rule.condition().always());
      if (!rest) {
        coverage.expect(entry);
      }
    }
    Tree.entries(effective.root(), Key.BOOSTS).forEach(coverage::expect);
  }

  private List<Effective> read(
      Map<RuleSet.Site, Node.Fields> roots, Node.Fields whole, Findings findings) {
    Conditions conditions =
        new Conditions(
            VocabularyReader.read(
                Tree.fields(whole, Key.VOCABULARY), List.copyOf(centres.keySet()), findings),
            findings);
    List<Effective> read = new ArrayList<>();
    roots.forEach((site, root) ->
        read.add(
            new Effective(
                new SiteReader(
                        site,
                        root,
                        conditions,
                        surroundings.holidays(),
                        findings,
                        surroundings.wellFormed())
                    .read(surroundings.elsewhere()),
                root)));
    return read;
  }

  private Node.Fields merge(Optional<String> centre, Optional<String> region, Findings findings) {
    List<Level> levels = new ArrayList<>();
    group.ifPresent(common -> levels.add(Level.of(common.root())));
    file.ifPresent(own -> levels.add(Level.of(own.root())));
    for (Node.Fields entry : regionEntries) {
      if (region.isPresent() && region.equals(target(entry, Key.REGION))) {
        levels.add(Level.of(entry));
      }
    }
    centre.map(centreEntries::get).ifPresent(entry -> levels.add(Level.of(entry)));
    if (levels.isEmpty()) {
      Span start = new Source(new RuleText("group.yaml", "")).point(0);
      levels.add(new Level(new Node.Fields(Map.of(), start), List.of()));
    }
    return new Inheritance(findings).merge(levels);
  }

  private void sort(Node.Fields entry, Findings findings) {
    checkAssignment(entry, findings);
    Node.Fields target = Tree.fields(entry, Key.TARGET);
    Node.Text centre = Tree.text(target, Key.CENTRE);
    checkRegion(Tree.text(target, Key.REGION), findings);
    if (centre == null) {
      if (target != null && Tree.text(target, Key.REGION) == null) {
        findings.error(target, "대상에 지역이나 센터가 있어야 합니다", "target needs a region or a centre");
      }
      regionEntries.add(entry);
      return;
    }
    Node.Fields before = centreEntries.putIfAbsent(centre.value(), entry);
    if (before != null) {
      findings.error(
          centre,
          "'" + centre.value() + "' 이(가) 두 번 있습니다 (처음: " + before.at() + ")",
          "'" + centre.value() + "' stands twice (first: " + before.at() + ")");
    }
    Optional<Inventory.Centre> known = checkCentre(centre, findings);
    Optional<String> region = target(entry, Key.REGION);
    Optional<String> really = known.flatMap(Inventory.Centre::region);
    if (region.isPresent() && really.isPresent() && !region.equals(really)) {
      findings.error(
          Tree.at(entry, Key.TARGET, Key.REGION),
          centre.value() + " 은(는) " + region.get() + " 이(가) 아니라 " + really.get() + "에 있습니다",
          centre.value() + " is in " + really.get() + ", not in " + region.get());
    }
    centres.put(centre.value(), region.or(() -> really));
  }

  /// All centres of a tenant share one engine, and its settings with it; how one of several
  /// counsellors is chosen is a matter of the queue, and 후처리 one of the conversation.
  private static void checkAssignment(Node.Fields entry, Findings findings) {
    Node.Fields assignment = Tree.fields(entry, Key.ASSIGNMENT);
    if (assignment == null) {
      return;
    }
    for (Node.Field field : assignment.fields().values()) {
      String key = field.key().value();
      if (!key.equals(Key.ORDER.korean()) && !key.equals(Key.WRAP_UP.korean())) {
        findings.error(
            field.key(),
            "하위에서는 배정의 '순서' 와 '후처리' 만 바꿀 수 있습니다. '" + key + "' 은(는) 계열사 전체에 하나입니다",
            "below an affiliate only 'order' and 'wrap-up' of the assignment can differ; '"
                + key
                + "' is one for the whole affiliate");
      }
    }
  }

  private void checkRegion(Node.@Nullable Text region, Findings findings) {
    List<String> known = words(Key.REGION);
    if (region != null && !known.isEmpty() && !known.contains(region.value())) {
      findings.add(
          Severity.ERROR,
          region,
          new Wording(
                  "'" + region.value() + "' 은(는) 어휘에 없는 지역입니다.",
                  "'" + region.value() + "' is not a region of the vocabulary.")
              .then(Suggestion.wording(region.value(), known)));
    }
  }

  private List<String> words(Key kind) {
    return file.map(own -> VocabularyReader.words(kind, group, own)).orElse(List.of());
  }

  private Optional<Inventory.Centre> checkCentre(Node.Text name, Findings findings) {
    if (surroundings.known().isEmpty()) {
      checkNamedCentre(name, findings);
      return Optional.empty();
    }
    List<Inventory.Centre> known = surroundings.known().get().centres();
    Optional<Inventory.Centre> found =
        known.stream().filter(centre -> centre.name().equals(name.value())).findFirst();
    if (found.isEmpty()) {
      findings.add(
          Severity.ERROR,
          name,
          new Wording(
                  "'" + name.value() + "' 센터가 " + tenant + "에 없습니다.",
                  "there is no centre '" + name.value() + "' in " + tenant + ".")
              .then(
                  Suggestion.wording(
                      name.value(), known.stream().map(Inventory.Centre::name).toList())));
    }
    return found;
  }

  /// Without the installation at hand, 어휘 knows which centres there are, if it lists any. What came
  /// into force once is not held against it.
  private void checkNamedCentre(Node.Text name, Findings findings) {
    List<String> known = words(Key.CENTRE);
    if (surroundings.testing() && !known.isEmpty() && !known.contains(name.value())) {
      findings.add(
          Severity.ERROR,
          name,
          new Wording(
                  "'" + name.value() + "' 은(는) 어휘에 없는 센터입니다.",
                  "'" + name.value() + "' is not a centre of the vocabulary.")
              .then(Suggestion.wording(name.value(), known)));
    }
  }

  private void add(Inventory.Centre centre) {
    centres.putIfAbsent(centre.name(), centre.region());
  }

  private static Optional<String> target(Node.Fields entry, Key key) {
    return Optional.ofNullable(Tree.text(Tree.fields(entry, Key.TARGET), key))
        .map(Node.Text::value);
  }
}
