package kr.ondam.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the map of packages: who may use whom, and which library lives where. The tables are the
/// ones of `docs/architecture.md`.
final class ArchitectureTest {
  private static final String ROOT = "kr.ondam.";

  private static final String PACKAGES =
      """
      rules        :
      time         :
      event        :
      tenant       : time
      channel      : tenant time
      customer     : channel tenant
      agent        : tenant event time
      conversation : channel customer agent tenant event time
      media        : conversation channel customer tenant event time
      routing      : rules conversation channel customer agent tenant event time
      report       : conversation routing agent tenant event time
      security     : agent tenant event time
      gateway      : channel conversation media routing agent customer security tenant event time
      store        : channel conversation media routing agent customer security tenant event time
      launch       : rules time event tenant channel customer agent conversation media routing report security gateway store
      console      : launch rules time event tenant channel customer agent conversation media routing report security
      dist         : launch console agent tenant rules
      bench        : dist launch console
      """;

  private static final String LIBRARIES =
      """
      io.netty            : gateway channel
      org.hibernate       : store
      jakarta.persistence : store
      com.vaadin          : console
      jakarta.servlet     : console
      """;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("kr.ondam");

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    var allowed = table(PACKAGES);
    Set<String> violations = new TreeSet<>();
    for (JavaClass user : classes) {
      String from = feature(user);
      for (var dependency : user.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass();
        if (target.getPackageName().startsWith(ROOT)) {
          String to = feature(target);
          if (!from.equals(to) && !allowed.getOrDefault(from, Set.of()).contains(to)) {
            violations.add(from + " uses " + to + " in " + user.getName());
          }
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  /// Decision 0011.
  @Test
  void conversationsKnowNothingOfWhoTalksForBots() {
    noClasses()
        .that()
        .resideInAPackage("kr.ondam.conversation")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("kr.ondam.conversation.bot..")
        .check(classes);
  }

  @Test
  void everyPackageStandsInTheTable() {
    Set<String> features = new TreeSet<>();
    classes.forEach(c -> features.add(feature(c)));
    assertThat(features).isSubsetOf(table(PACKAGES).keySet()).hasSizeGreaterThan(10);
  }

  @Test
  void librariesStayInTheirRooms() {
    table(LIBRARIES)
        .forEach((library, homes) -> {
          var elsewhere =
              DescribedPredicate.describe(
                  "outside " + homes, (JavaClass c) -> !homes.contains(feature(c)));
          noClasses()
              .that(elsewhere)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(library + "..")
              .check(classes);
        });
  }

  @Test
  void entitiesStayInTheStore() {
    List<String> leaked = new ArrayList<>();
    for (JavaClass c : classes) {
      if (c.isAnnotatedWith("jakarta.persistence.Entity")
          && c.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)) {
        leaked.add(c.getName());
      }
    }
    assertThat(leaked).isEmpty();
  }

  @Test
  void nativeSqlStaysInOneClassOfTheStore() {
    Set<String> users = new TreeSet<>();
    for (JavaClass c : classes) {
      for (var call : c.getMethodCallsFromSelf()) {
        if (call.getTarget().getName().startsWith("createNative")) {
          users.add(c.getName());
        }
      }
    }
    assertThat(users).hasSizeLessThanOrEqualTo(1);
  }

  private static String feature(JavaClass c) {
    String rest = c.getPackageName().substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  private static Map<String, Set<String>> table(String text) {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split(":", 2))
        .forEach(row ->
            table.put(
                row[0].strip(),
                Arrays.stream(row[1].strip().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toSet())));
    return table;
  }

  /// Two threads, one of which begins with such a type and the other with the subtype, would wait
  /// for each other for ever.
  @Test
  void noTypeMakesOneOfItsSubtypesWhileItIsInitialised() {
    var made =
        classes.stream()
            .flatMap(type -> type.getStaticInitializer().stream())
            .flatMap(begin -> begin.getConstructorCallsFromSelf().stream())
            .filter(call -> !call.getTargetOwner().equals(call.getOriginOwner()))
            .filter(call -> call.getTargetOwner().isAssignableTo(call.getOriginOwner().getName()))
            // What has no name nobody else can begin with.
            .filter(call -> !call.getTargetOwner().isAnonymousClass())
            .map(Object::toString)
            .toList();
    assertThat(made).isEmpty();
  }
}
