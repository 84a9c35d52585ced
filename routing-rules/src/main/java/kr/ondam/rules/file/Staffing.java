package kr.ondam.rules.file;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Holds queues against the agents there are: skills nobody has, queues nobody can serve.
final class Staffing {
  private final Inventory.Tenant tenant;
  private final TenantReader.Effective effective;
  private final Findings findings;

  Staffing(Inventory.Tenant tenant, TenantReader.Effective effective, Findings findings) {
    this.tenant = tenant;
    this.effective = effective;
    this.findings = findings;
  }

  void check() {
    for (Node.Fields entry : Tree.entries(effective.root(), Key.QUEUES)) {
      effective
          .rules()
          .queue(Tree.word(entry, Key.NAME, ""))
          .ifPresent(queue -> check(entry, queue));
    }
    for (Node.Fields group : Tree.entries(effective.root(), Key.AGENT_GROUPS)) {
      Tree.texts(group.get(Key.AGENTS.korean())).forEach(this::checkAgent);
    }
  }

  private void checkAgent(Node.Text login) {
    List<String> known = tenant.agents().stream().map(Inventory.Agent::login).toList();
    if (!known.contains(login.value())) {
      findings.add(
          Severity.WARNING,
          login,
          new Wording(
                  tenant.name() + "에는 '" + login.value() + "' 상담사가 없습니다.",
                  "there is no agent '" + login.value() + "' in " + tenant.name() + ".")
              .then(Suggestion.wording(login.value(), known)));
    }
  }

  private void check(Node.Fields entry, QueueRule queue) {
    Node.Fields skills = Tree.fields(entry, Key.SKILLS);
    if (skills != null) {
      for (Node.Field skill : skills.fields().values()) {
        checkSkill(skill);
      }
    }
    boolean group = queue.relaxations().stream().anyMatch(step -> step.scope() == Scope.GROUP);
    // A step into the group may find somebody in another tenant.
    if (!group && !anybodyServes(queue)) {
      findings.warning(
          entry,
          "'" + queue.name() + "' 큐는 완화가 끝나도 받을 수 있는 상담사가 없습니다",
          "nobody can serve '" + queue.name() + "' even after all relaxations");
    }
  }

  private void checkSkill(Node.Field skill) {
    int best =
        tenant.agents().stream()
            .mapToInt(agent -> agent.skills().getOrDefault(skill.key().value(), 0))
            .max()
            .orElse(0);
    String wanted = skill.value() instanceof Node.Text level ? level.value() : "1";
    if (best < Quantity.whole(wanted).orElse(1)) {
      findings.warning(
          skill.key(),
          tenant.name() + "에는 '" + skill.key().value() + "' 수준 " + wanted + "인 상담사가 없습니다",
          "nobody in " + tenant.name() + " has '" + skill.key().value() + "' at level " + wanted);
    }
  }

  private boolean anybodyServes(QueueRule queue) {
    if (reachable(Scope.CENTRE, queue.skills())) {
      return true;
    }
    return queue.relaxations().stream().anyMatch(step -> reachable(step.scope(), step.skills()));
  }

  private boolean reachable(Scope scope, SortedMap<String, Integer> skills) {
    return tenant.agents().stream()
        .anyMatch(
            agent -> isWithin(scope, agent.centre()) && Numbering.has(agent.skills(), skills));
  }

  private boolean isWithin(Scope scope, Optional<String> centre) {
    RuleSet.Site site = effective.rules().site();
    if (site.centre().isEmpty() || scope.compareTo(Scope.TENANT) >= 0) {
      return true;
    }
    return scope == Scope.CENTRE
        ? site.centre().equals(centre)
        : site.region().isPresent() && site.region().equals(centre.flatMap(this::region));
  }

  private Optional<String> region(String centre) {
    List<Inventory.Centre> centres = tenant.centres();
    return centres.stream()
        .filter(known -> known.name().equals(centre))
        .findFirst()
        .flatMap(Inventory.Centre::region);
  }
}
