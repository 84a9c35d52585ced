package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A condition (조건식) that was read, checked and made ready to be evaluated often. Immutable.
public final class Condition {
  private final Vocabulary vocabulary;
  private final String source;
  private final Syntax syntax;
  private final Logic logic;
  private final List<Leaf> leaves;
  private final Set<Field> fields;
  private final int cost;

  private Condition(
      Vocabulary vocabulary, String source, Parser.Parsed parsed, Checker checker, Logic logic) {
    this.vocabulary = vocabulary;
    this.source = source;
    this.syntax = parsed.syntax();
    this.logic = logic;
    this.leaves = List.copyOf(checker.leaves());
    this.fields =
        checker.slots().stream()
            .map(Slot::field)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    this.cost = parsed.nodes() + checker.textCost();
  }

  /// Reads and checks a condition. Never throws, whatever the text.
  public static Compilation compile(String source, Vocabulary vocabulary) {
    try {
      var parsed = Parser.parse(source);
      var checker = new Checker(vocabulary);
      Logic logic = checker.truth(parsed.syntax());
      if (!checker.problems().isEmpty()) {
        return new Compilation.Failed(checker.problems());
      }
      return new Compilation.Compiled(new Condition(vocabulary, source, parsed, checker, logic));
    } catch (Unreadable unreadable) {
      return new Compilation.Failed(List.of(unreadable.problem()));
    }
  }

  /// Whether it holds for these facts.
  ///
  /// @throws IllegalArgumentException if the facts are of another vocabulary
  public boolean test(Facts facts) {
    if (facts.vocabulary() != vocabulary) {
      throw new IllegalArgumentException("facts of another vocabulary (expected: the condition's)");
    }
    return logic.test(facts.numbers(), facts.texts());
  }

  /// Which of its comparisons hold, and the facts they looked at.
  public Trace trace(Facts facts) {
    boolean holds = test(facts);
    var korean = new Printer(vocabulary, Spelling.KOREAN);
    var english = new Printer(vocabulary, Spelling.ENGLISH);
    var comparisons = new ArrayList<Trace.Comparison>();
    for (Leaf leaf : leaves) {
      comparisons.add(
          new Trace.Comparison(
              leaf.holds(facts),
              korean.print(leaf.syntax()),
              english.print(leaf.syntax()),
              String.join(", ", leaf.actual(facts, Spelling.KOREAN)),
              String.join(", ", leaf.actual(facts, Spelling.ENGLISH))));
    }
    return new Trace(
        holds,
        comparisons,
        print(Spelling.KOREAN) + actual(facts, Spelling.KOREAN, " — 실제 "),
        print(Spelling.ENGLISH) + actual(facts, Spelling.ENGLISH, " — actual "));
  }

  private String actual(Facts facts, Spelling spelling, String before) {
    String all =
        leaves.stream()
            .flatMap(leaf -> leaf.actual(facts, spelling).stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : before + all;
  }

  /// An upper bound for the work of one evaluation: 1 for every value, field and operator, 8 more
  /// for comparing a text, 40 more for every word to be found in one.
  public int cost() {
    return cost;
  }

  /// The fields it reads, in the order in which they are first mentioned.
  public Set<Field> fields() {
    return new LinkedHashSet<>(fields);
  }

  /// The text it was read from.
  public String source() {
    return source;
  }

  /// The same condition in the normal form of one spelling. Reading that gives the same again.
  public String print(Spelling spelling) {
    return new Printer(vocabulary, spelling).print(syntax);
  }

  /// Whether it holds for any facts at all, as `참` does.
  public boolean always() {
    return logic instanceof Logic.Constant constant && constant.value();
  }

  /// Whether it holds for no facts at all, as `거짓` does.
  public boolean never() {
    return logic instanceof Logic.Constant constant && !constant.value();
  }

  @Override
  public String toString() {
    return source;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Logic logic() {
    return logic;
  }
}
