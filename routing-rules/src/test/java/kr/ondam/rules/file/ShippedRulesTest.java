package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rule files that are shipped, held against the shipped demo group.
final class ShippedRulesTest {
  private static final List<String> SMALL = List.of("배정.후처리", "배정.제안.미응답상태");
  private static final Path CONFIG = Path.of("..", "config");

  @Test
  void theShippedRulesFitTheShippedGroup() throws IOException {
    Reading reading =
        RuleBook.read(files(), Optional.of(group()), RuleFiles.HOLIDAYS, RuleFiles.TODAY);
    assertThat(reading.diagnostics()).extracting(Diagnostic::korean).isEmpty();
    RuleBook book = ((Reading.Accepted) reading).book();
    assertThat(book.tenants()).containsOnlyKeys("한빛생명", "한빛카드");
  }

  @Test
  void theShippedRulesDifferFromTheExamplesOfTheSpecificationInTheirHoursAndSmallThingsOnly()
      throws IOException {
    Reading reading = RuleBook.read(files(), Optional.empty(), RuleFiles.HOLIDAYS, RuleFiles.TODAY);
    RuleBook shipped = ((Reading.Accepted) reading).book();
    assertThat(RuleFiles.examples().accepted().changesTo(shipped))
        .extracting(Change::path)
        .isNotEmpty()
        .allMatch(
            path -> path.contains("영업시간") || path.startsWith("어휘.진입점.") || SMALL.contains(path));
  }

  private static List<RuleText> files() throws IOException {
    List<RuleText> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(CONFIG.resolve("routing"))) {
      // A server that ran from here has left the history of its activations.
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        files.add(RuleText.decode(file.getFileName().toString(), Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static Inventory group() throws IOException {
    String text = Files.readString(CONFIG.resolve("group.yaml"));
    Node root = Nodes.read(new RuleText("group.yaml", text), new Findings()).orElseThrow();
    List<Inventory.Tenant> tenants = new ArrayList<>();
    for (Node.Fields tenant : maps(root, "tenants")) {
      Map<String, String> centres = new HashMap<>();
      List<Inventory.Centre> sites = new ArrayList<>();
      for (Node.Fields centre : maps(tenant, "centres")) {
        centres.put(word(centre, "id"), word(centre, "name"));
        sites.add(new Inventory.Centre(word(centre, "name"), Optional.of(word(centre, "region"))));
      }
      List<Inventory.Agent> agents = new ArrayList<>();
      for (Node.Fields user : maps(tenant, "users")) {
        agents.add(
            new Inventory.Agent(
                word(user, "login"),
                Optional.ofNullable(centres.get(word(user, "centre"))),
                skills(user)));
      }
      tenants.add(new Inventory.Tenant(word(tenant, "name"), sites, agents));
    }
    return new Inventory(tenants);
  }

  private static Map<String, Integer> skills(Node.Fields user) {
    Map<String, Integer> skills = new HashMap<>();
    if (user.get("skills") instanceof Node.Fields levels) {
      levels
          .fields()
          .keySet()
          .forEach(skill -> skills.put(skill, Integer.parseInt(word(levels, skill))));
    }
    return skills;
  }

  private static List<Node.Fields> maps(Node parent, String key) {
    return parent instanceof Node.Fields fields && fields.get(key) instanceof Node.Items items
        ? items.items().stream().map(Node.Fields.class::cast).toList()
        : List.of();
  }

  private static String word(Node.Fields parent, String key) {
    return parent.text(key) instanceof Node.Text text ? text.value() : "";
  }
}
