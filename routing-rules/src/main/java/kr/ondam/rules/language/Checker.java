package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds out what a condition means: looks fields, values and lists up, checks types, and builds
/// the tests. Collects problems instead of stopping.
final class Checker {
  private final Vocabulary vocabulary;
  private final Problems problems = new Problems();
  private final ListChecker lists;
  private final List<Leaf> leaves = new ArrayList<>();
  private final Set<Slot> slots = new LinkedHashSet<>();
  private int textCost;

  Checker(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.lists = new ListChecker(vocabulary, problems);
  }

  List<Problem> problems() {
    return problems.all();
  }

  List<Leaf> leaves() {
    return leaves;
  }

  Set<Slot> slots() {
    return slots;
  }

  /// What its texts cost beyond one per node.
  int textCost() {
    return textCost;
  }

  /// The test of something that must hold or not.
  Logic truth(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Joined joined ->
          Logic.join(
              joined.operator() == Kind.AND, joined.parts().stream().map(this::truth).toList());
      case Syntax.Not not -> Logic.not(truth(not.inner()));
      case Syntax.Compare compare -> leaf(syntax, comparison(compare));
      case Syntax.In in -> leaf(syntax, in.negated() ? Logic.not(in(in)) : in(in));
      case Syntax.Find find -> leaf(syntax, find(find));
      case Syntax.Literal _, Syntax.Path _, Syntax.Sum _, Syntax.ListName _, Syntax.Items _ -> {
        Meaning meaning = meaning(syntax);
        if (meaning instanceof Meaning.Truth truth) {
          yield leaf(syntax, truth.logic());
        }
        yield refuse(meaning, TypeProblems.notATruth(syntax, meaning));
      }
    };
  }

  private Logic leaf(Syntax syntax, Logic logic) {
    var read = new LinkedHashSet<Slot>();
    collect(syntax, read);
    leaves.add(new Leaf(syntax, logic, List.copyOf(read)));
    return logic;
  }

  private void collect(Syntax syntax, Set<Slot> into) {
    switch (syntax) {
      case Syntax.Path path -> vocabulary.slot(path.name()).ifPresent(into::add);
      case Syntax.Sum sum -> sum.terms().forEach(term -> collect(term, into));
      case Syntax.Compare compare -> {
        collect(compare.left(), into);
        collect(compare.right(), into);
      }
      case Syntax.In in -> collect(in.left(), into);
      case Syntax.Find find -> collect(find.left(), into);
      case Syntax.Not not -> collect(not.inner(), into);
      case Syntax.Joined joined -> joined.parts().forEach(part -> collect(part, into));
      case Syntax.Literal _, Syntax.ListName _, Syntax.Items _ -> {}
    }
  }

  private Meaning meaning(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Literal literal -> literal(literal);
      case Syntax.Path path -> path(path);
      case Syntax.Sum sum -> sum(sum);
      case Syntax.ListName _, Syntax.Items _ -> new Meaning.Wrong();
      case Syntax.Compare _, Syntax.In _, Syntax.Find _, Syntax.Not _, Syntax.Joined _ -> {
        int before = leaves.size();
        var truth = new Meaning.Truth(truth(syntax));
        // The comparison around it is the leaf that is shown.
        leaves.subList(before, leaves.size()).clear();
        yield truth;
      }
    };
  }

  private static Meaning literal(Syntax.Literal literal) {
    return switch (literal.kind()) {
      case NUMBER -> new Meaning.Amount(Type.NUMBER, Linear.constant(literal.value()));
      case DURATION -> new Meaning.Amount(Type.DURATION, Linear.constant(literal.value()));
      case CLOCK -> new Meaning.Amount(Type.CLOCK, Linear.constant(literal.value()));
      case TRUE -> new Meaning.Truth(new Logic.Constant(true));
      case FALSE -> new Meaning.Truth(new Logic.Constant(false));
      default -> new Meaning.Quoted(literal);
    };
  }

  private Meaning path(Syntax.Path path) {
    var slot = vocabulary.slot(path.name());
    if (slot.isEmpty()) {
      problems.add(() -> NameProblems.unknownField(path, vocabulary));
      return new Meaning.Wrong();
    }
    slots.add(slot.get());
    int place = slot.get().number();
    Type type = slot.get().field().type();
    return switch (type) {
      case TRUTH -> new Meaning.Truth(new Logic.Fact(slot.get(), place));
      case NUMBER, CLOCK, DURATION -> new Meaning.Amount(type, Linear.fact(place));
      case TEXT -> new Meaning.Text(slot.get());
      case ENUMERATION -> new Meaning.Listed(slot.get());
      case SET -> new Meaning.Several(slot.get());
    };
  }

  private Meaning sum(Syntax.Sum sum) {
    var total = Linear.constant(0);
    Type type = Type.NUMBER;
    boolean wrong = false;
    for (int i = 0; i < sum.terms().size(); i++) {
      Syntax term = sum.terms().get(i);
      Meaning meaning = meaning(term);
      if (!(meaning instanceof Meaning.Amount amount) || amount.type() == Type.CLOCK) {
        refuse(meaning, TypeProblems.notATerm(term, meaning));
        wrong = true;
        continue;
      }
      if (i > 0 && amount.type() != type && !wrong) {
        problems.add(TypeProblems.mixedSum(term, type, amount.type()));
        wrong = true;
      }
      type = i == 0 ? amount.type() : type;
      total = sum.minus().get(i) ? total.minus(amount.sum()) : total.plus(amount.sum());
    }
    return wrong ? new Meaning.Wrong() : new Meaning.Amount(type, total);
  }

  private Logic comparison(Syntax.Compare compare) {
    Meaning left = meaning(compare.left());
    Meaning right = meaning(compare.right());
    if (left instanceof Meaning.Wrong || right instanceof Meaning.Wrong) {
      return new Logic.Constant(false);
    }
    if (left instanceof Meaning.Amount a && right instanceof Meaning.Amount b) {
      return amounts(compare, a, b);
    }
    if (compare.operator() == Kind.EQUAL) {
      return same(compare, left, right);
    }
    if (compare.operator() == Kind.UNEQUAL) {
      return Logic.not(same(compare, left, right));
    }
    boolean mixed = left instanceof Meaning.Amount || right instanceof Meaning.Amount;
    problems.add(() ->
        mixed
            ? TypeProblems.incomparable(compare, left, right)
            : TypeProblems.noOrder(compare, left, right));
    return new Logic.Constant(false);
  }

  private Logic same(Syntax.Compare compare, Meaning left, Meaning right) {
    return switch (left) {
      case Meaning.Listed a when right instanceof Meaning.Quoted b -> value(a.slot(), b.literal());
      case Meaning.Quoted a when right instanceof Meaning.Listed b -> value(b.slot(), a.literal());
      case Meaning.Listed a
          when right instanceof Meaning.Listed b
              && a.slot().field().enumeration().equals(b.slot().field().enumeration()) ->
          new Logic.SameValue(a.slot().number(), b.slot().number());
      case Meaning.Text a when right instanceof Meaning.Quoted b -> text(a.slot(), b.literal());
      case Meaning.Quoted a when right instanceof Meaning.Text b -> text(b.slot(), a.literal());
      case Meaning.Text a when right instanceof Meaning.Text b -> {
        textCost += 8;
        yield new Logic.SameTexts(a.slot(), b.slot());
      }
      case Meaning.Quoted a when right instanceof Meaning.Quoted b ->
          new Logic.Constant(
              Folding.fold(a.literal().text()).equals(Folding.fold(b.literal().text())));
      case Meaning.Truth a when right instanceof Meaning.Truth b -> truths(a.logic(), b.logic());
      default -> {
        problems.add(() -> TypeProblems.incomparable(compare, left, right));
        yield new Logic.Constant(false);
      }
    };
  }

  /// Equal truths. As everywhere, an absent fact equals nothing.
  private static Logic truths(Logic left, Logic right) {
    if (right instanceof Logic.Fact && !(left instanceof Logic.Fact)) {
      return truths(right, left);
    }
    if (!(left instanceof Logic.Fact fact)) {
      return new Logic.Same(left, right);
    }
    return switch (right) {
      case Logic.Constant constant ->
          new Logic.Value(fact.slot(), fact.place(), constant.value() ? 1 : 0);
      case Logic.Fact other -> new Logic.SameValue(fact.place(), other.place());
      default -> {
        Logic present = new Logic.Between(fact.place(), 0, 1);
        yield Logic.join(true, List.of(present, new Logic.Same(left, right)));
      }
    };
  }

  private Logic value(Slot slot, Syntax.Literal literal) {
    int ordinal = slot.enumeration().ordinal(literal.text());
    if (ordinal < 0) {
      problems.add(() -> NameProblems.notAValue(literal, literal.text(), slot.enumeration()));
    }
    return new Logic.Value(slot, slot.number(), Math.max(0, ordinal));
  }

  private Logic text(Slot slot, Syntax.Literal literal) {
    textCost += 8;
    var other = List.of(Folding.fold(literal.text()));
    return new Logic.SameText(slot, slot.number(), slot.text(), other);
  }

  private Logic amounts(Syntax.Compare compare, Meaning.Amount left, Meaning.Amount right) {
    if (left.type() != right.type()) {
      problems.add(() -> TypeProblems.incomparable(compare, left, right));
      return new Logic.Constant(false);
    }
    // a < b is a - b < 0; the constant of the difference goes to the other side.
    Linear difference = left.sum().minus(right.sum());
    long bound = -difference.constant();
    long least = Facts.ABSENT + 1;
    long most = Long.MAX_VALUE;
    return switch (compare.operator()) {
      case LESS -> between(difference, least, bound - 1);
      case AT_MOST -> between(difference, least, bound);
      case MORE -> between(difference, bound + 1, most);
      case AT_LEAST -> between(difference, bound, most);
      case UNEQUAL -> Logic.not(between(difference, bound, bound));
      default -> between(difference, bound, bound);
    };
  }

  private static Logic between(Linear difference, long low, long high) {
    if (difference.fixed()) {
      return new Logic.Constant(low <= 0 && 0 <= high);
    }
    int only = difference.only();
    if (only >= 0) {
      return new Logic.Between(only, low, high);
    }
    var facts = new Linear(0, difference.plus(), difference.minus());
    return new Logic.SumBetween(facts, low, high);
  }

  private Logic in(Syntax.In in) {
    Meaning left = meaning(in.left());
    return switch (left) {
      case Meaning.Listed listed -> anyValue(listed.slot(), in.list());
      case Meaning.Text text -> {
        var words = lists.texts(in.list());
        textCost += 8 * words.size();
        var folded = words.stream().map(Folding::fold).toList();
        yield new Logic.SameText(text.slot(), text.slot().number(), text.slot().text(), folded);
      }
      case Meaning.Amount amount -> oneOf(amount, in);
      case Meaning.Several _, Meaning.Quoted _, Meaning.Truth _, Meaning.Wrong _ ->
          refuse(left, TypeProblems.notInAList(in, left));
    };
  }

  private Logic anyValue(Slot slot, Syntax list) {
    long[] mask = lists.mask(slot, list);
    return new Logic.AnyValue(slot, slot.number(), mask);
  }

  private Logic oneOf(Meaning.Amount amount, Syntax.In in) {
    if (!(in.list() instanceof Syntax.Items items)) {
      return refuse(amount, TypeProblems.notInAList(in, amount));
    }
    var values = new ArrayList<Long>();
    for (Syntax.Literal item : items.items()) {
      if (literal(item) instanceof Meaning.Amount other && other.type() == amount.type()) {
        values.add(item.value());
      } else {
        problems.add(() -> TypeProblems.otherType(item, literal(item), amount));
      }
    }
    if (amount.sum().fixed()) {
      return new Logic.Constant(values.contains(amount.sum().constant()));
    }
    long[] array = values.stream().mapToLong(Long::longValue).toArray();
    return new Logic.SumOneOf(amount.sum(), array);
  }

  private Logic find(Syntax.Find find) {
    Meaning left = meaning(find.left());
    boolean contains = find.operator() == Kind.CONTAINS;
    Syntax right = find.right();
    boolean listed = right instanceof Syntax.Items || right instanceof Syntax.ListName;
    if (!listed && !(right instanceof Syntax.Literal literal && literal.kind() == Kind.TEXT)) {
      return refuse(left, TypeProblems.notSearchable(right));
    }
    return switch (left) {
      case Meaning.Several set when contains ->
          new Logic.AnyMember(set.slot(), set.slot().number(), lists.mask(set.slot(), right));
      case Meaning.Text text -> {
        var needles = lists.needles(right);
        textCost += needles.cost();
        int place = text.slot().text();
        yield contains
            ? new Logic.Contains(text.slot(), place, needles)
            : new Logic.Starts(text.slot(), place, needles);
      }
      default -> refuse(left, TypeProblems.notFindable(find, left));
    };
  }

  private Logic refuse(Meaning about, Problem problem) {
    if (!(about instanceof Meaning.Wrong)) {
      problems.add(problem);
    }
    return new Logic.Constant(false);
  }
}
