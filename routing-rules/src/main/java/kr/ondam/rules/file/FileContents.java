package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What stands in a set of rule files apart from the rules: whose each file is, and the tests.
///
/// @param tenants by file name; the group's file and files that cannot be read are not in it
/// @param tests in the order of the files
public record FileContents(SortedMap<String, String> tenants, List<Test> tests) {
  /// Nothing at all.
  public static final FileContents NONE = new FileContents(new TreeMap<>(), List.of());

  public FileContents {
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
    tests = List.copyOf(tests);
  }

  /// A test in a file.
  ///
  /// @param script whether it is a 각본, otherwise a 시험
  public record Test(String name, boolean script, Position at) {}

  /// How a test came out.
  public enum Outcome {
    PASSED,
    FAILED,
    /// The rules it is about are too broken to be tested.
    NOT_RUN
  }

  /// A test with what was found about it.
  public record Tested(Test test, Outcome outcome, List<Diagnostic> findings) {
    public Tested {
      findings = List.copyOf(findings);
    }
  }

  public static FileContents of(List<RuleText> files) {
    SortedMap<String, String> tenants = new TreeMap<>();
    List<Test> tests = new ArrayList<>();
    for (RuleText text : files) {
      RuleFile file = RuleFile.read(text, new Findings());
      if (file != null) {
        file.tenant().ifPresent(name -> tenants.put(text.name(), name.value()));
        Tree.entries(file.root(), Key.TESTS).forEach(test -> tests.add(test(test, false)));
        Tree.entries(file.root(), Key.SCRIPTS).forEach(test -> tests.add(test(test, true)));
      }
    }
    tests.sort(Comparator.comparing(Test::at));
    return new FileContents(tenants, tests);
  }

  /// The same with what is known from before about files that cannot be read now.
  public FileContents withTenants(Map<String, String> known) {
    SortedMap<String, String> all = new TreeMap<>(known);
    all.putAll(tenants);
    return new FileContents(all, tests);
  }

  private static Test test(Node.Fields test, boolean script) {
    return new Test(Tree.word(test, Key.NAME, ""), script, test.at());
  }

  /// How the tests came out. A finding belongs to the last test that begins at or before it.
  ///
  /// @param diagnostics of reading the same files
  public List<Tested> results(List<Diagnostic> diagnostics) {
    List<List<Diagnostic>> within = new ArrayList<>();
    List<Diagnostic> elsewhere =
        new ArrayList<>(diagnostics.stream().filter(found -> found.severity().blocks()).toList());
    for (int i = 0; i < tests.size(); i++) {
      Position from = tests.get(i).at();
      boolean last = i + 1 == tests.size() || !tests.get(i + 1).at().file().equals(from.file());
      Position to = last ? new Position(from.file(), Integer.MAX_VALUE, 1) : tests.get(i + 1).at();
      within.add(
          elsewhere.stream()
              .filter(found -> found.at().compareTo(from) >= 0 && found.at().compareTo(to) < 0)
              .toList());
    }
    within.forEach(elsewhere::removeAll);
    List<Tested> results = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      Test test = tests.get(i);
      Outcome sound = isTestable(test, elsewhere) ? Outcome.PASSED : Outcome.NOT_RUN;
      Outcome outcome = within.get(i).isEmpty() ? sound : Outcome.FAILED;
      results.add(new Tested(test, outcome, within.get(i)));
    }
    return results;
  }

  /// A tenant's tests need its own file and the group's, the group's tests need all.
  private boolean isTestable(Test test, List<Diagnostic> broken) {
    String file = test.at().file();
    return broken.stream()
        .map(found -> found.at().file())
        .noneMatch(other ->
            other.equals(file) || !tenants.containsKey(file) || !tenants.containsKey(other));
  }
}
