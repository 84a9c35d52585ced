package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.rules.language.Facts;
import org.jspecify.annotations.Nullable;

/// Runs the tests that stand in rule files (시험, 각본) for one tenant.
final class FileTests {
  private static final Wording NONE = new Wording("없음", "none");
  private static final Set<Key> NOT_FACTS = Set.of(Key.CENTRE, Key.WHEN);

  private final TenantRules rules;
  private final Findings findings;
  private final TestCoverage coverage;

  FileTests(TenantRules rules, Findings findings, TestCoverage coverage) {
    this.rules = rules;
    this.findings = findings;
    this.coverage = coverage;
  }

  /// Runs the tests of a file that are about this tenant.
  ///
  /// @param sound whether the rules are good enough to be tested
  void run(RuleFile file, boolean sound) {
    boolean own = file.tenant().isPresent();
    for (Node.Fields test : Tree.entries(file.root(), Key.TESTS)) {
      Node.Fields situation = Tree.fields(test, Key.SITUATION);
      if (situation != null && (own || isAbout(situation))) {
        coverage.ran(test);
        if (sound) {
          run(test, situation);
        }
      }
    }
    for (Node.Fields script : Tree.entries(file.root(), Key.SCRIPTS)) {
      if (own || isAbout(script)) {
        coverage.ran(script);
        if (sound) {
          play(script);
        }
      }
    }
  }

  /// Plays a script, and again without each rule it came by that nothing guards yet.
  private void play(Node.Fields script) {
    EngineRules engine = EngineRules.of(rules);
    Findings own = new Findings();
    ScriptRun run = new ScriptRun(rules, engine, script, own, Optional.empty());
    run.run();
    findings.addAll(own);
    if (own.blocked()) {
      return;
    }
    for (Rule rule : run.used()) {
      if (!coverage.isGuarded(rule)) {
        Findings without = new Findings();
        new ScriptRun(rules, engine, script, without, Optional.of(rule.at())).run();
        if (without.blocked()) {
          coverage.guards(rule);
        }
      }
    }
  }

  private boolean isAbout(Node.Fields described) {
    Node.Text centre = Situation.text(described, Key.CENTRE);
    Node.Text affiliate = Situation.text(described, Key.AFFILIATE);
    return centre != null
        ? rules.centres().containsKey(centre.value())
        : affiliate != null && affiliate.value().equals(rules.tenant());
  }

  /// The rules of the centre a test names; empty, and reported, for an unknown one.
  static Optional<RuleSet> site(TenantRules rules, Node.@Nullable Text centre, Findings findings) {
    if (centre == null) {
      return Optional.of(rules.base());
    }
    RuleSet set = rules.centres().get(centre.value());
    if (set == null) {
      findings.add(
          Severity.ERROR,
          centre,
          new Wording(
                  "'" + centre.value() + "' 센터가 없습니다.",
                  "there is no centre '" + centre.value() + "'.")
              .then(Suggestion.wording(centre.value(), rules.centres().keySet())));
    }
    return Optional.ofNullable(set);
  }

  private void run(Node.Fields test, Node.Fields situation) {
    Optional<RuleSet> site = site(rules, Situation.text(situation, Key.CENTRE), findings);
    Optional<Long> when = Situation.when(situation, findings);
    Node.Fields expected = Tree.fields(test, Key.EXPECTED);
    if (site.isEmpty() || when.isEmpty() || expected == null) {
      return;
    }
    Optional<Facts> facts =
        new Situation(site.get(), findings).facts(situation, when.get(), NOT_FACTS);
    if (facts.isEmpty()) {
      return;
    }
    List<Wording> wrong = mismatches(expected, site.get().classify(facts.get(), when.get()));
    if (expected.fields().isEmpty()) {
      findings.warning(
          test,
          "시험 '" + Tree.word(test, Key.NAME, "") + "' 에는 확인하는 것이 없습니다",
          "test '" + Tree.word(test, Key.NAME, "") + "' checks nothing");
    }
    if (wrong.isEmpty()) {
      guard(site.get(), facts.get(), when.get(), expected);
    } else {
      fail(test, wrong);
    }
  }

  private void fail(Node.Fields test, List<Wording> wrong) {
    String name = Tree.word(test, Key.NAME, "");
    findings.add(
        Severity.FAILURE,
        test,
        new Wording(
            name + " — [" + String.join(", ", wrong.stream().map(Wording::korean).toList()) + "]",
            name
                + " — ["
                + String.join(", ", wrong.stream().map(Wording::english).toList())
                + "]"));
  }

  /// Notes the rules without which the test would fail.
  private void guard(RuleSet set, Facts facts, long when, Node.Fields expected) {
    Classification found = set.classify(facts, when);
    found
        .rule()
        .filter(rule -> fails(expected, set.without(facts, when, set.rules().indexOf(rule), -1)))
        .ifPresent(coverage::guards);
    for (Rule.Boosting boost : found.boosts()) {
      int index = set.boosts().indexOf(boost);
      if (fails(expected, set.without(facts, when, -1, index))) {
        coverage.guards(boost);
      }
    }
  }

  private static boolean fails(Node.Fields expected, Classification found) {
    return !mismatches(expected, found).isEmpty();
  }

  private static List<Wording> mismatches(Node.Fields expected, Classification found) {
    List<Wording> wrong = new ArrayList<>();
    Wording queue = found.queue().map(at -> alike(at.name())).orElse(NONE);
    compare(expected, Key.QUEUES, queue, wrong);
    Wording priority = found.queue().map(at -> alike(String.valueOf(at.priority()))).orElse(NONE);
    compare(expected, Key.PRIORITY, priority, wrong);
    compare(expected, Key.OPEN, alike(String.valueOf(found.open())), wrong);
    Node.Text boost = Tree.text(expected, Key.BOOSTS);
    if (boost != null && Quantity.duration(boost.value()).orElse(0) != found.boostMillis()) {
      long seconds = found.boostMillis() / 1_000;
      wrong.add(mismatch(Key.BOOSTS, boost.value(), new Wording(seconds + "초", seconds + " s")));
    }
    return wrong;
  }

  private static Wording alike(String word) {
    return new Wording(word, word);
  }

  private static void compare(Node.Fields expected, Key key, Wording actual, List<Wording> wrong) {
    Node.Text text = Tree.text(expected, key);
    if (text != null && !text.value().equals(actual.korean())) {
      wrong.add(mismatch(key, text.value(), actual));
    }
  }

  private static Wording mismatch(Key key, String expected, Wording actual) {
    return new Wording(
        key.korean() + " 기대 " + expected + " / 실제 " + actual.korean(),
        key.english() + " expected " + expected + " / actual " + actual.english());
  }
}
