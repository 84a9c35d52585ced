package kr.ondam.rules.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads all files of an installation, tenant by tenant.
final class BookReader {
  private final Optional<Inventory> inventory;
  private final PublicHolidays holidays;
  private final LocalDate today;
  private final boolean testing;
  private final Findings common = new Findings();
  private final Map<String, RuleFile> tenantFiles = new LinkedHashMap<>();
  private final TestCoverage coverage = new TestCoverage();
  private @Nullable RuleFile group;
  private boolean someFileUnreadable;

  /// @param testing whether the tests are run and what is probably not meant is looked for
  BookReader(
      Optional<Inventory> inventory, HolidayTable holidays, LocalDate today, boolean testing) {
    this.inventory = inventory;
    this.holidays = PublicHolidays.of(holidays);
    this.today = today;
    this.testing = testing;
  }

  Reading read(List<RuleText> all) {
    List<RuleText> files = all.stream().filter(file -> RuleText.isRuleFile(file.name())).toList();
    files.forEach(this::open);
    if (testing && inventory.isPresent()) {
      checkWords(group);
      tenantFiles.values().forEach(this::checkWords);
    }
    if (testing && inventory.isEmpty()) {
      tenantFiles.values().forEach(this::checkNamed);
    }
    TreeMap<String, TenantRules> intact = new TreeMap<>();
    Findings findings = new Findings();
    boolean groupBroken = group != null && common.blocked(group.name());
    // The tests of fifty tenants take all cores for a moment, not one for long.
    List<ReadTenant> read =
        tenants().parallelStream().map(name -> tenant(name, groupBroken)).toList();
    for (ReadTenant tenant : read) {
      findings.addAll(tenant.findings());
      if (tenant.intact()) {
        intact.put(tenant.name(), tenant.rules());
      }
    }
    if (testing) {
      checkGroupTests();
    }
    findings.addAll(common);
    if (testing && !findings.blocked()) {
      coverage.warn(findings);
    }
    if (findings.blocked()) {
      return new Reading.Rejected(findings.list(), intact);
    }
    String label = group == null ? "" : Tree.word(group.root(), Key.VERSION, "");
    return new Reading.Accepted(
        new RuleBook(Digest.of(files), label, effectiveAt(), intact), findings.list());
  }

  private OptionalLong effectiveAt() {
    List<RuleFile> files = new ArrayList<>(tenantFiles.values());
    if (group != null) {
      files.add(group);
    }
    return files.stream()
        .flatMap(file -> Quantity.moment(Tree.word(file.root(), Key.EFFECTIVE, "")).stream())
        .mapToLong(Situation::millis)
        .max();
  }

  /// What the rules of one tenant came to.
  private record ReadTenant(String name, TenantRules rules, Findings findings, boolean intact) {}

  /// Called on several threads at once.
  private ReadTenant tenant(String name, boolean groupBroken) {
    RuleFile file = tenantFiles.get(name);
    boolean broken = groupBroken || (file != null && common.blocked(file.name()));
    Findings own = new Findings();
    TenantRules rules = reader(name, file, !broken).read(own, coverage);
    return new ReadTenant(name, rules, own, !broken && !own.blocked());
  }

  private TenantReader reader(String name, @Nullable RuleFile file, boolean wellFormed) {
    return new TenantReader(
        name,
        Optional.ofNullable(group),
        Optional.ofNullable(file),
        new TenantReader.Surroundings(
            inventory.flatMap(known -> known.tenant(name)),
            holidays,
            today,
            elsewhere(name),
            file == null ? "" : file.name(),
            wellFormed,
            testing));
  }

  private void open(RuleText text) {
    RuleFile file = RuleFile.read(text, common);
    if (file == null) {
      someFileUnreadable |= common.blocked(text.name());
      return;
    }
    if (file.tenant().isEmpty()) {
      if (group != null) {
        twice(file.root(), "그룹", "the group", group);
      } else {
        group = file;
      }
      return;
    }
    Node.Text name = file.tenant().get();
    RuleFile before = tenantFiles.putIfAbsent(name.value(), file);
    if (before != null) {
      twice(name, name.value(), name.value(), before);
    }
    checkTenant(name);
  }

  private void twice(Node at, String korean, String english, RuleFile before) {
    common.error(
        at,
        korean + "의 규칙 파일이 이미 있습니다 (" + before.name() + ")",
        "there is a rule file of " + english + " already (" + before.name() + ")");
  }

  /// Without the installation at hand, 어휘 knows which affiliates there are. What came into force
  /// once is not held against it: it may be older than this check.
  private void checkNamed(RuleFile file) {
    List<String> known = VocabularyReader.words(Key.AFFILIATE, Optional.ofNullable(group), file);
    file.tenant()
        .filter(name -> !known.isEmpty() && !known.contains(name.value()))
        .ifPresent(name ->
            common.add(
                Severity.ERROR,
                name,
                new Wording(
                        "'" + name.value() + "' 은(는) 어휘에 없는 계열사입니다.",
                        "'" + name.value() + "' is not an affiliate of the vocabulary.")
                    .then(Suggestion.wording(name.value(), known))));
  }

  private void checkTenant(Node.Text name) {
    if (inventory.isEmpty() || inventory.get().tenant(name.value()).isPresent()) {
      return;
    }
    List<String> known = inventory.get().tenants().stream().map(Inventory.Tenant::name).toList();
    common.add(
        Severity.ERROR,
        name,
        new Wording(
                "'" + name.value() + "' 계열사가 없습니다.", "there is no tenant '" + name.value() + "'.")
            .then(Suggestion.wording(name.value(), known)));
  }

  /// The tenants that have rules: those with a file, and those that have only the group's.
  private Set<String> tenants() {
    Set<String> names = new HashSet<>(tenantFiles.keySet());
    if (inventory.isPresent() && !someFileUnreadable) {
      for (Inventory.Tenant tenant : inventory.get().tenants()) {
        if (names.add(tenant.name())) {
          warnWithoutFile(tenant.name());
        }
      }
    }
    return new TreeSet<>(names);
  }

  private void warnWithoutFile(String tenant) {
    Node top =
        group == null
            ? new Node.Text("", new Source(new RuleText("group.yaml", "")).point(0))
            : group.root();
    common.add(
        new Diagnostic(
            Severity.WARNING,
            top.at(),
            new Wording(
                tenant + "의 규칙 파일이 없어 그룹 규칙만 씁니다",
                tenant + " has no rule file and uses the rules of the group only"),
            Excerpt.NONE));
  }

  /// The queues of all other tenants.
  private Set<String> elsewhere(String tenant) {
    Set<String> names = new HashSet<>();
    Map<String, RuleFile> others = new HashMap<>(tenantFiles);
    others.remove(tenant);
    for (RuleFile file : others.values()) {
      List<Node.Fields> entries = new ArrayList<>(Tree.entries(file.root(), Key.QUEUES));
      file.subordinates().forEach(sub -> entries.addAll(Tree.entries(sub, Key.QUEUES)));
      entries.forEach(entry -> names.add(Tree.word(entry, Key.NAME, "")));
    }
    return names;
  }

  private void checkWords(@Nullable RuleFile file) {
    if (file == null || inventory.isEmpty()) {
      return;
    }
    Node.Fields words = Tree.fields(file.root(), Key.VOCABULARY);
    checkWords(words, Key.CHANNEL, inventory.get().channels());
    checkWords(words, Key.GRADES, inventory.get().grades());
  }

  /// A word that the product never sets makes every condition with it false.
  private void checkWords(Node.@Nullable Fields words, Key kind, List<String> known) {
    Node listed = words == null ? null : words.get(kind.korean());
    for (Node.Text word : Tree.texts(listed)) {
      if (!known.isEmpty() && !known.contains(word.value())) {
        common.add(
            Severity.WARNING,
            word,
            new Wording(
                    kind.korean() + " '" + word.value() + "' 인 상담은 없습니다.",
                    "no conversation has '" + word.value() + "' under '" + kind.english() + "'.")
                .then(Suggestion.wording(word.value(), known))
                .then(Leaf.possible(known)));
      }
    }
  }

  private boolean isWrong(RuleFile file) {
    return common.blocked(file.name());
  }

  private void checkGroupTests() {
    // A file with mistakes may be the one that says whose a centre is.
    if (group == null
        || someFileUnreadable
        || tenantFiles.values().stream().anyMatch(this::isWrong)) {
      return;
    }
    List<Node.Fields> tests = new ArrayList<>(Tree.entries(group.root(), Key.TESTS));
    tests.addAll(Tree.entries(group.root(), Key.SCRIPTS));
    for (Node.Fields test : tests) {
      if (!coverage.hasRun(test)) {
        common.error(
            test,
            "어느 계열사의 시험인지 알 수 없습니다. 상황에 센터나 계열사를 적으세요",
            "it is not clear whose test this is; name a centre or an affiliate in the situation");
      }
    }
  }
}
